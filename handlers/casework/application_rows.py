"""The rows of applications: from the submission to the archive."""

from __future__ import annotations

from handlers.casework import fields
from handlers.casework.transitions import (
    OFFICE_STEP,
    ActName,
    Basis,
    GuardName,
    Subject,
    Transition,
    on,
)
from handlers.texts import casework as texts
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import Role, State

_BY = {
    "office": frozenset({Role.OFFICE}),
    "bureau": frozenset({Role.BUREAU}),
    "payer": frozenset({Role.PAYER}),
    "nobody": frozenset[Role](),
}
_DAY = GuardName.NO_DAY_TO_COME
_REVIEWED = (State.ACCEPTED, State.REPORTED, State.TABLED, State.POSTPONED)
_WITHDRAWABLE = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED)
_PAYABLE = (State.APPROVED, State.PAYING)
_PAY_GUARDS = (
    _DAY,
    GuardName.ACTIVE_CONTRACT,
    GuardName.NOT_THE_APPROVER,
    GuardName.MINUTES,
    GuardName.CONDITION_MET,
    GuardName.AFTER_THE_MEETING,
    GuardName.RIGHT_PAYEE,
    GuardName.PAYEE_CHECKED,
    GuardName.NEW_VOUCHER,
    GuardName.KIND_IS_OPEN,
    GuardName.WITHIN_THE_APPROVED,
    GuardName.WITHIN_THE_CONTRACT,
)


def _row(
    act: ActName,
    come_from: tuple[State, ...],
    *to: State,
    by: str,
    basis: Basis = OFFICE_STEP,
    guards: tuple[GuardName, ...] = (),
    fields: type[Model] | None = None,
    contractor: bool = False,
    tells_firm: bool,
    tells: tuple[Role, ...],
) -> Transition:
    staff_words, applicant_words = texts.ACTS[act.value]
    return Transition(
        act=act,
        on=Subject.APPLICATION,
        from_states=frozenset(come_from),
        to=to,
        roles=_BY[by],
        contractor=contractor,
        basis=basis,
        guards=guards,
        fields=fields,
        staff_words=staff_words,
        applicant_words=applicant_words,
        tells_firm=tells_firm,
        tells=tells,
    )


def _result(act: ActName, to: State, model: type[Model], *tells: Role) -> Transition:
    """A result of the executive meeting."""
    passed = to is State.APPROVED
    guards = (_DAY, GuardName.WITHIN_THE_APPLIED, GuardName.NOT_THE_PAYER) if passed else (_DAY,)
    return _row(
        act,
        (State.TABLED,),
        to,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=guards,
        fields=model,
        tells_firm=True,
        tells=tells,
    )


