"""The rows of applications: from the submission to the archive."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework import act_words, fields, nudging, reminders
from handlers.casework import application_guards as guards
from handlers.casework import application_records as records
from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import Noted
from handlers.casework.attempt import MONEY_DOORS, Attempt, Duty, Guard, Recorded, Reminder, Transition, nothing
from handlers.casework.transitions import (
    OFFICE_STEP,
    ActName,
    Basis,
    Subject,
    on,
)
from handlers.identity.actors import Door
from handlers.messages import NoticeKind
from handlers.texts import casework as texts
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import MeetingResult, Role, State

_BY = {
    "office": frozenset({Role.OFFICE}),
    "bureau": frozenset({Role.BUREAU}),
    "payer": frozenset({Role.PAYER}),
    "nobody": frozenset[Role](),
}
_DAY = guards.no_day_to_come
_REVIEWED = (State.ACCEPTED, State.REPORTED, State.TABLED, State.POSTPONED)
_WITHDRAWABLE = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED)
_PAYABLE = (State.APPROVED, State.PAYING)
_PAY_GUARDS = (
    _DAY,
    guards.in_use,
    guards.not_the_approver,
    guards.minutes,
    guards.condition_met,
    guards.after_the_meeting,
    guards.right_payee,
    guards.payee_checked,
    guards.new_voucher,
    guards.kind_is_open,
    guards.within_the_approved,
    guards.within_the_contract,
)


def _row(
    act: ActName,
    come_from: tuple[State, ...],
    *to: State,
    by: str,
    basis: Basis = OFFICE_STEP,
    guards: tuple[Guard, ...] = (),
    fields: type[Model] | None = None,
    contractor: bool = False,
    record: Callable[[Attempt], Recorded] | None = None,
    tells_firm: bool,
    tells: tuple[Role, ...],
    card: NoticeKind = NoticeKind.PROGRESS,
    duty: Duty | None = None,
    waits: bool = True,
    says: bool = False,
    moves: bool = True,
    doors: frozenset[Door] = frozenset(Door),
    reminder: Reminder = nothing,
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
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        typed=act_words.ACT_WORDS.get(act.value, ()),
        tells_firm=tells_firm,
        tells=tells,
        card=card,
        duty=duty,
        waits=waits,
        says=says,
        moves=moves,
        doors=doors,
        reminder=reminder,
    )


def _result(act: ActName, result: MeetingResult, to: State, model: type[Model]) -> Transition:
    """A result of the executive meeting: of an approval hears who pays, of a refusal who archives."""
    passed = to is State.APPROVED
    sums = (guards.within_the_applied,) if "approved" in model.model_fields else ()
    tells = {State.APPROVED: (Role.PAYER,), State.REJECTED: (Role.BUREAU,)}
    return _row(
        act,
        (State.TABLED,),
        to,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=(_DAY, *sums, *((guards.not_the_payer,) if passed else ())),
        fields=model,
        record=records.met(result),
        tells_firm=True,
        tells=tells.get(to, ()),
        duty=Duty.APPROVING if passed else None,
    )


APPLICATION_ROWS = (
    _row(
        ActName.SUBMIT,
        (State.DRAFT,),
        State.SUBMITTED,
        by="office",
        contractor=True,
        basis=on(PassageRole.WHO_APPLIES),
        guards=(guards.active_contract, guards.kind_is_open),
        tells_firm=True,
        tells=(Role.OFFICE,),
        duty=Duty.SENDING,
        says=True,
        waits=False,
    ),
    _row(
        ActName.RESUBMIT,
        (State.RETURNED,),
        State.SUBMITTED,
        by="office",
        contractor=True,
        guards=(guards.active_contract, guards.kind_is_open),
        tells_firm=True,
        tells=(Role.OFFICE,),
        duty=Duty.SENDING,
        says=True,
        waits=False,
    ),
    _row(
        ActName.WITHDRAW,
        _WITHDRAWABLE,
        State.WITHDRAWN,
        by="nobody",
        contractor=True,
        fields=fields.WithdrawFields,
        record=Noted(note=("reason",)),
        tells_firm=True,
        tells=(Role.OFFICE,),
    ),
    _row(
        ActName.ACCEPT,
        (State.SUBMITTED,),
        State.ACCEPTED,
        by="office",
        guards=(guards.active_contract, guards.not_the_sender),
        fields=fields.NoteFields,
        record=Noted(note=("note",)),
        tells_firm=True,
        tells=(Role.BUREAU,),
    ),
    _row(
        ActName.RETURN,
        (State.SUBMITTED,),
        State.RETURNED,
        by="office",
        fields=fields.ReturnFields,
        record=records.returned,
        tells_firm=True,
        tells=(),
        card=NoticeKind.MEND,
    ),
    _row(
        ActName.DECLINE,
        (State.SUBMITTED, State.RETURNED),
        State.DECLINED,
        by="office",
        guards=(guards.no_active_contract,),
        fields=fields.NoteFields,
        record=records.declined,
        tells_firm=True,
        tells=(),
    ),
    _row(
        ActName.OPINION,
        _REVIEWED,
        by="bureau",
        guards=(_DAY,),
        fields=fields.OpinionFields,
        record=Noted(note=("opinion",)),
        tells_firm=False,
        tells=(Role.OFFICE,),
        waits=False,
    ),
    _row(
        ActName.REPORT,
        (State.ACCEPTED,),
        State.REPORTED,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=(_DAY,),
        fields=fields.ReportFields,
        record=Noted(note=("document", "note")),
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
        record=Noted(note=("document", "note")),
        tells_firm=True,
        tells=(),
    ),
    _result(ActName.AGREE, MeetingResult.AGREED, State.APPROVED, fields.MeetingFields),
    _result(ActName.AGREE_PARTLY, MeetingResult.PARTLY, State.APPROVED, fields.PartlyFields),
    _result(ActName.AGREE_IN_PRINCIPLE, MeetingResult.IN_PRINCIPLE, State.APPROVED, fields.InPrincipleFields),
    _result(ActName.POSTPONE, MeetingResult.POSTPONED, State.POSTPONED, fields.MeetingFields),
    _result(ActName.REJECT, MeetingResult.REJECTED, State.REJECTED, fields.MeetingFields),
    _row(
        ActName.MINUTES,
        _PAYABLE,
        by="office",
        guards=(guards.entered_once, guards.not_the_payer),
        fields=fields.MinutesFields,
        record=records.minuted,
        tells_firm=False,
        tells=(Role.PAYER,),
        duty=Duty.APPROVING,
    ),
    _row(
        ActName.FULFIL,
        _PAYABLE,
        by="office",
        guards=(_DAY, guards.condition_open, guards.not_the_payer),
        fields=fields.FulfilFields,
        record=records.fulfilled,
        tells_firm=True,
        tells=(Role.PAYER,),
        duty=Duty.APPROVING,
        reminder=reminders.condition,
    ),
    _row(
        ActName.LAPSE,
        (State.APPROVED,),
        by="office",
        guards=(_DAY, guards.condition_open, guards.lapsed_once),
        fields=fields.LapseFields,
        record=records.lapsed,
        tells_firm=True,
        tells=(Role.BUREAU,),
        reminder=reminders.condition,
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
        record=records.paid,
        tells_firm=True,
        tells=(Role.OFFICE, Role.BUREAU),
        card=NoticeKind.PAYMENT,
        reminder=reminders.payable,
        doors=MONEY_DOORS,
    ),
    _row(
        ActName.REVERSE,
        (State.PAYING, State.PAID),
        State.APPROVED,
        State.PAYING,
        by="payer",
        guards=(_DAY, guards.not_the_approver, guards.reversible, guards.new_voucher),
        fields=fields.ReverseFields,
        record=records.reversed_,
        tells_firm=True,
        tells=(Role.OFFICE, Role.PAYER),
        waits=False,
        card=NoticeKind.PAYMENT,
        doors=MONEY_DOORS,
    ),
    _row(
        ActName.ARCHIVE,
        (*_PAYABLE, State.PAID),
        State.ARCHIVED,
        by="bureau",
        basis=on(PassageRole.ARCHIVE),
        guards=(guards.nothing_to_pay,),
        fields=fields.NoteFields,
        record=records.archived,
        tells_firm=True,
        tells=(),
        reminder=reminders.rest,
    ),
    _row(
        ActName.NUDGE,
        tuple(State),
        by="nobody",
        contractor=True,
        guards=(nudging.held_by_a_unit, nudging.not_lately),
        fields=NothingFields,
        record=nudging.nudged,
        tells_firm=False,
        tells=(),
        moves=False,
        waits=False,
    ),
)
"""Guards that an act shares with its form (amounts, materials, the declaration) stand in `submission`."""
