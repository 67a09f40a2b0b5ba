"""Records that were changed past every act are found by `verify`, on either database."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect, text

from handlers.audit.verify_chains import Verdict, verify
from handlers.texts import audit as texts
from store.database import Database
from store.retention.erasing import erase_person
from store.tables.applications import Payment
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.audit.audited import live
from tests.keys import KEYS


class UndoError(Exception):
    """Ends a transaction that must leave nothing."""


@pytest.fixture
async def lived_on_either(database: Database, clock: FrozenClock) -> Database:
    await database.write(live, clock())
    return database


@pytest.fixture
async def lived(lived_file: Path, tmp_path: Path) -> AsyncIterator[Database]:
    database = Database.open(f"sqlite:///{shutil.copy(lived_file, tmp_path / 'lived.db')}", KEYS)
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


@pytest.mark.rotated("audit at large", 2)
async def test_what_acts_wrote_holds(lived_on_either: Database, clock: FrozenClock) -> None:
    verdict = await lived_on_either.read(verify, clock())
    assert verdict.breaks == ()
    assert verdict.compared.records > 40
    assert verdict.compared.erased == 0


async def test_an_amount_changed_behind_the_products_back_is_found_with_its_entry(
    lived: Database, clock: FrozenClock
) -> None:
    change = text("UPDATE payments SET amount = amount * 2 WHERE id = 1")
    verdict = await after(lived, clock, lambda work: work.session.execute(change))
    (found,) = verdict.breaks
    assert (found.what, found.place) == (texts.record_changed(record="拨付（库内序号 1）"), 7)
    assert found.chain.startswith("AZ-2026-")


async def test_a_record_that_is_gone_is_found(lived: Database, clock: FrozenClock) -> None:
    change = text("DELETE FROM returned_money")
    verdict = await after(lived, clock, lambda work: work.session.execute(change))
    assert said(verdict) == [texts.record_gone(record="缴款（库内序号 1）")]


async def test_a_record_that_no_act_made_is_found(lived: Database, clock: FrozenClock) -> None:
    def tamper(work: Work) -> None:
        row = work.get(Payment, 1)
        assert row is not None
        values = {name.key: getattr(row, name.key) for name in inspect(Payment).column_attrs}
        work.connection.execute(insert(Payment).values(values | {"id": 99, "voucher": "V-99"}))

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
        query = text(
            "SELECT count(*) FROM audit_salts WHERE subject LIKE 'binding:%' AND seal NOT LIKE '%:bindings:%'"
        )
        return int(work.session.scalar(query) or 0)

    assert await lived.read(mine, clock()) > 8
    await lived.write(lambda work: erase_person(work, "wechat", "boss"), clock())
    assert await lived.read(mine, clock()) == 0
