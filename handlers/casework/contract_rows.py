"""The rows of contracts and of cases of money taken back: records without a state, and the office's procedure."""

from __future__ import annotations

from handlers.casework import contract_fields as fields
from handlers.casework.transitions import (
    OFFICE_STEP,
    ActName,
    Basis,
    GuardName,
    Standing,
    Subject,
    Transition,
    on,
)
from handlers.texts import casework as texts
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import CaseState, ContractState, Role

_DAY = GuardName.NO_DAY_TO_COME
_SIGNED = (ContractState.ACTIVE, ContractState.PAUSED, ContractState.ENDED)
_OFFICE_OR_BUREAU = (Role.OFFICE, Role.BUREAU)
_OPEN = (CaseState.OPENED, CaseState.NOTIFIED)


def _row(
    act: ActName,
    *roles: Role,
    model: type[Model],
    basis: Basis,
    guards: tuple[GuardName, ...] = (),
    tells_firm: bool,
    tells: tuple[Role, ...] = (),
    on: Subject = Subject.CONTRACT,
    come_from: tuple[Standing, ...] = _SIGNED,
    to: tuple[Standing, ...] = (),
    contractor: bool = False,
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
        staff_words=staff_words,
        applicant_words=applicant_words,
        tells_firm=tells_firm,
        tells=tells,
    )


CONTRACT_ROWS = (
    _row(
        ActName.EVALUATE,
        *_OFFICE_OR_BUREAU,
        model=fields.EvaluateFields,
        basis=on(PassageRole.EVALUATION, PassageRole.MID_TERM),
        guards=(_DAY, GuardName.AFTER_SIGNING, GuardName.ADVICE),
        tells_firm=True,
        tells=_OFFICE_OR_BUREAU,
    ),
    _row(
        ActName.RECHECK,
        *_OFFICE_OR_BUREAU,
        model=fields.RecheckFields,
        basis=on(PassageRole.MID_TERM),
        guards=(_DAY, GuardName.BASIC_RESULT),
        tells_firm=True,
    ),
    _row(
        ActName.DISPOSE,
        *_OFFICE_OR_BUREAU,
        model=fields.DisposeFields,
        basis=on(PassageRole.MID_TERM),
        guards=(_DAY, GuardName.UNQUALIFIED_RESULT, GuardName.REDUCED_SUM),
        tells_firm=True,
        tells=(Role.PAYER,),
    ),
    _row(
        ActName.COMPLETE,
        Role.BUREAU,
        model=fields.CompletionFields,
        basis=on(PassageRole.ARCHIVE),
        guards=(_DAY,),
        tells_firm=True,
        tells=(Role.OFFICE,),
    ),
    _row(
        ActName.INSPECT,
        Role.BUREAU,
        model=fields.InspectFields,
        basis=on(PassageRole.SUPERVISION),
        guards=(_DAY,),
        tells_firm=False,
    ),
    _row(
        ActName.REVIEW,
        Role.SUPERVISOR,
        model=fields.ReviewFields,
        basis=on(PassageRole.SUPERVISION),
        guards=(_DAY, GuardName.NEW_QUARTER),
        tells_firm=False,
    ),
    _row(
        ActName.RECOVER,
        *_OFFICE_OR_BUREAU,
        model=fields.RecoveryFields,
        basis=on(PassageRole.RECOVERY),
        guards=(GuardName.RECOVERY_GROUND, GuardName.ONE_CASE, GuardName.SUM_TO_TAKE_BACK),
        tells_firm=False,
        tells=(Role.PAYER,),
    ),
    _row(
        ActName.RECLAIM,
        *_OFFICE_OR_BUREAU,
        model=fields.ReclaimFields,
        basis=on(PassageRole.RECLAIM),
        guards=(GuardName.RECLAIM_GROUND, GuardName.ONE_CASE, GuardName.SUM_TO_TAKE_BACK),
        tells_firm=False,
        tells=(Role.PAYER,),
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
        basis=OFFICE_STEP,
        guards=(GuardName.TERM_TO_COME,),
        tells_firm=True,
    ),
    _row(
        ActName.EXPLAIN,
        on=Subject.CASE,
        come_from=(CaseState.NOTIFIED,),
        contractor=True,
        model=fields.ExplainFields,
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
        basis=OFFICE_STEP,
        guards=(_DAY, GuardName.WITHIN_THE_BALANCE, GuardName.NEW_RETURN_VOUCHER),
        tells_firm=True,
        tells=(Role.PAYER,),
    ),
    _row(
        ActName.CLOSE,
        *_OFFICE_OR_BUREAU,
        on=Subject.CASE,
        come_from=_OPEN,
        to=(CaseState.CLOSED,),
        model=fields.CloseFields,
        basis=OFFICE_STEP,
        tells_firm=True,
    ),
)
