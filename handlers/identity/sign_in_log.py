"""The log of the console's door, kept half a year: who came in, was refused, or left, and from where."""

from __future__ import annotations

from msgspec import Struct

from store.states import SignInOutcome, SignInWay
from store.tables.sign_in import SignInEvent
from store.work import Work

_LONGEST = 255


class Caller(Struct, frozen=True):
    """Who is at the other end. `household` stands for everybody behind one line; empty where it cannot be told."""

    household: str
    browser: str


def note(
    work: Work, outcome: SignInOutcome, caller: Caller, *, staff_id: int | None, way: SignInWay | None = None
) -> None:
    """Add a line. A name that is nobody's is not kept: it may be a password in the wrong field."""
    work.add(
        SignInEvent(
            at=work.now,
            staff_id=staff_id,
            event=outcome.value,
            way=way.value if way else "",
            household=caller.household,
            browser=caller.browser[:_LONGEST],
        )
    )
