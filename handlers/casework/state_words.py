"""What each state of an application is called, who holds it, and what comes next from where."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.transitions import OFFICE_STEP, ActName, Basis, on
from handlers.texts import bodies
from handlers.texts import casework as texts
from policy_kb.roles import PassageRole
from store.standings.rule import Standing
from store.states import Role, State


class StateWords(Struct, frozen=True):
    """`unit` names the unit that holds it, never a person; `holder` is whom a 催办 goes to, if anybody.

    `step` is the act of the holder that leads on from here.
    """

    staff: str
    applicant: str
    holder: Role | None
    unit: str
    next: str
    next_basis: Basis
    step: ActName | None


def _words(state: State, holder: Role | None, unit: str, basis: Basis, step: ActName | None = None) -> StateWords:
    staff, applicant = texts.STATES[state.value]
    return StateWords(staff, applicant, holder, unit, texts.NEXT[state.value], basis, step)


_ROWS = (
    (State.DRAFT, None, texts.APPLICANT, on(PassageRole.WHO_APPLIES)),
    (State.SUBMITTED, Role.OFFICE, bodies.OFFICE, OFFICE_STEP, ActName.ACCEPT),
    (State.RETURNED, None, texts.APPLICANT, OFFICE_STEP),
    (State.ACCEPTED, Role.OFFICE, bodies.OFFICE, on(PassageRole.APPROVAL), ActName.REPORT),
    (State.REPORTED, Role.OFFICE, bodies.OFFICE, on(PassageRole.APPROVAL), ActName.TABLE),
    (State.TABLED, Role.OFFICE, texts.MEETING_UNIT, on(PassageRole.APPROVAL), ActName.AGREE),
    (State.POSTPONED, Role.OFFICE, bodies.OFFICE, OFFICE_STEP, ActName.TABLE),
    (State.APPROVED, Role.PAYER, texts.PAYER, on(PassageRole.PAYMENT), ActName.PAY),
    (State.PAYING, Role.PAYER, texts.PAYER, on(PassageRole.PAYMENT), ActName.PAY),
    (State.PAID, Role.BUREAU, bodies.BUREAU, on(PassageRole.ARCHIVE), ActName.ARCHIVE),
    (State.ARCHIVED, None, "", OFFICE_STEP),
    (State.DECLINED, None, "", OFFICE_STEP),
    (State.REJECTED, None, "", OFFICE_STEP),
    (State.WITHDRAWN, None, "", OFFICE_STEP),
)

STATE_WORDS: Mapping[State, StateWords] = MappingProxyType({row[0]: _words(*row) for row in _ROWS})

WITHOUT_MINUTES = StateWords(
    *texts.STATES[State.APPROVED.value],
    Role.OFFICE,
    bodies.OFFICE,
    texts.NEXT["approved_minutes"],
    OFFICE_STEP,
    ActName.MINUTES,
)
"""Approved, and the office has still to enter the minutes' number, without which nothing is paid."""


def _withheld(state: State) -> StateWords:
    """Staff read the result; its contractor reads, until it is announced, that the meeting deliberates."""
    return StateWords(
        texts.WITHHELD_STATES[state.value],
        texts.STATES[State.TABLED.value][1],
        Role.OFFICE,
        bodies.OFFICE,
        texts.NEXT["withheld"],
        OFFICE_STEP,
        ActName.MINUTES,
    )


WITHHELD: Mapping[State, StateWords] = MappingProxyType(
    {state: _withheld(state) for state in (State.APPROVED, State.POSTPONED, State.REJECTED)}
)
"""A result is recorded that the contractor is told with the number of its minutes, and not before."""

WITH_CONDITION = StateWords(
    *texts.STATES[State.APPROVED.value],
    Role.OFFICE,
    bodies.OFFICE,
    texts.NEXT["approved_condition"],
    OFFICE_STEP,
    ActName.FULFIL,
)
"""Approved under a condition, and nobody has recorded yet that it is met, without which nothing is paid."""

NOTHING_TO_RESUBMIT = StateWords(
    *texts.NOTHING_TO_RESUBMIT,
    Role.OFFICE,
    bodies.OFFICE,
    texts.NEXT["returned_ended"],
    OFFICE_STEP,
    ActName.DECLINE,
)
"""Returned to be mended, and its contract has ended: it cannot come back, and the office declines it."""

NOTHING_TO_PAY = StateWords(
    *texts.NOTHING_TO_PAY,
    Role.BUREAU,
    bodies.BUREAU,
    texts.NEXT[State.PAID.value],
    on(PassageRole.ARCHIVE),
    ActName.ARCHIVE,
)
"""Approved and not fully paid, and by the contract or a decision no more can be paid: it waits for the archive."""

ALL_PAID = StateWords(*texts.ALL_PAID, None, "", texts.NEXT[State.ARCHIVED.value], OFFICE_STEP, None)
"""Archived as it should be."""

NOT_ALL_PAID = StateWords(*texts.NOT_ALL_PAID, None, "", texts.NEXT[State.ARCHIVED.value], OFFICE_STEP, None)
"""Archived though what was approved was not paid, or only in part; why stands with the step."""

STANDINGS: Mapping[str, StateWords] = MappingProxyType(
    {state.value: words for state, words in STATE_WORDS.items()}
    | {
        State.ARCHIVED.value: ALL_PAID,
        Standing.NOT_ALL_PAID: NOT_ALL_PAID,
        Standing.WITHOUT_MINUTES: WITHOUT_MINUTES,
        Standing.APPROVED_WITHHELD: WITHHELD[State.APPROVED],
        Standing.POSTPONED_WITHHELD: WITHHELD[State.POSTPONED],
        Standing.REJECTED_WITHHELD: WITHHELD[State.REJECTED],
        Standing.WITH_CONDITION: WITH_CONDITION,
        Standing.NOTHING_TO_PAY: NOTHING_TO_PAY,
        Standing.NOTHING_TO_RESUBMIT: NOTHING_TO_RESUBMIT,
    }
)
"""The words of each standing that `store.queries.lists` finds."""
