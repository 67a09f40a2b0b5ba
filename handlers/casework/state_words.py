"""What each state of an application is called, who holds it, and what comes next from where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from handlers.casework.transitions import OFFICE_STEP, Basis, on
from handlers.texts import bodies
from handlers.texts import casework as texts
from policy_kb.roles import PassageRole
from store.states import Role, State


@dataclass(frozen=True, slots=True)
class StateWords:
    """`unit` names the unit that holds it, never a person; `holder` is whom a 催办 goes to, if anybody."""

    staff: str
    applicant: str
    holder: Role | None
    unit: str
    next: str
    next_basis: Basis


def _words(state: State, holder: Role | None, unit: str, basis: Basis) -> StateWords:
    staff, applicant = texts.STATES[state.value]
    return StateWords(staff, applicant, holder, unit, texts.NEXT[state.value], basis)


_ROWS = (
    (State.DRAFT, None, texts.APPLICANT, on(PassageRole.WHO_APPLIES)),
    (State.SUBMITTED, Role.OFFICE, bodies.OFFICE, OFFICE_STEP),
    (State.RETURNED, None, texts.APPLICANT, OFFICE_STEP),
    (State.ACCEPTED, Role.OFFICE, bodies.OFFICE, on(PassageRole.APPROVAL)),
    (State.REPORTED, Role.OFFICE, bodies.OFFICE, on(PassageRole.APPROVAL)),
    (State.TABLED, Role.OFFICE, texts.MEETING_UNIT, on(PassageRole.APPROVAL)),
    (State.POSTPONED, Role.OFFICE, bodies.OFFICE, OFFICE_STEP),
    (State.APPROVED, Role.PAYER, texts.PAYER, on(PassageRole.PAYMENT)),
    (State.PAYING, Role.PAYER, texts.PAYER, on(PassageRole.PAYMENT)),
    (State.PAID, Role.BUREAU, bodies.BUREAU, on(PassageRole.ARCHIVE)),
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
)
"""Approved, and the office has still to enter the minutes' number, without which nothing is paid."""

WITH_CONDITION = StateWords(
    *texts.STATES[State.APPROVED.value],
    Role.OFFICE,
    bodies.OFFICE,
    texts.NEXT["approved_condition"],
    OFFICE_STEP,
)
"""Approved under a condition, and nobody has recorded yet that it is met, without which nothing is paid."""

NOTHING_TO_RESUBMIT = StateWords(
    *texts.NOTHING_TO_RESUBMIT, Role.OFFICE, bodies.OFFICE, texts.NEXT["returned_ended"], OFFICE_STEP
)
"""Returned to be mended, and its contract has ended: it cannot come back, and the office declines it."""

NOTHING_TO_PAY = StateWords(
    *texts.NOTHING_TO_PAY, Role.BUREAU, bodies.BUREAU, texts.NEXT[State.PAID.value], on(PassageRole.ARCHIVE)
)
"""Approved and not fully paid, and by the contract or a decision no more can be paid: it waits for the archive."""

ALL_PAID = StateWords(*texts.ALL_PAID, None, "", texts.NEXT[State.ARCHIVED.value], OFFICE_STEP)
"""Archived as it should be."""

NOT_ALL_PAID = StateWords(*texts.NOT_ALL_PAID, None, "", texts.NEXT[State.ARCHIVED.value], OFFICE_STEP)
"""Archived though what was approved was not paid, or only in part; why stands with the step."""
