"""Journals that hypothesis makes up, and a database to look at them in on either engine."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import TypeVar
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, update

from benchmarks.county import fill
from store.database import Database
from store.measures import SIDES, Measure
from store.monthly.kept import derive_months
from store.states import EntryType, Kind, MoneySource
from store.tables.contracts import Contract
from store.tables.ledger import JournalEntry
from store.work import Work
from tests.keys import KEYS

_T = TypeVar("_T")

FIRST = 1_000
"""The id of the first contract, application and firm of `benchmarks.county`."""

FIRST_DAY, LAST_DAY = date(2025, 11, 1), date(2027, 2, 1)
_ZONE = ZoneInfo("Asia/Shanghai")
_NEGATIVE = {EntryType.WITHDRAWN, EntryType.REVERSED}
_ANY_SIGN = {EntryType.ADJUSTED, EntryType.CONTRACTED, EntryType.APPROVED}


@dataclass(frozen=True)
class Entry:
    posted_at: datetime
    happened_on: date
    kind: str
    amount: int
    budget_year: int | None
    source: str | None
    contract_id: int | None
    application_id: int | None
    money_kind: str | None
    areas: str | None
    document: str = "凭证"
    origin: str = "test:1"
    quota_id: int | None = None
    adjusts: int | None = None

    @property
    def type(self) -> EntryType:
        return EntryType(self.kind)


@st.composite
def _entry(draw: st.DrawFn) -> Entry:
    kind = draw(st.sampled_from(EntryType))
    happened = draw(st.dates(FIRST_DAY, LAST_DAY))
    late = draw(st.one_of(st.just(0), st.integers(0, 60)))
    posted = datetime.combine(happened + timedelta(days=late), draw(st.times(time(0), time(23, 59))), _ZONE)
    fen = draw(st.integers(1, 10**11))
    if kind in _NEGATIVE or (kind in _ANY_SIGN and draw(st.booleans())):
        fen = -fen
    of_fund = kind in {EntryType.ALLOTTED, EntryType.ADJUSTED, EntryType.WITHDRAWN, EntryType.ARRIVED}
    application = None if of_fund else draw(st.sampled_from([None, FIRST, FIRST + 1, FIRST + 4]))
    return Entry(
        posted_at=posted.astimezone(UTC),
        happened_on=happened,
        kind=kind.value,
        amount=-fen if draw(st.integers(0, 9)) == 0 else fen,  # 红字: what a correction reverses
        budget_year=draw(st.sampled_from([None, 2025, 2026])),
        source=draw(st.sampled_from([None, *MoneySource])),
        contract_id=None if of_fund else FIRST + (1 if application == FIRST + 4 else 0),
        application_id=application,
        money_kind=None if of_fund else draw(st.sampled_from([None, *Kind])),
        areas=None if of_fund else draw(st.sampled_from([None, "", "1", "3", "1,3"])),
    )


JOURNALS = st.lists(_entry(), max_size=25)
DAYS = st.dates(FIRST_DAY, LAST_DAY + timedelta(days=70))


def end_of(day: date) -> datetime:
    """The moment at which the county's next day begins, by a way of its own."""
    return datetime.combine(day + timedelta(days=1), time(0), _ZONE)


def by(day: date, entries: Sequence[Entry]) -> list[Entry]:
    return [one for one in entries if one.posted_at < end_of(day)]


def amount(entries: Sequence[Entry], measure: Measure) -> int:
    """One entry after the other."""
    sides = SIDES[measure]
    return sum((sides.into.get(one.type, 0) - sides.out.get(one.type, 0)) * one.amount for one in entries)


class Books:
    """A database whose journal is written anew for every example."""

    def __init__(self, database: Database, runner: asyncio.Runner) -> None:
        self._database = database
        self._runner = runner
        self.transact(partial(fill, keys=None, applications=8))
        self.transact(lambda connection: connection.execute(update(Contract).values(delivered_on=FIRST_DAY)))

    def transact(self, act: Callable[[Connection], _T]) -> _T:
        return self._runner.run(self._database.run(act))

    def hold(self, entries: Sequence[Entry]) -> None:
        def write(connection: Connection) -> None:
            connection.execute(delete(JournalEntry))
            if entries:
                connection.execute(insert(JournalEntry), [asdict(one) for one in entries])
            derive_months(connection)

        self.transact(write)

    def read(self, look: Callable[[Work], _T]) -> _T:
        return self._runner.run(self._database.read(look, datetime(2027, 6, 1, tzinfo=UTC)))


@contextmanager
def opened_books(url: str) -> Iterator[Books]:
    with asyncio.Runner() as runner:
        database = Database.open(url, KEYS)
        yield Books(database, runner)
        runner.run(database.close())
