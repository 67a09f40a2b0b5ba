"""The rows of applications from the payment to the archive."""

from __future__ import annotations

from handlers.casework import application_guards as guards
from handlers.casework import application_records as records
from handlers.casework import fields, reminders
from handlers.casework.application_row import PAYABLE, application_row
from handlers.casework.attempt import MONEY_DOORS
from handlers.casework.paper_guards import entries_checked
from handlers.casework.quota_guards import quota_of_the_source, quota_recorded, within_the_quota
from handlers.casework.transitions import ActName, on
from handlers.casework.year_guards import open_year
from handlers.messages import NoticeKind
from policy_kb.roles import PassageRole
from store.states import Role, State

_DAY = guards.no_day_to_come
PAY_GUARDS = (
    _DAY,
    open_year("paid_on"),
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
    quota_recorded,
    quota_of_the_source,
    within_the_quota,
)
"""What keeps a sum from being paid, whoever records it."""

PAYMENT_ROWS = (
    application_row(
        ActName.PAY,
        PAYABLE,
        State.PAYING,
        State.PAID,
        by="payer",
        basis=on(PassageRole.PAYMENT),
        guards=(entries_checked, *PAY_GUARDS),
        fields=fields.PayFields,
        record=records.paid,
        tells_firm=True,
        tells=(Role.OFFICE, Role.BUREAU),
        card=NoticeKind.PAYMENT,
        reminder=reminders.payable,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.REVERSE,
        (State.PAYING, State.PAID),
        *(State.APPROVED, State.PAYING, State.PAID, State.REJECTED),
        by="payer",
        guards=(
            entries_checked,
            _DAY,
            open_year("reversed_on"),
            guards.not_the_approver,
            guards.reversible,
            guards.new_voucher,
        ),
        fields=fields.ReverseFields,
        record=records.reversed_,
        tells_firm=True,
        tells=(Role.OFFICE, Role.PAYER),
        waits=False,
        card=NoticeKind.PAYMENT,
        doors=MONEY_DOORS,
    ),
    application_row(
        ActName.ARCHIVE,
        (*PAYABLE, State.PAID),
        State.ARCHIVED,
        by="bureau",
        basis=on(PassageRole.ARCHIVE),
        guards=(guards.nothing_to_pay, guards.announced, entries_checked),
        fields=fields.NoteFields,
        record=records.archived,
        tells_firm=True,
        tells=(),
        reminder=reminders.rest,
    ),
)
