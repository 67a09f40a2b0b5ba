"""Records that were changed past every act are found by `verify`, on either database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import insert, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from handlers.audit_chains import Verdict, verify
from handlers.casework.contracts import amend
from handlers.casework.table import ActName
from handlers.contracts.terms import NewAmendment
from handlers.texts import audit as texts
from store.base import Record
from store.database import Database
from store.erasing import erase_person
from store.seals import SEALED
from store.states import AmendmentKind, Kind, State
from store.tables.applications import Payment
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, YUAN, Town, done
from tests.keys import KEYS


def _live(work: Work) -> None:
    """Every kind of record is made by the acts that make it."""
    town = Town(work)
    number = town.contract.number
    town.brought_to(State.ARCHIVED, yuan=200_000)
    paying = town.brought_to(State.APPROVED, yuan=300_000)
    town.does(ActName.PAY, paying, town.payment(100_000, "V-1"))
    town.does(ActName.REVERSE, paying, given.reversal("V-1"))
    town.does(ActName.EVALUATE, number, given.evaluation("basic"))
    town.does(ActName.RECHECK, number, given.recheck(accepted=True))
    town.does(ActName.COMPLETE, number, given.completion())
    town.does(ActName.INSPECT, number, given.inspection())
    town.does(ActName.RECOVER, number, given.recovery(50_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    town.does(ActName.EXPLAIN, "1", given.explanation(), by=town.boss)
    town.does(ActName.RECEIVE, "1", given.returned(20_000))
    town.does(ActName.EVALUATE, number, given.evaluation("unqualified", evaluated_on=date(2026, 7, 1)))
    town.does(ActName.DISPOSE, number, given.disposal("other"))
    new = NewAmendment(kind=AmendmentKind.AMOUNT, document="补充协议", effective_on=TODAY, amount=2_100_000 * YUAN)
    done(amend(work, town.bureau, number, new))
    assert town.submitted(Kind.MIDTERM, 100_000)


class UndoError(Exception):
    """Ends a transaction that must leave nothing."""


@pytest.fixture
async def lived_on_either(database: Database, clock: FrozenClock) -> Database:
    await database.write(_live, clock())
    return database


@pytest.fixture
async def lived(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Database]:
    database = Database.open(sqlite_url, KEYS)
    await database.write(_live, clock())
    yield database
    await database.close()


async def after(database: Database, clock: FrozenClock, tamper: Callable[[Work], object]) -> Verdict:
    """What is found once somebody has tampered with the database, which is then as before."""
    seen: list[Verdict] = []

    def act(work: Work) -> None:
        tamper(work)
        work.session.expunge_all()
        seen.append(verify(work))
        raise UndoError

    with pytest.raises(UndoError):
        await database.write(act, clock())
    return seen[0]


def said(verdict: Verdict) -> list[str]:
    return [found.what for found in verdict.breaks]


async def test_what_acts_wrote_holds(lived_on_either: Database, clock: FrozenClock) -> None:
    verdict = await lived_on_either.read(verify, clock())
    assert verdict.breaks == ()
    assert verdict.compared.records > 40
    assert (verdict.compared.erased, verdict.compared.older) == (0, 0)


async def test_an_amount_changed_behind_the_products_back_is_found_with_its_entry(
    lived: Database, clock: FrozenClock
) -> None:
    change = text("UPDATE payments SET amount = amount * 2 WHERE id = 1")
    verdict = await after(lived, clock, lambda work: work.session.execute(change))
    (found,) = verdict.breaks
    assert (found.what, found.place) == (texts.record_changed(record="拨付（库内序号 1）"), 7)
    assert found.chain.startswith("AZ-2026-")


async def test_whatever_column_is_changed_it_is_found(lived_on_either: Database, clock: FrozenClock) -> None:
    missed: list[str] = []
    tried = 0

    def act(work: Work) -> None:
        nonlocal tried
        for kind, name, number, value in list(_changes(work)):
            savepoint = work.connection.begin_nested()
            try:
                work.session.execute(update(kind).where(_id(kind) == number).values({name: value}))
            except IntegrityError:
                savepoint.rollback()
                continue
            tried += 1
            work.session.expunge_all()
            missed.extend([] if verify(work).breaks else [f"{kind.__tablename__}.{name}"])
            savepoint.rollback()
        raise UndoError

    with pytest.raises(UndoError):
        await lived_on_either.write(act, clock())
    assert missed == []
    assert tried > 100


def _changes(work: Work) -> Iterator[tuple[type[Record], str, int, object]]:
    """Of each table the last row, and every column of it with another value."""
    for kind in SEALED:
        row = work.session.scalars(select(kind).order_by(_id(kind).desc()).limit(1)).one()
        for attribute in inspect(kind).column_attrs:
            value = getattr(row, attribute.key)
            if attribute.key != "id" and value is not None:
                yield kind, attribute.key, row.id, _other(value)  # type: ignore[attr-defined] # all have one


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case date() | datetime():
            return value + timedelta(days=1)
        case str():
            return f"{value[:-1]}{'a' if value[-1:] == 'b' else 'b'}"  # no longer than before
        case _:
            raise AssertionError(value)


def _id(kind: type[Record]):  # type: ignore[no-untyped-def] # noqa: ANN202 -- a column
    return kind.__table__.c.id


async def test_a_record_that_is_gone_is_found(lived: Database, clock: FrozenClock) -> None:
    change = text("DELETE FROM returned_money")
    verdict = await after(lived, clock, lambda work: work.session.execute(change))
    assert said(verdict) == [texts.record_gone(record="缴款（库内序号 1）")]


async def test_a_record_that_no_act_made_is_found(lived: Database, clock: FrozenClock) -> None:
    def tamper(work: Work) -> None:
        row = work.get(Payment, 1)
        assert row is not None
        values = {name.key: getattr(row, name.key) for name in inspect(Payment).column_attrs}
        work.session.execute(insert(Payment).values(values | {"id": 99, "voucher": "V-99"}))

    verdict = await after(lived, clock, tamper)
    assert said(verdict) == [texts.NOBODY_VOUCHES]
    assert verdict.breaks[0].chain == "拨付（库内序号 99）"


async def test_what_no_act_writes_is_a_break_and_no_crash(lived: Database, clock: FrozenClock) -> None:
    change = text("UPDATE payments SET paid_on = 'x'")
    verdict = await after(lived, clock, lambda work: work.session.execute(change))
    assert [(found.chain, found.what) for found in verdict.breaks] == [("拨付", texts.UNREADABLE)]


async def test_who_destroys_the_salt_hides_nothing(lived: Database, clock: FrozenClock) -> None:
    change = text("DELETE FROM audit_salts")
    verdict = await after(lived, clock, lambda work: work.session.execute(change))
    assert texts.salt_gone(record="拨付（库内序号 1）") in said(verdict)
    words = texts.salt_gone(record="拨付申请（库内序号 1）里申请人或者工作人员写的内容")
    assert words in said(verdict)


async def test_what_erased_people_wrote_is_no_break_and_counted(lived: Database, clock: FrozenClock) -> None:
    await lived.write(lambda work: erase_person(work, "wechat", "boss"), clock())
    verdict = await lived.read(verify, clock())
    assert verdict.breaks == ()
    assert verdict.compared.erased > 3
    change = text("UPDATE applications SET amount = 1 WHERE id = 1")
    assert said(await after(lived, clock, lambda work: work.session.execute(change)))


async def test_of_erased_people_no_digest_can_be_linked(lived: Database, clock: FrozenClock) -> None:
    """Every digest that a contractor's act made of their own words ends with them."""

    def mine(work: Work) -> int:
        query = text("SELECT count(*) FROM audit_salts WHERE subject LIKE 'binding:%'")
        return int(work.session.scalar(query) or 0)

    acts = 4  # three applications, one explanation: of each the fields and the words, of three a step as well
    assert await lived.read(mine, clock()) == 2 * acts + 3
    await lived.write(lambda work: erase_person(work, "wechat", "boss"), clock())
    assert await lived.read(mine, clock()) == 0


async def test_entries_older_than_seals_are_counted_and_no_alarm(lived: Database, clock: FrozenClock) -> None:
    """A database that was used before seals were: its rows have none."""
    strip = text("UPDATE audit_rows SET facts = :old, hash = 'x'").bindparams(old='{"version":1}')
    verdict = await after(lived, clock, lambda work: work.session.execute(strip))
    assert texts.NOBODY_VOUCHES not in said(verdict)
    assert verdict.compared.older > 40
