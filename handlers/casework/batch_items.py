"""The place of an application in a batch: how it comes out of one, and the sums that its table shows."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import Attempt, guard, office
from handlers.results import Reason
from handlers.texts import batches as texts
from store.queries.batches import is_prepared, waiting_item
from store.queries.money import money_on
from store.states import ItemOutcome
from store.tables.applications import Application
from store.tables.batches import BatchItem
from store.tables.contracts import Contract
from store.work import Work


@guard()
def goes_alone(attempt: Attempt) -> Iterator[Reason]:
    """What waits in a batch goes with it, and not before."""
    item = waiting_item(attempt.work, attempt.sent.id)
    if item is not None and is_prepared(attempt.work, item):
        yield office(texts.in_a_batch(number=item.batch_id))


def take_out(work: Work, application: Application, outcome: ItemOutcome, meeting_id: int | None = None) -> None:
    """Note in the batch where the application waits, if it does, what became of it."""
    item = waiting_item(work, application.id)
    if item is not None:
        item.outcome, item.meeting_id = outcome.value, meeting_id
        work.session.flush()


def note_sums(work: Work, item: BatchItem, application: Application, contract: Contract) -> None:
    """Put the sums of this day into the batch's table."""
    item.applied, item.contract_amount, item.ratio = application.amount, contract.amount, contract.ratio
    item.paid_before = money_on(work, contract.id).paid
