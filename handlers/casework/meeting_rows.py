"""The rows of applications from the report to the meeting's result, its minutes and its condition."""

from __future__ import annotations

from handlers.casework import application_guards as guards
from handlers.casework import application_records as records
from handlers.casework import fields, reminders
from handlers.casework.application_records import Noted
from handlers.casework.application_row import PAYABLE, application_row
from handlers.casework.attempt import MONEY_DOORS, Duty, Transition
from handlers.casework.batch_items import goes_alone
from handlers.casework.paper_guards import entries_checked
from handlers.casework.sign_offs import signed_off
from handlers.casework.transitions import ActName, on
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import MeetingResult, Role, State

_DAY = guards.no_day_to_come
_MINUTED = (*PAYABLE, State.POSTPONED, State.TABLED, State.REPORTED, State.REJECTED)
"""Where a result may wait for the number of its minutes: a postponed one is perhaps on its way again."""
_REVIEWED = (State.ACCEPTED, State.REPORTED, State.TABLED, State.POSTPONED)


def _result(act: ActName, result: MeetingResult, to: State, model: type[Model]) -> Transition:
    """A result of the executive meeting: of an approval hears who pays, of a refusal who archives."""
    passed = to is State.APPROVED
    sums = (guards.within_the_applied,) if "approved" in model.model_fields else ()
    tells = {State.APPROVED: (Role.PAYER,), State.REJECTED: (Role.BUREAU,)}
    return application_row(
        act,
        (State.TABLED,),
        to,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=(_DAY, *sums, *((guards.not_the_payer,) if passed else ())),
        fields=model,
        record=records.met(result),
        tells_firm=True,
        tells_if_said=True,
        tells=tells.get(to, ()),
        duty=Duty.APPROVING if passed else None,
        doors=MONEY_DOORS,
    )


MEETING_ROWS = (
    application_row(
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
    application_row(
        ActName.REPORT,
        (State.ACCEPTED,),
        State.REPORTED,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=(_DAY, entries_checked, signed_off(ActName.REPORT)),
        fields=fields.ReportFields,
        record=Noted(note=("document", "note")),
        tells_firm=True,
        tells=(),
    ),
    application_row(
        ActName.TABLE,
        (State.REPORTED, State.POSTPONED),
        State.TABLED,
        by="office",
        basis=on(PassageRole.APPROVAL),
        guards=(_DAY, goes_alone),
        fields=fields.TableFields,
        record=Noted(note=("document", "note")),
        tells_firm=True,
        tells=(),
    ),
    application_row(
        ActName.GROUP_BACK,
        (State.REPORTED,),
        State.ACCEPTED,
        by="office",
        guards=(_DAY,),
        fields=fields.SentBackFields,
        record=records.sent_back,
        tells_firm=True,
        tells=(),
        in_talk=False,
    ),
    application_row(
        ActName.AGENDA_BACK,
        (State.TABLED,),
        State.REPORTED,
        by="office",
        guards=(_DAY,),
        fields=fields.SentBackFields,
        record=records.sent_back,
        tells_firm=True,
        tells=(),
        in_talk=False,
    ),
    application_row(
        ActName.NOT_HEARD,
        (State.TABLED,),
        by="office",
        guards=(_DAY,),
        fields=fields.NotHeardFields,
        record=records.not_heard,
        tells_firm=False,
        tells=(),
        in_talk=False,
    ),
    _result(ActName.AGREE, MeetingResult.AGREED, State.APPROVED, fields.MeetingFields),
    _result(ActName.AGREE_PARTLY, MeetingResult.PARTLY, State.APPROVED, fields.PartlyFields),
    _result(ActName.AGREE_IN_PRINCIPLE, MeetingResult.IN_PRINCIPLE, State.APPROVED, fields.InPrincipleFields),
    _result(ActName.POSTPONE, MeetingResult.POSTPONED, State.POSTPONED, fields.MeetingFields),
    _result(ActName.REJECT, MeetingResult.REJECTED, State.REJECTED, fields.MeetingFields),
    application_row(
        ActName.MINUTES,
        _MINUTED,
        by="office",
        guards=(guards.entered_once, guards.not_the_payer),
        fields=fields.MinutesFields,
        record=records.minuted,
        tells_firm=True,
        tells_if_said=True,
        tells=(),
        duty=Duty.APPROVING,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.FULFIL,
        PAYABLE,
        by="office",
        guards=(_DAY, guards.condition_open, guards.announced, guards.not_the_payer),
        fields=fields.FulfilFields,
        record=records.fulfilled,
        tells_firm=True,
        tells=(Role.PAYER,),
        duty=Duty.APPROVING,
        reminder=reminders.condition,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.LAPSE,
        (State.APPROVED,),
        by="office",
        guards=(_DAY, guards.condition_open, guards.announced, guards.lapsed_once),
        fields=fields.LapseFields,
        record=records.lapsed,
        tells_firm=True,
        tells=(Role.BUREAU,),
        reminder=reminders.condition,
        doors=MONEY_DOORS,
    ),
)
