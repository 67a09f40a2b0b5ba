"""What can be corrected of 超付缴回."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.application_guards import still_there
from handlers.casework.attempt import Attempt, system
from handlers.casework.correctable_money import facts_of_return
from handlers.casework.correction_facts import Fact, RecordKind
from handlers.casework.correction_values import LINE, choice
from handlers.casework.transitions import Subject
from handlers.casework.vouchers import is_entered
from handlers.results import Reason
from handlers.texts import casework, refusals
from handlers.texts import casework_fields as fields
from handlers.texts import corrections as texts
from handlers.texts import settling as settling_texts
from store.base import Record
from store.queries.overpaid import settlements_of
from store.states import Role
from store.tables.applications import Application
from store.tables.ledger import OverpaidSettlement
from store.work import Work


def _settlements(work: Work, sent: Application) -> list[OverpaidSettlement]:
    return settlements_of(work, sent.id)


def _no_more_than_paid(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    """Nothing can have come back that was never paid."""
    assert isinstance(row, OverpaidSettlement)
    if int(after) - row.amount > still_there(attempt):
        yield system(texts.NOT_BELOW_RETURNED)


def _new_voucher(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    """Every voucher is entered once."""
    if is_entered(attempt.work, after):
        yield system(refusals.voucher_there(voucher=after))


SETTLEMENT = RecordKind(
    name="settlement",
    on=Subject.APPLICATION,
    rows=_settlements,
    label=lambda row: settling_texts.label(voucher=row.voucher),
    roles=frozenset({Role.OFFICE, Role.BUREAU}),
    checkers=frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER}),
    hands=lambda _work, row: {row.recorded_by},
    facts=(
        *facts_of_return(settling_texts.AMOUNT[0], of_sum=_no_more_than_paid, of_voucher=_new_voucher),
        Fact(
            field="source",
            title=fields.RETURN_SOURCE[0],
            kind=choice(casework.MONEY_SOURCES),
            has_money=True,
        ),
        Fact(field="document", title=settling_texts.DOCUMENT[0], kind=LINE),
    ),
)