APPLICATION_ROWS = (
    _row(
        ActName.SUBMIT,
        (State.DRAFT,),
        State.SUBMITTED,
        by="office",
        contractor=True,
        basis=on(PassageRole.WHO_APPLIES),
        guards=(GuardName.ACTIVE_CONTRACT, GuardName.KIND_IS_OPEN),
        tells_firm=True,
        tells=(Role.OFFICE,),
    ),
    _row(
        ActName.RESUBMIT,
        (State.RETURNED,),
        State.SUBMITTED,
        by="office",
        contractor=True,
        guards=(GuardName.ACTIVE_CONTRACT, GuardName.KIND_IS_OPEN),
        tells_firm=True,
        tells=(Role.OFFICE,),
    ),
    _row(
        ActName.WITHDRAW,
        _WITHDRAWABLE,
        State.WITHDRAWN,
        by="nobody",
        contractor=True,
        fields=fields.WithdrawFields,
        tells_firm=True,
        tells=(Role.OFFICE,),
    ),
    _row(
        ActName.ACCEPT,
        (State.SUBMITTED,),
        State.ACCEPTED,
        by="office",
        guards=(GuardName.ACTIVE_CONTRACT, GuardName.NOT_THE_SENDER),
        fields=fields.NoteFields,
        tells_firm=True,
        tells=(Role.BUREAU,),
    ),
    _row(
        ActName.RETURN,
        (State.SUBMITTED,),
        State.RETURNED,
        by="office",
        fields=fields.ReturnFields,
        tells_firm=True,
        tells=(),
    ),
    _row(
        ActName.DECLINE,
        (State.SUBMITTED, State.RETURNED),
        State.DECLINED,
        by="office",
        guards=(GuardName.NO_ACTIVE_CONTRACT,),
        fields=fields.NoteFields,
        tells_firm=True,
        tells=(),
    ),
    _row(
        ActName.OPINION,
        _REVIEWED,
        by="bureau",
        guards=(_DAY,),
        fields=fields.OpinionFields,
        tells_firm=False,
        tells=(Role.OFFICE,),
    ),
    _row(
        ActName.REPORT,
        (State.ACCEPTED,),
        State.REPORTED,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=(_DAY,),
        fields=fields.ReportFields,
        tells_firm=True,
        tells=(),
    ),
    _row(
        ActName.TABLE,
        (State.REPORTED, State.POSTPONED),
        State.TABLED,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=(_DAY,),
        fields=fields.TableFields,
        tells_firm=True,
        tells=(),
    ),
    _result(ActName.AGREE, State.APPROVED, fields.MeetingFields, Role.PAYER),
    _result(ActName.AGREE_PARTLY, State.APPROVED, fields.PartlyFields, Role.PAYER),
    _result(ActName.AGREE_IN_PRINCIPLE, State.APPROVED, fields.InPrincipleFields, Role.PAYER),
    _result(ActName.POSTPONE, State.POSTPONED, fields.MeetingFields),
    _result(ActName.REJECT, State.REJECTED, fields.MeetingFields, Role.BUREAU),
    _row(
        ActName.MINUTES,
        _PAYABLE,
        by="office",
        guards=(GuardName.ENTERED_ONCE, GuardName.NOT_THE_PAYER),
        fields=fields.MinutesFields,
        tells_firm=False,
        tells=(Role.PAYER,),
    ),
    _row(
        ActName.FULFIL,
        _PAYABLE,
        by="office",
        guards=(_DAY, GuardName.CONDITION_OPEN, GuardName.NOT_THE_PAYER),
        fields=fields.FulfilFields,
        tells_firm=True,
        tells=(Role.PAYER,),
    ),
    _row(
        ActName.LAPSE,
        (State.APPROVED,),
        by="office",
        guards=(_DAY, GuardName.CONDITION_OPEN, GuardName.LAPSED_ONCE),
        fields=fields.LapseFields,
        tells_firm=True,
        tells=(Role.BUREAU,),
    ),
    _row(
        ActName.PAY,
        _PAYABLE,
        State.PAYING,
        State.PAID,
        by="payer",
        basis=on(PassageRole.PAYMENT),
        guards=_PAY_GUARDS,
        fields=fields.PayFields,
        tells_firm=True,
        tells=(Role.OFFICE, Role.BUREAU),
    ),
    _row(
        ActName.REVERSE,
        (State.PAYING, State.PAID),
        State.APPROVED,
        State.PAYING,
        by="payer",
        guards=(_DAY, GuardName.NOT_THE_APPROVER, GuardName.REVERSIBLE, GuardName.NEW_VOUCHER),
        fields=fields.ReverseFields,
        tells_firm=True,
        tells=(Role.OFFICE, Role.PAYER),
    ),
    _row(
        ActName.ARCHIVE,
        (*_PAYABLE, State.PAID),
        State.ARCHIVED,
        by="bureau",
        basis=on(PassageRole.ARCHIVE),
        guards=(GuardName.NOTHING_TO_PAY,),
        fields=fields.NoteFields,
        tells_firm=True,
        tells=(),
    ),
)
"""Guards that an act shares with its form (amounts, materials, the declaration) stand in `submission`."""
