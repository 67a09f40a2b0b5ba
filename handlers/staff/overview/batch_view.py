"""提请批次 as pages show them: the list, one with its table, and what can be put into a new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from handlers.casework.transitions import ActName
from handlers.dates import day, moment
from handlers.money import Unit, in_capitals, in_unit, percent, yuan
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.table_actions import key_of
from handlers.staff.cards.people import staff_names
from handlers.texts import batches as words
from handlers.texts import cards as card_texts
from handlers.texts import casework
from handlers.texts import console_batches as texts
from store.queries.batches import Sent, batch_page, items_of, results_of, sent_in, superseded_among
from store.states import BatchState, ItemOutcome
from store.tables.applications import Meeting
from store.tables.batches import Batch, BatchItem, Sitting
from store.work import Work

PAGE = 25
_WHOLE = 10_000


class SummaryLine(Struct, frozen=True, kw_only=True):
    """A line of 《拟拨付资金汇总表》; sums in fen. `SUM_COLUMNS` are the places of its cells that hold numbers."""

    SUM_COLUMNS: ClassVar = frozenset({6, 7, 8, 9, 10})

    place: int
    application: str
    firm: str
    contract: str
    project: str
    kind: str
    applied: int
    contract_amount: int
    ratio: int | None
    paid_before: int
    outcome: str  # in words
    result: str  # what the meeting decided, in words; empty before
    is_waiting: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table says it, in the order of its headings."""
        after = (self.paid_before + self.applied) * _WHOLE // self.contract_amount
        return (
            str(self.place),
            self.firm,
            self.contract,
            self.project,
            self.kind,
            self.application,
            plain_yuan(self.applied),
            plain_yuan(self.contract_amount),
            percent(self.ratio) if self.ratio is not None else texts.NO_RATIO,
            plain_yuan(self.paid_before),
            percent(after),
        )

    @property
    def figures(self) -> tuple[str | Decimal, ...]:
        """The same for a sheet, where sums of money are numbers to reckon with, in yuan."""
        sums = {6: self.applied, 7: self.contract_amount, 9: self.paid_before}
        return tuple(
            in_unit(sums[place], Unit.YUAN) if place in sums else cell for place, cell in enumerate(self.cells)
        )


class BatchView(Struct, frozen=True, kw_only=True):
    """A batch at once. `acts` are the keys of what the member can do to it now."""

    batch: Batch
    name: str
    state: str
    by: str
    made: str
    sitting: Sitting | None
    lines: tuple[SummaryLine, ...]
    acts: frozenset[str]

    @property
    def total(self) -> int:
        """Of all sums applied for, in fen."""
        return sum(line.applied for line in self.lines)

    @property
    def capitals(self) -> str:
        """The total in words."""
        return in_capitals(self.total)

    @property
    def waiting(self) -> int:
        """How many wait for a result."""
        return sum(line.is_waiting for line in self.lines)


class ListedBatch(Struct, frozen=True):
    """A batch on the list. `waiting` is how many of its applications wait for a result; `total` is in fen."""

    id: int
    title: str
    document: str
    state: str
    tabled: str
    sitting: str
    minutes: str
    count: int
    total: int
    waiting: int


class BatchList(Struct, frozen=True):
    """A page of batches."""

    rows: tuple[ListedBatch, ...]
    page: int
    pages: int
    total: int


class Candidate(Struct, frozen=True):
    """An application that can be put into a batch."""

    number: str
    firm: str
    contract: str
    project: str
    kind: str
    applied: int
    state: str
    since: str


def plain_yuan(fen: int) -> str:
    """A sum as tables have it, whose head says that it is yuan."""
    return yuan(fen).removesuffix("元")


def batch_list(work: Work, page: int) -> BatchList:
    """A page of the batches, the newest first."""
    wanted = max(1, page)
    rows, total = batch_page(work, place=(wanted - 1) * PAGE, size=PAGE)
    return BatchList(
        tuple(
            ListedBatch(
                batch.id,
                batch.title,
                batch.document,
                words.STATES[batch.state],
                day(batch.tabled_on) if batch.tabled_on else "",
                words.sat(session=sitting.session, held_on=sitting.held_on) if sitting else "",
                sitting.minutes if sitting and batch.item else "",
                count,
                applied,
                waiting if batch.state == BatchState.TABLED.value else 0,
            )
            for batch, sitting, count, applied, waiting in rows
        ),
        wanted,
        max(1, -(-total // PAGE)),
        total,
    )


def candidates(found: Sequence[Sent]) -> tuple[Candidate, ...]:
    """Applications as they stand in the list to choose from."""
    return tuple(
        Candidate(
            sent.number,
            firm.name,
            contract.number,
            contract.project,
            casework.KINDS[sent.kind],
            sent.amount,
            casework.STATES[sent.state][0],
            moment(sent.state_since),
        )
        for sent, contract, firm in found
    )


def batch_view(acting: Acting, catalogue: Catalogue, number: int) -> BatchView | None:
    """A batch with its table; None where there is none of this number."""
    work = acting.work
    batch = work.get(Batch, number)
    if batch is None:
        return None
    maker, items = f"staff:{batch.made_by}", items_of(work, batch.id)
    return BatchView(
        batch=batch,
        name=words.called(number=batch.id),
        state=words.STATES[batch.state],
        by=staff_names(work, {maker}).get(maker, ""),
        made=moment(batch.made_at),
        sitting=work.get(Sitting, batch.sitting_id) if batch.sitting_id is not None else None,
        lines=tuple(_lines(work, items)),
        acts=frozenset(_acts(acting, catalogue, batch, items)),
    )


def _lines(work: Work, items: Sequence[BatchItem]) -> Iterator[SummaryLine]:
    found, results = sent_in(work, [item.application_id for item in items]), results_of(work, items)
    superseded = superseded_among(work, results)
    for item in items:
        sent, contract, firm = found[item.application_id]
        result = results.get(item.meeting_id or 0)
        yield SummaryLine(
            place=item.place,
            application=sent.number,
            firm=firm.name,
            contract=contract.number,
            project=contract.project,
            kind=casework.KINDS[sent.kind],
            applied=item.applied,
            contract_amount=item.contract_amount,
            ratio=item.ratio,
            paid_before=item.paid_before,
            outcome=words.OUTCOMES[item.outcome],
            result=_result(result, is_superseded=result.id in superseded) if result else "",
            is_waiting=item.outcome == ItemOutcome.WAITING.value,
        )


def _result(row: Meeting, *, is_superseded: bool) -> str:
    return card_texts.meeting(
        session=row.session,
        result=row.result,
        approved=row.approved,
        condition=row.condition,
        minutes=row.minutes,
        item=row.item,
        is_superseded=is_superseded,
    )


def _acts(acting: Acting, catalogue: Catalogue, batch: Batch, items: Sequence[BatchItem]) -> Iterator[str]:
    """What the member can do to the batch as it stands: whose it is, and from where, is asked as for every act."""
    for act in _possible(batch, items):
        if catalogue.may(acting.work, acting.member, act):
            yield key_of(act)


def _possible(batch: Batch, items: Sequence[BatchItem]) -> Iterator[ActName]:
    waits = any(item.outcome == ItemOutcome.WAITING.value for item in items)
    if batch.state == BatchState.PREPARED.value:
        yield from (ActName.TABLE_BATCH, ActName.DROP_BATCH) if waits else (ActName.DROP_BATCH,)
    elif batch.state == BatchState.TABLED.value:
        if waits:
            yield ActName.RECORD_SITTING
        if batch.sitting_id is not None and not batch.item:
            yield ActName.BATCH_MINUTES
