"""The rows by which the register is corrected to its paper (登记更正), and a correction is checked."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework import correction_fields as fields
from handlers.casework import correction_guards as guards
from handlers.casework import correction_records as records
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.attempt import MONEY_DOORS, Attempt, Guard, Recorded, Transition
from handlers.casework.transitions import OFFICE_STEP, ActName, Standing, Subject
from handlers.texts import casework as texts
from policy_kb.models import Model
from store.states import CaseState, ContractState, Role, State

_UNITS = frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER})
_RECORDING: dict[Subject, frozenset[Role]] = {
    Subject.APPLICATION: _UNITS,
    Subject.CONTRACT: frozenset({Role.OFFICE, Role.BUREAU, Role.SUPERVISOR}),
    Subject.CASE: frozenset({Role.OFFICE, Role.BUREAU}),
}
_STATES: dict[Subject, frozenset[Standing]] = {
    Subject.APPLICATION: frozenset(
        set(State) - {State.DRAFT, State.SUBMITTED, State.RETURNED, State.DECLINED, State.WITHDRAWN}
    ),
    Subject.CONTRACT: frozenset(ContractState),
    Subject.CASE: frozenset(CaseState),
}
"""A slip is put right at any time, also when all is paid, archived or at an end, where something was recorded."""

_TO: dict[Subject, tuple[Standing, ...]] = {
    Subject.APPLICATION: (State.APPROVED, State.PAYING, State.PAID, State.REJECTED, State.POSTPONED),
    Subject.CASE: (CaseState.NOTIFIED, CaseState.CLOSED),
}
"""Where the sums may lead."""


def _row(
    act: ActName,
    on: Subject,
    roles: frozenset[Role],
    *conditions: Guard,
    model: type[Model],
    record: Callable[[Attempt], Recorded],
    preview: Callable[[Attempt], str],
) -> Transition:
    staff_words, applicant_words = texts.ACTS[act.value]
    return Transition(
        act=act,
        on=on,
        from_states=_STATES[on],
        to=_TO.get(on, ()),
        roles=roles,
        basis=OFFICE_STEP,
        guards=conditions,
        fields=model,
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        tells_firm=True,
        tells_if_said=True,
        tells=(),
        waits=False,
        doors=MONEY_DOORS,
        in_talk=False,
        preview=preview,
    )


def _rows(on: Subject, correct: ActName, check: ActName, refuse: ActName) -> tuple[Transition, ...]:
    seconds = (guards.waits_for_somebody_else, guards.theirs_to_check)
    return (
        _row(
            correct,
            on,
            _RECORDING[on],
            guards.something_to_correct,
            no_day_to_come,
            guards.known_fact,
            guards.none_waits,
            guards.sound_value,
            model=fields.CorrectFields,
            record=records.corrected,
            preview=records.preview,
        ),
        _row(
            check,
            on,
            _UNITS,
            *seconds,
            guards.still_so,
            model=fields.CheckCorrectionFields,
            record=records.agreed,
            preview=records.check_preview,
        ),
        _row(
            refuse,
            on,
            _UNITS,
            *seconds,
            model=fields.RefuseCorrectionFields,
            record=records.refused,
            preview=records.check_preview,
        ),
    )


CORRECTION_ROWS = (
    *_rows(Subject.APPLICATION, ActName.CORRECT, ActName.CHECK_CORRECTION, ActName.REFUSE_CORRECTION),
    *_rows(
        Subject.CONTRACT,
        ActName.CORRECT_CONTRACT,
        ActName.CHECK_CONTRACT_CORRECTION,
        ActName.REFUSE_CONTRACT_CORRECTION,
    ),
    *_rows(Subject.CASE, ActName.CORRECT_CASE, ActName.CHECK_CASE_CORRECTION, ActName.REFUSE_CASE_CORRECTION),
)
