"""Tampering with the audit chains is found: at random places, clumsily and by somebody who recomputes hashes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select, text

from handlers.audit.verify_chains import Verdict, close_yesterday, outside_copy, read_anchor, verify
from handlers.texts import audit as texts
from store.audit.entries import append
from store.audit.hashes import GENESIS, entry_hash, sign
from store.database import Database
from store.queries.audit_chains import Head, entries, head_hash
from store.tables.audit import AuditHead, AuditRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS

CHAINS = ("AZ-2026-000001", "AZ-2026-000002", "contract:HT-1", "staff", "settings")
CHANCE = random.Random(20261124)


@pytest.fixture
async def ledger(database: Database, clock: FrozenClock) -> Sequence[Head]:
    """Three days of acts in five chains, two heads, and a copy made after the last act."""
    for day in range(3):
        await database.write(lambda work: fill(work, 4), clock())
        clock.advance(days=1)
        if day < 2:
            assert await database.write(close_yesterday, clock())
    return read_anchor(await database.read(outside_copy, clock()))


def fill(work: Work, count: int) -> None:
    for chain in CHAINS:
        for number in range(count):
            append(work, chain, actor=f"staff:{number}", act="accept", facts={"n": number, "chain": chain})


class UndoError(Exception):
    """Ends a transaction that must leave nothing."""


async def found_after(
    database: Database, clock: FrozenClock, tamper: Callable[[Work], object], anchor: Sequence[Head]
) -> Verdict:
    seen: list[Verdict] = []

    def act(work: Work) -> None:
        tamper(work)
        work.session.flush()
        work.session.expunge_all()
        seen.append(verify(work, anchor))
        raise UndoError

    with pytest.raises(UndoError):
        await database.write(act, clock())
    return seen[0]


def edit(work: Work, rows: list[AuditRow]) -> None:
    alter(work, rows, "at", "actor", "act", "facts")


def scratch(work: Work, rows: list[AuditRow]) -> None:
    alter(work, rows, "hash", "previous")


def alter(work: Work, rows: list[AuditRow], *names: str) -> None:
    row = work.lock(AuditRow, CHANCE.choice(rows).id)
    assert row is not None
    match CHANCE.choice(names):
        case "at":
            row.at = row.at.replace(microsecond=(row.at.microsecond + 1) % 1_000_000)
        case "facts":
            row.facts = row.facts.replace('"n":', '"m":')
        case "hash":
            row.hash = row.hash[::-1]
        case "previous":
            row.previous = row.previous[:-1] + ("0" if row.previous[-1] != "0" else "1")
        case name:
            setattr(row, name, getattr(row, name) + "0")


def delete(work: Work, rows: list[AuditRow]) -> None:
    row = CHANCE.choice(rows)
    work.session.execute(
        text("DELETE FROM audit_rows WHERE chain = :chain AND place BETWEEN :first AND :last"),
        {"chain": row.chain, "first": row.place, "last": row.place + CHANCE.randint(0, 3)},
    )


def swap(work: Work, rows: list[AuditRow]) -> None:
    one, other = (work.lock(AuditRow, row.id) for row in CHANCE.sample(rows, 2))
    assert one is not None
    assert other is not None
    names = ("actor", "facts", "at") if one.chain == other.chain else ("facts", "hash")
    before = [getattr(one, name) for name in names], [getattr(other, name) for name in names]
    for name, mine, theirs in zip(names, *before, strict=True):
        setattr(one, name, theirs)
        setattr(other, name, mine)
    if one.chain == other.chain and before[0] == before[1]:
        one.act += "0"


def cut(work: Work, rows: list[AuditRow]) -> None:
    row = CHANCE.choice(rows)
    work.session.execute(
        text("DELETE FROM audit_rows WHERE chain = :chain AND place >= :place"),
        {"chain": row.chain, "place": row.place},
    )


def seal_again(work: Work) -> None:
    """What somebody with the database and this code would do: number and hash every chain anew."""
    work.session.flush()
    last: AuditRow | None = None
    for row in list(entries(work)):
        fresh = work.lock(AuditRow, row.id)
        assert fresh is not None
        goes_on = last is not None and last.chain == fresh.chain
        fresh.place = last.place + 1 if last and goes_on else 1
        fresh.previous = last.hash if last and goes_on else GENESIS
        fresh.hash = entry_hash(fresh)
        last = fresh
        work.session.flush()


TAMPERINGS = (edit, scratch, delete, swap, cut)


@pytest.mark.soak
async def test_random_tampering_is_found_with_a_copy(
    database: Database, clock: FrozenClock, ledger: Sequence[Head], soak_factor: int
) -> None:
    rows = await database.read(lambda work: list(entries(work)), clock())
    assert (await database.read(lambda work: verify(work, ledger), clock())).breaks == ()
    for number in range(20 if soak_factor == 1 else 120):  # every signature is checked again each time
        tamper, skilled = TAMPERINGS[number % len(TAMPERINGS)], CHANCE.random() < 0.3

        def act(work: Work, tamper: Callable[..., None] = tamper, *, skilled: bool = skilled) -> None:
            tamper(work, rows)
            if skilled and tamper is not scratch:
                seal_again(work)

        verdict = await found_after(database, clock, act, ledger)
        assert verdict.breaks, (number, tamper.__name__, skilled)
    assert (await database.read(lambda work: verify(work, ledger), clock())).breaks == ()


async def test_the_place_of_an_edit_is_named(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    change = text("UPDATE audit_rows SET actor = 'staff:9' WHERE chain = 'staff' AND place = 7")
    verdict = await found_after(database, clock, lambda work: work.session.execute(change), ())
    assert [(found.chain, found.place) for found in verdict.breaks] == [("staff", 7)]


async def test_a_tail_cut_after_the_last_head_is_found_by_the_copy_alone(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    change = text("DELETE FROM audit_rows WHERE chain = 'staff' AND place > 10")

    def tamper(work: Work) -> object:
        return work.session.execute(change)

    assert (await found_after(database, clock, tamper, ())).breaks == ()
    with_copy = await found_after(database, clock, tamper, ledger)
    assert [(found.chain, found.place) for found in with_copy.breaks] == [("staff", 12)]


async def test_a_tail_that_a_head_covers_is_missed_without_a_copy(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    change = text("DELETE FROM audit_rows WHERE chain = 'staff' AND place > 5")
    verdict = await found_after(database, clock, lambda work: work.session.execute(change), ())
    assert ("staff", 8) in [(found.chain, found.place) for found in verdict.breaks]


async def test_heads_that_are_changed_or_gone_are_found(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    changed = text("UPDATE audit_heads SET chains = replace(chains, 'staff', 'stuff')")
    assert (await found_after(database, clock, lambda work: work.session.execute(changed), ())).breaks
    gone = text("DELETE FROM audit_heads WHERE day = (SELECT max(day) FROM audit_heads)")
    assert (await found_after(database, clock, lambda work: work.session.execute(gone), ledger)).breaks
    unreadable = text("UPDATE audit_heads SET chains = '[1]'")
    assert (await found_after(database, clock, lambda work: work.session.execute(unreadable), ())).breaks


async def test_a_day_has_one_head(database: Database, clock: FrozenClock, ledger: Sequence[Head]) -> None:
    assert await database.write(close_yesterday, clock())
    assert not await database.write(close_yesterday, clock())
    days = await database.read(lambda work: [head.day for head in read_anchor(outside_copy(work))], clock())
    assert days == ["2026-11-24", "2026-11-25", "2026-11-26", "now"]


async def test_chains_that_go_on_after_the_copy_hold(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    await database.write(lambda work: fill(work, 2), clock())
    await database.write(close_yesterday, clock())
    verdict = await database.read(lambda work: verify(work, ledger), clock())
    assert verdict.breaks == ()
    assert (verdict.chains, verdict.entries, verdict.heads) == (5, 70, 3)


@pytest.mark.parametrize("copy", ["", "{}", "x\n", '{"day":"now","chains":"[]","previous":"","hash":""}'])
def test_what_is_no_copy_is_refused_with_its_line(copy: str) -> None:
    with pytest.raises(ValueError, match=r"^1$"):
        read_anchor(copy)


async def test_a_copy_that_was_edited_is_refused(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    copy = await database.read(outside_copy, clock())
    with pytest.raises(ValueError, match=r"^2$"):
        read_anchor(copy.replace("2026-11-25", "2026-11-26", 1))


async def test_an_entry_that_leads_to_another_than_the_one_before_is_a_break_though_signed(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    def tamper(work: Work) -> None:
        row = work.one(select(AuditRow).where(AuditRow.chain == "staff", AuditRow.place == 12))
        assert row is not None
        row.previous = GENESIS
        row.hash = entry_hash(row)
        row.signature = sign(KEYS, row.hash)

    verdict = await found_after(database, clock, tamper, ())
    assert [(found.chain, found.place, found.what) for found in verdict.breaks] == [("staff", 12, texts.LINK)]


async def test_a_head_that_leads_to_another_than_the_one_before_is_a_break_though_signed(
    database: Database, clock: FrozenClock, ledger: Sequence[Head]
) -> None:
    """Only the last is written anew: its link is all that can tell, and the copy says that it is another."""

    def tamper(work: Work) -> None:
        last = work.all(select(AuditHead).order_by(AuditHead.day))[-1]
        last.previous = GENESIS
        last.hash = head_hash(last.day.isoformat(), last.chains, last.previous)
        last.signature = sign(KEYS, last.hash)

    (found,) = (await found_after(database, clock, tamper, ())).breaks
    assert found.what.endswith(texts.LINK)
    with_copy = await found_after(database, clock, tamper, ledger)
    assert texts.HEAD_CHANGED in [one.what.partition("：")[2] for one in with_copy.breaks]
