"""What the calendar does on the morning of a working day, in one transaction: terms, delays, then the digests."""

from __future__ import annotations

from handlers.casework.table import Table
from handlers.dates import ZONE
from handlers.staff.calendar.digest import tell_digests
from handlers.staff.calendar.telling import tell_overdue, tell_terms
from handlers.staff.lists.present import present
from policy_kb.kb import PolicyKB
from store.work import Work


def begin_day(work: Work, kb: PolicyKB, table: Table, at: str) -> None:
    """Tell staff what the day brings; on a day off nothing: the next workday tells it.

    `at` is the hour of the digest, as 08:30: whoever makes up for an earlier day before it leaves this day to it.
    """
    now = present(work, table)
    if now.today in now.workdays and f"{work.now.astimezone(ZONE):%H:%M}" >= at:
        tell_terms(work, now)
        tell_overdue(work, now, kb.written_out)
        tell_digests(work, now)
