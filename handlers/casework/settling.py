"""超付缴回: what is paid above a later result comes back by its own paper; no correction, no 追回, no 收回."""

from collections.abc import Iterator
from datetime import date

from handlers.casework import application_guards as guards
from handlers.casework.application_records import put_in_force, staff_id
from handlers.casework.application_row import application_row
from handlers.casework.attempt import MONEY_DOORS, Attempt, Recorded, guard, system
from handlers.casework.correction_effects import figures_of, follow
from handlers.casework.fields import Line, Money, Voucher, Year, asked
from handlers.casework.journal import post
from handlers.casework.transitions import ActName
from handlers.casework.vouchers import is_entered
from handlers.casework.year_guards import open_year
from handlers.messages import NoticeKind
from handlers.results import Reason
from handlers.texts import casework_fields as field_texts
from handlers.texts import refusals
from handlers.texts import settling as texts
from policy_kb.models import Model
from store.posting import of_settlement
from store.queries.overpaid import overpaid_on, paid_on
from store.states import MoneySource, Role, State
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.ledger import OverpaidSettlement
from store.work import Work


class SettleFields(Model):
    """Money that came back to the treasury, of what was paid too much."""

    amount: Money = asked(texts.AMOUNT)
    voucher: Voucher = asked(field_texts.RETURN_VOUCHER)
    returned_on: date = asked(field_texts.RETURNED_ON)
    source: MoneySource = asked(field_texts.RETURN_SOURCE)
    budget_year: Year = asked(field_texts.RETURN_YEAR)
    document: Line = asked(texts.DOCUMENT)


@guard(weighs=frozenset({"amount"}), hides=True)
def _within_the_overpaid(attempt: Attempt) -> Iterator[Reason]:
    """No more than is above the result, and than 追回 and 收回 have left with the contractor."""
    left = min(overpaid_on(attempt.work, attempt.sent), guards.still_there(attempt))
    if left <= 0:
        yield system(texts.NOTHING_OVERPAID)
    elif isinstance(attempt.fields, SettleFields) and attempt.fields.amount > left:
        yield system(texts.over(left=left))


@guard("voucher")
def _new_voucher(attempt: Attempt) -> Iterator[Reason]:
    """Every voucher is entered once."""
    voucher = attempt.given(SettleFields).voucher
    if is_entered(attempt.work, voucher):
        yield system(refusals.voucher_there(voucher=voucher))


def _left(work: Work, _contract: Contract, application: Application | None) -> str:
    return texts.reminder(left=overpaid_on(work, application)) if application is not None else ""


def _settled(attempt: Attempt) -> Recorded:
    """Where nothing is left of a result that gives nothing, the application stands as not passed."""
    given, sent, work = attempt.given(SettleFields), attempt.sent, attempt.work
    row = work.add(
        OverpaidSettlement(
            application_id=sent.id,
            amount=given.amount,
            source=given.source.value,
            budget_year=given.budget_year,
            voucher=given.voucher,
            returned_on=given.returned_on,
            document=given.document,
            recorded_by=staff_id(attempt),
            recorded_at=work.now,
        )
    )
    post(work, of_settlement(row, sent, attempt.contract))
    if sent.state == State.ARCHIVED.value:
        put_in_force(attempt, paid_on(work, sent.id), given.returned_on, given.document)
    left = overpaid_on(work, sent)
    to = follow(attempt, figures_of(attempt))
    told = texts.told(fen=given.amount, on=given.returned_on, document=given.document, left=left)
    return Recorded(to, told, record=row)


SETTLE_ROW = application_row(
    ActName.SETTLE_OVERPAID,
    (State.PAID, State.ARCHIVED),
    *(State.PAID, State.REJECTED, State.ARCHIVED),
    by="office or bureau",
    guards=(guards.no_day_to_come, open_year("returned_on"), _within_the_overpaid, _new_voucher),
    fields=SettleFields,
    record=_settled,
    tells_firm=True,
    tells=(Role.PAYER,),
    card=NoticeKind.PAYMENT,
    reminder=_left,
    waits=False,
    doors=MONEY_DOORS,
    in_talk=False,
)
