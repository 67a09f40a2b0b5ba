"""资金对账单: opening and moves make the closing, by source and year; to be signed, with the day's audit head."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from handlers.money import Unit
from handlers.staff.actions.acting import Acting
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.fund_ledger import PATH as FUND
from handlers.staff.ledgers.labels import asked_as, in_order, label_of
from handlers.staff.ledgers.page import LedgerPage
from handlers.staff.ledgers.sheet import Sheet, SheetCell, SheetRow, cell, heads, labels_of, row, words
from handlers.texts import console_ledgers as texts
from store.measures import Measure, Sums, amount_of
from store.queries.audit_latest import last_head
from store.queries.ledger.scope import Dimension, Scope
from store.queries.ledger.sums import Key, sums_by
from store.states import EntryType
from store.work import Work

PATH = "/staff/money/reconciliation"

_DAY = timedelta(days=1)


class _Kind(Struct, frozen=True):
    """What is reconciled: its moves, and what they leave."""

    caption: str
    moves: tuple[Measure, ...]
    left: Measure
    opens: str
    closes: str


_MONEY = _Kind(
    texts.MONEY_SHEET,
    (Measure.ARRIVED, Measure.RETURNED, Measure.PAID, Measure.REVERSED, Measure.REFUNDED),
    Measure.LEFT,
    texts.OPENING_LEFT,
    texts.CLOSING_LEFT,
)
_QUOTAS = _Kind(
    texts.QUOTA_SHEET,
    (Measure.ALLOTTED, Measure.NET),
    Measure.QUOTA_LEFT,
    texts.OPENING_QUOTA,
    texts.CLOSING_QUOTA,
)


def reconciliation(acting: Acting, asked: LedgerAsked) -> LedgerPage:
    """From the first day that the address names, else that of the year, up to its day."""
    since = asked.since or date(asked.as_of.year, 1, 1)
    return LedgerPage(
        title=f"{texts.RECONCILIATION}（{texts.period(since=since, until=asked.as_of)}）",
        path=PATH,
        asked=asked,
        sheets=_sheets(acting.work, asked, since),
        notes=(texts.RECONCILIATION_NOTE,),
        signing=texts.SIGNING,
        head=_head(acting.work, asked.as_of),
        has_period=True,
    )


def _sheets(work: Work, asked: LedgerAsked, since: date) -> tuple[Sheet, ...]:
    """Opening, moves and closing are three questions to the journal: that they agree is checked, not assumed."""
    everything, by = Scope(before=asked.before), (Dimension.SOURCE, Dimension.YEAR)
    opening = sums_by(work, replace(everything, until=since - _DAY), *by)
    moves = sums_by(work, replace(everything, since=since), *by)
    closing = sums_by(work, everything, *by)
    books = {key: _Books(opening.get(key, {}), moves.get(key, {}), sums) for key, sums in in_order(closing, by)}
    return tuple(_sheet(asked, since, books, kind) for kind in (_MONEY, _QUOTAS))


class _Books(Struct, frozen=True):
    """What was before the time, what moved in it, and what there is at its end: each asked for itself."""

    opening: Sums
    moves: Sums
    closing: Sums

    def has(self, kind: _Kind) -> bool:
        """Whether any figure of the row is other than nothing."""
        parts = (self.opening, self.moves, self.closing)
        return any(amount_of(part, one) for part in parts for one in (*kind.moves, kind.left))

    def cells(self, kind: _Kind, unit: Unit, links: Mapping[Measure, str]) -> Iterator[SheetCell]:
        """Opening, moves, closing, and whether they agree."""
        before, after = amount_of(self.opening, kind.left), amount_of(self.closing, kind.left)
        yield cell(before, unit)
        for one in kind.moves:
            yield cell(amount_of(self.moves, one), unit, links.get(one, ""))
        yield cell(after, unit, links.get(kind.left, ""))
        agrees = before + amount_of(self.moves, kind.left) == after
        yield SheetCell(texts.AGREES if agrees else texts.DIFFERS)


def _sheet(asked: LedgerAsked, since: date, books: Mapping[Key, _Books], kind: _Kind) -> Sheet:
    columns = heads(
        texts.SOURCE, texts.YEAR, sums=(kind.opens, *labels_of(kind.moves), kind.closes, texts.CHECKED)
    )
    counted = {key: one for key, one in books.items() if one.has(kind)}
    rows = [_row(asked, since, key, one, kind) for key, one in counted.items()]
    if rows:
        cells = _together(list(counted.values())).cells(kind, asked.unit, {})
        rows.append(row(words(texts.TOTAL, ""), cells, is_total=True))
    return Sheet(kind.caption, columns, tuple(rows))


def _row(asked: LedgerAsked, since: date, key: Key, books: _Books, kind: _Kind) -> SheetRow:
    source, year = key
    names = words(label_of(Dimension.SOURCE, source), label_of(Dimension.YEAR, year))
    said = {"from": since.isoformat(), "source": asked_as(source), "year": asked_as(year)}
    links = {one: asked.elsewhere(FUND, measure=one.value, **said) for one in (*kind.moves, kind.left)}
    return row(names, books.cells(kind, asked.unit, links))


def _together(books: Sequence[_Books]) -> _Books:
    return _Books(
        _added([one.opening for one in books]),
        _added([one.moves for one in books]),
        _added([one.closing for one in books]),
    )


def _added(parts: Sequence[Sums]) -> Sums:
    return {kind: sum(one.get(kind, 0) for one in parts) for kind in EntryType}


def _head(work: Work, as_of: date) -> str:
    found = last_head(work, as_of)
    return texts.head(on=found.day, digest=found.hash) if found else texts.NO_HEAD
