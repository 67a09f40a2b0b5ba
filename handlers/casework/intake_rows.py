"""The rows of applications until they are accepted, and of what contractors do."""

from __future__ import annotations

from handlers.casework import application_guards as guards
from handlers.casework import application_records as records
from handlers.casework import fields, nudging
from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import Noted
from handlers.casework.application_row import application_row
from handlers.casework.attempt import Duty
from handlers.casework.paper_guards import entries_checked
from handlers.casework.sign_offs import signed_off
from handlers.casework.transitions import ActName, on
from handlers.messages import NoticeKind
from policy_kb.roles import PassageRole
from store.states import Role, State

_WITHDRAWABLE = (State.DRAFT, State.SUBMITTED, State.RETURNED, State.ACCEPTED)

INTAKE_ROWS = (
    application_row(
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
        waits=False,
    ),
    application_row(
        ActName.RESUBMIT,
        (State.RETURNED,),
        State.SUBMITTED,
        by="office",
        contractor=True,
        guards=(guards.active_contract, guards.kind_is_open),
        tells_firm=True,
        tells=(Role.OFFICE,),
        duty=Duty.SENDING,
        waits=False,
    ),
    application_row(
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
    application_row(
        ActName.ACCEPT,
        (State.SUBMITTED,),
        State.ACCEPTED,
        by="office",
        guards=(guards.active_contract, guards.not_the_sender, entries_checked),
        fields=fields.NoteFields,
        record=Noted(note=("note",)),
        tells_firm=True,
        tells=(Role.BUREAU,),
    ),
    application_row(
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
    application_row(
        ActName.DECLINE,
        (State.SUBMITTED, State.RETURNED),
        State.DECLINED,
        by="office",
        guards=(guards.no_active_contract, signed_off(ActName.DECLINE)),
        fields=fields.NoteFields,
        record=records.declined,
        tells_firm=True,
        tells=(),
    ),
    application_row(
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
