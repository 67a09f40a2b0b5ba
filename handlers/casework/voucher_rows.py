"""The rows of payments that the bureau enters from their vouchers, where the payer never signs in."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from handlers.casework import paper_fields as fields
from handlers.casework import paper_guards as guards
from handlers.casework import paper_records as records
from handlers.casework.application_guards import not_the_approver
from handlers.casework.application_row import PAYABLE, application_row
from handlers.casework.attempt import MONEY_DOORS, Attempt, guard
from handlers.casework.fields import NoteFields
from handlers.casework.payment_rows import PAY_GUARDS
from handlers.casework.reminders import entry_waiting, payable
from handlers.casework.transitions import ActName, on
from handlers.messages import NoticeKind
from handlers.results import Reason
from policy_kb.roles import PassageRole
from store.states import EntryKind, EntryState, Role, State

_PAYMENT = EntryKind.PAYMENT


@guard()
def _payable_as_entered(attempt: Attempt) -> Iterator[Reason]:
    """Every condition of a payment is asked again of the entry, for it is paid by its check."""
    if attempt.application is None or guards.open_entry(attempt, _PAYMENT, EntryState.WAITING) is None:
        return
    entered = replace(attempt, fields=records.entered_payment(attempt))
    for condition in PAY_GUARDS:
        yield from condition.check(entered)


_CHECKED = (guards.waits(_PAYMENT), guards.second_member(_PAYMENT), not_the_approver)

VOUCHER_ROWS = (
    application_row(
        ActName.ENTER_PAYMENT,
        PAYABLE,
        by="bureau",
        basis=on(PassageRole.PAYMENT),
        guards=(guards.bureau_enters, guards.entries_checked, *PAY_GUARDS, guards.on_paper(_PAYMENT)),
        fields=fields.PaymentEntryFields,
        record=records.payment_entered,
        tells_firm=False,
        tells=(Role.BUREAU,),
        reminder=payable,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.CHECK_PAYMENT,
        PAYABLE,
        State.PAYING,
        State.PAID,
        by="bureau",
        basis=on(PassageRole.PAYMENT),
        guards=(*_CHECKED, _payable_as_entered),
        fields=NoteFields,
        record=records.payment_agreed,
        tells_firm=True,
        tells=(Role.OFFICE, Role.BUREAU),
        card=NoticeKind.PAYMENT,
        reminder=entry_waiting(_PAYMENT),
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.RETURN_PAYMENT,
        PAYABLE,
        by="bureau",
        guards=_CHECKED,
        fields=fields.ReturnEntryFields,
        record=records.sent_back(_PAYMENT, EntryState.CLOSED),
        tells_firm=False,
        tells=(Role.BUREAU,),
        waits=False,
        reminder=entry_waiting(_PAYMENT),
        doors=MONEY_DOORS,
    ),
)
