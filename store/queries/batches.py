"""Batches, what they hold, the sittings that heard them, and which applications can be put into one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, func, select

from store.states import BatchState, ItemOutcome, State
from store.tables.applications import Application, Meeting
from store.tables.batches import Batch, BatchItem, Sitting
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work

TABLEABLE = (State.REPORTED, State.POSTPONED, State.TABLED)
"""From where an application goes with a batch; what is tabled already goes with the next one (本次未上会)."""

Sent = tuple[Application, Contract, Firm]
"""An application with its contract and its firm."""


def items_of(work: Work, batch_id: int) -> list[BatchItem]:
    """The applications of a batch, as they stand in its table."""
    return work.all(select(BatchItem).where(BatchItem.batch_id == batch_id).order_by(BatchItem.place))


def waiting_item(work: Work, application_id: int) -> BatchItem | None:
    """Where an application waits in a batch: in one at most."""
    query = select(BatchItem).where(
        BatchItem.application_id == application_id, BatchItem.outcome == ItemOutcome.WAITING.value
    )
    return work.one(query)


def batches_with(work: Work, application_id: int) -> list[tuple[Batch, BatchItem]]:
    """Every batch that an application was in, the oldest first."""
    query = select(Batch, BatchItem).join(BatchItem, BatchItem.batch_id == Batch.id)
    query = query.where(BatchItem.application_id == application_id).order_by(Batch.id)
    return [(batch, item) for batch, item in work.session.execute(query)]


def sitting_on(work: Work, session: str, held_on: date) -> Sitting | None:
    """The sitting of this number and day."""
    query = select(Sitting).where(Sitting.session == session, Sitting.held_on == held_on).order_by(Sitting.id)
    return work.session.scalars(query.limit(1)).one_or_none()


def sitting_of_result(work: Work, meeting_id: int) -> Sitting | None:
    """The sitting at which a result was reached, where it was recorded with its batch."""
    query = select(Sitting).join(Batch, Batch.sitting_id == Sitting.id)
    query = query.join(BatchItem, BatchItem.batch_id == Batch.id)
    return work.one(query.where(BatchItem.meeting_id == meeting_id))


def results_of(work: Work, items: Sequence[BatchItem]) -> dict[int, Meeting]:
    """The results of the items that were heard, by the ids of the results."""
    ids = [item.meeting_id for item in items if item.meeting_id is not None]
    return {row.id: row for row in work.all(select(Meeting).where(Meeting.id.in_(ids)))} if ids else {}


def superseded_among(work: Work, meeting_ids: Collection[int]) -> frozenset[int]:
    """Those of these results that a later sitting has put another in place of."""
    query = select(Meeting.supersedes).where(Meeting.supersedes.in_(list(meeting_ids)))
    return frozenset(one for one in work.session.scalars(query) if one is not None) if meeting_ids else frozenset()


def sent_in(work: Work, application_ids: Collection[int]) -> dict[int, Sent]:
    """Applications by their ids, each with its contract and its firm."""
    query = select(Application, Contract, Firm).join(Contract, Contract.id == Application.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id).where(Application.id.in_(list(application_ids)))
    return {one.id: (one, contract, firm) for one, contract, firm in work.session.execute(query)}


def to_be_tabled(work: Work, most: int) -> list[Sent]:
    """The applications that can be put into a batch, those that wait longest first."""
    waits = (
        select(BatchItem.id)
        .where(BatchItem.application_id == Application.id, BatchItem.outcome == ItemOutcome.WAITING.value)
        .exists()
    )
    query = select(Application, Contract, Firm).join(Contract, Contract.id == Application.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id)
    query = query.where(Application.state.in_([state.value for state in TABLEABLE]), ~waits)
    found = work.session.execute(query.order_by(Application.state_since, Application.id).limit(most))
    return [(one, contract, firm) for one, contract, firm in found]


def batch_page(
    work: Work, *, place: int, size: int
) -> tuple[list[tuple[Batch, Sitting | None, int, int, int]], int]:
    """A page of batches, the newest first, with sitting, number and sum of their applications, and how many wait.

    And how many batches there are.
    """
    mine = BatchItem.batch_id == Batch.id
    count = select(func.count(BatchItem.id)).where(mine).scalar_subquery()
    total = select(func.coalesce(func.sum(BatchItem.applied), 0)).where(mine).scalar_subquery()
    waits = and_(mine, BatchItem.outcome == ItemOutcome.WAITING.value)
    waiting = select(func.count(BatchItem.id)).where(waits).scalar_subquery()
    query = select(Batch, Sitting, count, total, waiting).outerjoin(Sitting, Sitting.id == Batch.sitting_id)
    rows = work.session.execute(query.order_by(Batch.id.desc()).offset(place).limit(size))
    everything = work.session.scalar(select(func.count()).select_from(Batch)) or 0
    return [(batch, sitting, int(a), int(b), int(c)) for batch, sitting, a, b, c in rows], everything


def is_prepared(work: Work, item: BatchItem) -> bool:
    """Whether the batch of an item is not brought before the meeting yet."""
    batch = work.get(Batch, item.batch_id)
    return batch is not None and batch.state == BatchState.PREPARED.value
