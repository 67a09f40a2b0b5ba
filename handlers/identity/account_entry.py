"""The link by which a member comes into the console from their linked account: reading, and no act on money."""

from __future__ import annotations

from handlers.identity.actors import StaffMember
from handlers.identity.codes import ENTRY_LIVES, issue, peek, redeem, withdraw_codes
from handlers.identity.sign_in_log import Caller
from handlers.identity.staff_sessions import open_session
from handlers.identity.who import staff_numbered
from store.states import Purpose, SignInWay
from store.work import Work

ENTER = "/staff/enter/"
"""Where the link leads, below the console's own address."""


def entry_link(work: Work, member: StaffMember) -> str:
    """A path that is good once, for minutes; those of before are good no more."""
    withdraw_codes(work, Purpose.ENTRY, member.id)
    return f"{ENTER}{issue(work, Purpose.ENTRY, member.id, ENTRY_LIVES, by=member.id)}"


def is_entry_link(work: Work, token: str) -> bool:
    """Whether the link can be used; looking at it uses nothing up."""
    return peek(work, Purpose.ENTRY, token) is not None


def enter_by_account(work: Work, token: str, caller: Caller) -> str | None:
    """Use the link up; gives the token of the session that it opens."""
    row = redeem(work, Purpose.ENTRY, token)
    member = staff_numbered(work, row.subject_id) if row is not None else None
    if member is None:
        return None
    return open_session(work, member, SignInWay.ACCOUNT, caller.browser, caller.household)
