"""An act of a member of staff, done from the command line: performed as theirs, or refused with every reason."""

from __future__ import annotations

import sys
from collections.abc import Callable

from bot.clock import utc_now
from bot.commands.opened import opened_database
from handlers.actors import StaffMember
from handlers.casework.results import Done, Refused, Result
from handlers.people import staff_member
from handlers.texts.people import unknown
from store.work import Work


async def act_as(by: str, act: Callable[[Work, StaffMember], Result], *, done: str) -> None:
    """Perform the act of the member named `by`, and print `done`; a refusal is an error, with status 1."""

    def perform(work: Work) -> Result | None:
        member = staff_member(work, by)
        return act(work, member) if member else None

    async with opened_database() as database:
        result = await database.write(perform, utc_now())
    match result:
        case Done():
            print(done)
        case Refused(reasons):
            sys.exit("\n".join(reason.text for reason in reasons))
        case None:
            sys.exit(unknown(name=by))
