"""The audit chains of casework, by name. An application's chain has its 申请编号."""

from __future__ import annotations

from store.tables.complaints import CHAIN as COMPLAINT

SETTINGS = "settings"
"""What is set for the whole office: its checklists, its arrangements, whether the assistant answers."""


STAFF = "staff"
"""Who is a member, in which roles, by which accounts."""


SUPERVISION = "supervision"
"""监督审核 of the fund, quarter by quarter."""


INTENTIONS = "intentions"
"""意向登记: left, taken back, seen to. Its entries name nobody."""


THREADS = "threads"
"""What staff did in talks with people. Its entries name nobody, and hold no word of a talk."""


OUTBOX = "outbox"
"""Messages that were given up or held, sent again by hand."""


SEALED_COMPLAINTS = "sealed complaints"
"""That officers dealt with reports. Its entries name none of them, and no step."""


def complaint_chain(number: str) -> str:
    """The audit chain of a complaint that is openly kept. Its entries name nobody, and hold no word of it."""
    return f"{COMPLAINT}{number}"


def chain_of(number: str) -> str:
    """The audit chain of a contract, and of the cases of money taken back on it."""
    return f"contract:{number}"


def firm_chain(firm_id: int) -> str:
    """The audit chain of a firm: codes handed out, people bound and unbound."""
    return f"firm:{firm_id}"
