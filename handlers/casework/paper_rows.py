"""The rows of what the office enters from paper (代录): applications, their withdrawal, and the checks."""

from __future__ import annotations

from handlers.casework import paper_fields as fields
from handlers.casework import paper_guards as guards
from handlers.casework import paper_records as records
from handlers.casework.application_row import application_row
from handlers.casework.attempt import MONEY_DOORS, Duty
from handlers.casework.fields import NoteFields
from handlers.casework.reminders import entry_waiting
from handlers.casework.transitions import ActName
from handlers.texts import incoming as texts
from store.states import EntryKind, EntryState, Role, State

_SUBMISSION, _WITHDRAWAL = EntryKind.SUBMISSION, EntryKind.WITHDRAWAL
_WITHDRAWABLE = (State.SUBMITTED, State.RETURNED, State.ACCEPTED)
_CHECKED_SUBMISSION = (guards.waits(_SUBMISSION), guards.second_member(_SUBMISSION))
_CHECKED_WITHDRAWAL = (guards.waits(_WITHDRAWAL), guards.second_member(_WITHDRAWAL))

PAPER_ROWS = (
    application_row(
        ActName.CHECK_ENTRY,
        (State.SUBMITTED,),
        by="office",
        guards=_CHECKED_SUBMISSION,
        fields=NoteFields,
        record=records.agreed(_SUBMISSION),
        tells_firm=False,
        tells=(Role.OFFICE,),
        reminder=entry_waiting(_SUBMISSION),
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.RETURN_ENTRY,
        (State.SUBMITTED,),
        by="office",
        guards=_CHECKED_SUBMISSION,
        fields=fields.ReturnEntryFields,
        record=records.sent_back(_SUBMISSION, EntryState.RETURNED),
        tells_firm=False,
        tells=(Role.OFFICE,),
        waits=False,
        reminder=entry_waiting(_SUBMISSION),
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.CORRECT_ENTRY,
        (State.SUBMITTED,),
        by="office",
        guards=(guards.to_be_corrected,),
        tells_firm=True,
        tells=(Role.OFFICE,),
        duty=Duty.SENDING,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.ANNUL_ENTRY,
        (State.SUBMITTED,),
        State.WITHDRAWN,
        by="office",
        guards=(guards.to_be_corrected,),
        fields=fields.AnnulEntryFields,
        record=records.annulled,
        tells_firm=True,
        tells=(),
        waits=False,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.ENTER_WITHDRAWAL,
        _WITHDRAWABLE,
        by="office",
        guards=(guards.none_waits(_WITHDRAWAL), guards.on_paper(_WITHDRAWAL)),
        fields=fields.WithdrawalEntryFields,
        record=records.withdrawal_entered,
        tells_firm=True,
        tells=(Role.OFFICE,),
        waits=False,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.CHECK_WITHDRAWAL,
        _WITHDRAWABLE,
        State.WITHDRAWN,
        by="office",
        guards=_CHECKED_WITHDRAWAL,
        fields=NoteFields,
        record=records.agreed(_WITHDRAWAL),
        tells_firm=True,
        tells=(),
        reminder=entry_waiting(_WITHDRAWAL),
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.RETURN_WITHDRAWAL,
        _WITHDRAWABLE,
        by="office",
        guards=_CHECKED_WITHDRAWAL,
        fields=fields.ReturnEntryFields,
        record=records.sent_back(_WITHDRAWAL, EntryState.CLOSED, texts.WITHDRAWAL_RETURNED),
        tells_firm=True,
        tells=(Role.OFFICE,),
        waits=False,
        reminder=entry_waiting(_WITHDRAWAL),
        doors=MONEY_DOORS,
    ),
)
"""What is submitted from paper stands at once, and is accepted once it is checked; a withdrawal waits for that.

Money hangs on each check, and who checks has the scan beside it: done at the console alone.
"""
