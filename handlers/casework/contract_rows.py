"""The rows of contracts and of cases of money taken back: records without a state, and the office's procedure."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework import act_words
from handlers.casework import application_guards as on_application
from handlers.casework import contract_fields as fields
from handlers.casework import contract_guards as guards
from handlers.casework import contract_records as records
from handlers.casework import inspection_guards as on_inspection
from handlers.casework.attempt import MONEY_DOORS, Attempt, Guard, Recorded, Transition
from handlers.casework.fields import ExplainFields
from handlers.casework.inspection_fields import InspectFields
from handlers.casework.inspection_rows import inspected
from handlers.casework.transitions import (
    OFFICE_STEP,
    ActName,
    Basis,
    Standing,
    Subject,
    on,
)
from handlers.casework.year_guards import open_year
from handlers.identity.actors import Door
from handlers.texts import casework as texts
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import CaseKind, CaseState, ContractState, Role

_DAY = on_application.no_day_to_come
_SIGNED = (ContractState.ACTIVE, ContractState.PAUSED, ContractState.ENDED)
_OFFICE_OR_BUREAU = (Role.OFFICE, Role.BUREAU)
_OPEN = (CaseState.OPENED, CaseState.NOTIFIED)


def _row(
    act: ActName,
    *roles: Role,
    model: type[Model],
    record: Callable[[Attempt], Recorded],
    basis: Basis,
    guards: tuple[Guard, ...] = (),
    tells_firm: bool,
    tells: tuple[Role, ...] = (),
    on: Subject = Subject.CONTRACT,
    come_from: tuple[Standing, ...] = _SIGNED,
    to: tuple[Standing, ...] = (),
    contractor: bool = False,
    opens_case: bool = False,
    doors: frozenset[Door] = frozenset(Door),
    waits: bool = True,
    in_talk: bool = True,
) -> Transition:
    staff_words, applicant_words = texts.ACTS[act.value]
    return Transition(
        act=act,
        on=on,
        from_states=frozenset(come_from),
        to=to,
        roles=frozenset(roles),
        contractor=contractor,
        basis=basis,
        guards=guards,
        fields=model,
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        typed=act_words.ACT_WORDS.get(act.value, ()),
        tells_firm=tells_firm,
        tells=tells,
        opens_case=opens_case,
        doors=doors,
        waits=waits and on is Subject.CASE,
        in_talk=in_talk,
    )


def _taking_back(kind: CaseKind) -> tuple[Guard, ...]:
    return guards.one_case(kind), guards.sum_to_take_back(kind)


CONTRACT_ROWS = (
    _row(
        ActName.EVALUATE,
        *_OFFICE_OR_BUREAU,
        model=fields.EvaluateFields,
        record=records.evaluated,
        basis=on(PassageRole.EVALUATION, PassageRole.MID_TERM),
        guards=(_DAY, guards.after_signing, guards.advice),
        tells_firm=True,
        tells=_OFFICE_OR_BUREAU,
    ),
    _row(
        ActName.RECHECK,
        *_OFFICE_OR_BUREAU,
        model=fields.RecheckFields,
        record=records.rechecked,
        basis=on(PassageRole.MID_TERM),
        guards=(_DAY, guards.basic_result),
        tells_firm=True,
    ),
    _row(
        ActName.DISPOSE,
        *_OFFICE_OR_BUREAU,
        model=fields.DisposeFields,
        record=records.disposed,
        basis=on(PassageRole.MID_TERM),
        guards=(_DAY, guards.unqualified_result, guards.reduced_sum),
        tells_firm=True,
        tells=(Role.PAYER,),
    ),
    _row(
        ActName.COMPLETE,
        Role.BUREAU,
        model=fields.CompletionFields,
        record=records.completed,
        basis=on(PassageRole.ARCHIVE),
        guards=(_DAY,),
        tells_firm=True,
        tells=(Role.OFFICE,),
    ),
    _row(
        ActName.INSPECT,
        Role.BUREAU,
        model=InspectFields,
        record=inspected,
        basis=on(PassageRole.SUPERVISION),
        guards=(
            on_inspection.inspected_already,
            on_inspection.two_inspectors,
            on_inspection.of_a_problem,
            on_inspection.one_term,
        ),
        tells_firm=False,
    ),
    _row(
        ActName.REVIEW,
        Role.SUPERVISOR,
        model=fields.ReviewFields,
        record=records.reviewed,
        basis=on(PassageRole.SUPERVISION),
        guards=(_DAY, guards.has_tasks, guards.new_quarter),
        tells_firm=False,
    ),
    _row(
        ActName.RECOVER,
        *_OFFICE_OR_BUREAU,
        model=fields.RecoveryFields,
        record=records.opened(CaseKind.RECOVERY),
        basis=on(PassageRole.RECOVERY),
        guards=(
            guards.recovery_ground,
            *_taking_back(CaseKind.RECOVERY),
        ),
        opens_case=True,
        tells_firm=False,
        tells=(Role.PAYER,),
        doors=MONEY_DOORS,
    ),
    _row(
        ActName.RECLAIM,
        *_OFFICE_OR_BUREAU,
        model=fields.ReclaimFields,
        record=records.opened(CaseKind.RECLAIM),
        basis=on(PassageRole.RECLAIM),
        guards=(
            guards.reclaim_ground,
            *_taking_back(CaseKind.RECLAIM),
        ),
        opens_case=True,
        tells_firm=False,
        tells=(Role.PAYER,),
        doors=MONEY_DOORS,
    ),
)

CASE_ROWS = (
    _row(
        ActName.NOTIFY,
        *_OFFICE_OR_BUREAU,
        on=Subject.CASE,
        come_from=_OPEN,
        to=(CaseState.NOTIFIED,),
        model=fields.NotifyFields,
        record=records.notified,
        basis=OFFICE_STEP,
        guards=(guards.term_to_come, guards.one_term),
        tells_firm=True,
        doors=MONEY_DOORS,
    ),
    _row(
        ActName.EXPLAIN,
        on=Subject.CASE,
        come_from=(CaseState.NOTIFIED,),
        contractor=True,
        model=ExplainFields,
        record=records.explained,
        basis=OFFICE_STEP,
        tells_firm=False,
        tells=_OFFICE_OR_BUREAU,
    ),
    _row(
        ActName.RECEIVE,
        *_OFFICE_OR_BUREAU,
        on=Subject.CASE,
        come_from=(CaseState.NOTIFIED,),
        to=(CaseState.NOTIFIED, CaseState.CLOSED),
        model=fields.ReturnedFields,
        record=records.received,
        basis=OFFICE_STEP,
        guards=(_DAY, open_year("returned_on"), guards.within_the_balance, guards.new_return_voucher),
        tells_firm=True,
        tells=(Role.PAYER,),
        doors=MONEY_DOORS,
    ),
    _row(
        ActName.REFUND,
        Role.PAYER,
        on=Subject.CASE,
        come_from=(CaseState.NOTIFIED, CaseState.CLOSED),
        model=fields.RefundFields,
        record=records.refunded,
        basis=OFFICE_STEP,
        guards=(_DAY, guards.within_the_surplus, open_year("refunded_on"), guards.new_refund_voucher),
        tells_firm=True,
        tells=_OFFICE_OR_BUREAU,
        doors=MONEY_DOORS,
        waits=False,
        in_talk=False,
    ),
    _row(
        ActName.CLOSE,
        *_OFFICE_OR_BUREAU,
        on=Subject.CASE,
        come_from=_OPEN,
        to=(CaseState.CLOSED,),
        model=fields.CloseFields,
        record=records.closed,
        basis=OFFICE_STEP,
        tells_firm=True,
        doors=MONEY_DOORS,
    ),
)
