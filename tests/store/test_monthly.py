"""What is kept added up: by many units at once, and made again where somebody emptied it."""

from __future__ import annotations

import asyncio
from datetime import date
from functools import partial
from importlib import import_module

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, delete, func, select, text, update

from benchmarks.county import EACH, FIRST, NOW, fill
from store.database import Database
from store.monthly.kept import derive_missing_months, differing_months
from store.posting import Money, Paper, entry
from store.standings.deriving import derive_missing, differing
from store.states import EntryType
from store.tables.applications import Application, ApplicationCount, ApplicationStanding, StandingFacts, StepCount
from store.tables.contracts import Contract, ContractCount
from store.tables.ledger import ApplicationBalance, ContractBalance, JournalSum
from store.upgrade import upgrade
from store.work import Work
from tests.keys import KEYS

_TABLES = (JournalSum, ApplicationBalance, ContractBalance, StepCount, ApplicationCount, ContractCount)
_FIRMS, _EACH_POSTS = 6, 3
_KINDS = (EntryType.PAID, EntryType.APPROVED, EntryType.CONTRACTED)


def _post(number: int, work: Work) -> None:
    """The same sums in another order."""
    contract = work.get(Contract, FIRST + number)
    assert contract is not None
    contract.areas = "1"  # all of its applications are counted elsewhere
    for kind in _KINDS if number % 2 else reversed(_KINDS):
        for _ in range(_EACH_POSTS):
            paper = Paper(at=NOW, on=date(2026, 10, 31))
            work.add(entry(kind, 100 + number, contract, paper, contract=contract, money=Money(source="province")))


async def test_units_that_post_to_the_same_sums_at_once_add_up(database: Database) -> None:
    await database.run(partial(fill, keys=None, applications=_FIRMS * EACH))
    await asyncio.gather(*(database.write(partial(_post, number), NOW) for number in range(_FIRMS)))
    assert await database.run(differing_months) == []


async def test_what_was_emptied_is_added_up_again_at_the_next_start(database: Database, database_url: str) -> None:
    def empty(connection: Connection) -> list[str]:
        for table in _TABLES:
            connection.execute(delete(table))
        return differing_months(connection)

    await database.run(partial(fill, keys=None, applications=30))
    assert set(await database.run(empty)) == {table.__tablename__ for table in _TABLES}
    await upgrade(database_url, KEYS)
    assert await database.run(differing_months) == []


@pytest.mark.parametrize(("acted_first", "garbled"), [(False, ""), (True, ""), (True, "{}"), (True, "[")])
async def test_standings_that_were_altered_count_right_once_they_were_emptied(
    database: Database, database_url: str, *, acted_first: bool, garbled: str
) -> None:
    """What is counted where an application leaves a state is told by its standing, which nothing seals."""

    def alter(connection: Connection) -> None:
        other = select(func.max(StandingFacts.id)).scalar_subquery()
        connection.execute(update(ApplicationStanding).values(facts_id=other))
        if garbled:
            connection.execute(update(StandingFacts).where(StandingFacts.id == other).values(facts=garbled))

    def empty(connection: Connection) -> None:
        for table in (ApplicationStanding, ApplicationCount):
            connection.execute(delete(table))

    def act(work: Work) -> None:
        for one in work.all(select(Application)):
            one.state_since = NOW

    await database.run(partial(fill, keys=database.keys, applications=30))
    await database.run(alter)
    if acted_first:
        await database.write(act, NOW)
    await database.run(empty)
    await upgrade(database_url, KEYS)
    await database.write(act, NOW)
    assert await database.run(differing) == []
    assert await database.run(differing_months) == []


async def test_a_county_of_before_the_counts_is_counted(database: Database) -> None:
    """By that migration alone, and what every upgrade does: later ones know a schema that is newer."""

    def count(connection: Connection) -> list[str]:
        for statement in (
            "DROP TABLE application_counts",
            "DROP TABLE contract_counts",
            "ALTER TABLE application_standings DROP COLUMN areas",
        ):
            connection.execute(text(statement))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("store.migrations.versions.0055_counts").upgrade()
        derive_missing(connection)
        derive_missing_months(connection)
        return differing(connection) + differing_months(connection)

    await database.run(partial(fill, keys=None, applications=30))
    assert await database.run(count) == []
