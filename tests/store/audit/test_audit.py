"""Audit entries: linked in order whoever writes, and silent about a person once erased."""

from __future__ import annotations

import asyncio

from store.audit.entries import append, digest, erase_salts, is_digest_of
from store.audit.hashes import GENESIS, entry_hash, hash_of
from store.database import Database
from store.queries.audit_chains import entries
from store.tables.audit import AuditRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.keys import KEYS


def all_entries(work: Work) -> list[AuditRow]:
    return list(entries(work))


async def test_entries_are_linked_and_counted_in_each_chain(database: Database, clock: FrozenClock) -> None:
    for number, chain in enumerate(["a", "b", "a", "a"]):
        await database.write(
            lambda work, chain=chain, number=number: append(  # type: ignore[misc]
                work, chain, actor="staff:1", act="accept", facts={"n": number}
            ),
            clock(),
        )
        clock.advance(minutes=1)
    rows = await database.read(all_entries, clock())
    assert [(row.chain, row.place) for row in rows] == [("a", 1), ("a", 2), ("a", 3), ("b", 1)]
    assert [row.previous for row in rows] == [GENESIS, rows[0].hash, rows[1].hash, GENESIS]
    assert all(row.hash == entry_hash(row) for row in rows)


async def test_two_processes_adding_at_once_make_one_chain(database_url: str, clock: FrozenClock) -> None:
    databases = [Database.open(database_url, KEYS) for _ in range(2)]

    def add(work: Work) -> None:
        append(work, "AZ-2026-000001", actor="staff:1", act="nudge", facts={})
        append(work, "staff", actor="staff:1", act="nudge", facts={})

    await asyncio.gather(*(database.write(add, clock()) for _ in range(25) for database in databases))
    rows = await databases[0].read(all_entries, clock())
    for database in databases:
        await database.close()
    for chain in ("AZ-2026-000001", "staff"):
        mine = [row for row in rows if row.chain == chain]
        assert [row.place for row in mine] == list(range(1, 51))
        assert [row.previous for row in mine[1:]] == [row.hash for row in mine[:-1]]


async def test_an_entry_a_microsecond_later_has_another_hash(clock: FrozenClock) -> None:
    row = AuditRow(chain="a", place=1, at=clock(), actor="x", act="y", facts="{}", previous=GENESIS, hash="")
    before = entry_hash(row)
    clock.advance(microseconds=1)
    row.at = clock()
    assert entry_hash(row) != before


async def test_erasing_a_person_leaves_digests_that_say_nothing(database: Database, clock: FrozenClock) -> None:
    mine = await database.write(lambda work: digest(work, "13800000000", of="binding:3"), clock())
    other = await database.write(lambda work: digest(work, "13800000000", of="binding:4"), clock())
    assert mine != other
    assert await database.read(lambda work: is_digest_of(work, mine, "13800000000"), clock())
    assert await database.read(lambda work: is_digest_of(work, mine, "13800000001"), clock()) is False
    await database.write(lambda work: erase_salts(work, "binding:3"), clock())
    assert await database.read(lambda work: is_digest_of(work, mine, "13800000000"), clock()) is None
    assert await database.read(lambda work: is_digest_of(work, other, "13800000000"), clock())


def test_fields_that_run_together_alike_have_other_hashes() -> None:
    assert hash_of(("ab", "c")) != hash_of(("a", "bc")) != hash_of(("abc", ""))


def test_an_entry_at_another_place_has_another_hash(clock: FrozenClock) -> None:
    row = AuditRow(chain="a", place=1, at=clock(), actor="x", act="y", facts="{}", previous=GENESIS, hash="")
    before = entry_hash(row)
    row.place = 2
    assert entry_hash(row) != before
