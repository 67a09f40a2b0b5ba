"""The daily keys of claims."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from store.database import Database
from store.keyring import KeyRing, destroy_keys, seal
from store.retention.purging import purge
from store.tables.messages import ClaimKey
from tests.clocks import FrozenClock


async def test_two_processes_share_the_keys(database: Database, clock: FrozenClock) -> None:
    one, two = await KeyRing(database).at(clock()), await KeyRing(database).at(clock())
    assert one == two
    assert one.new_plain != one.new_sensitive


async def test_a_clock_that_is_a_minute_ahead_uses_a_key_that_everybody_knows(
    database: Database, clock: FrozenClock
) -> None:
    clock.now = clock.now.replace(hour=23, minute=59, second=30)
    ring = await KeyRing(database).at(clock())
    ahead = await KeyRing(database).at(clock() + timedelta(minutes=1))
    assert ahead.new_plain in ring.plain
    assert ahead.new_plain != ring.new_plain


async def test_tomorrows_key_is_tried_in_the_last_hour_alone(database: Database, clock: FrozenClock) -> None:
    keys = KeyRing(database)
    clock.now = clock.now.replace(hour=22, minute=59)
    early = await keys.at(clock())
    clock.advance(minutes=1)
    late = await keys.at(clock())
    clock.advance(hours=1)
    tomorrow = await keys.at(clock())
    assert early.plain == late.plain[1:]
    assert tomorrow.new_plain == late.plain[0]
    assert len(early.answers) == len(early.plain)


async def test_a_new_day_has_a_new_key_and_knows_those_of_living_claims(
    database: Database, clock: FrozenClock
) -> None:
    keys = KeyRing(database)
    used: list[bytes] = []
    for _ in range(6):
        ring = await keys.at(clock())
        assert ring.new_plain not in used
        assert set(used[-3:]) <= set(ring.plain)
        used.append(ring.new_plain)
        clock.advance(days=1)
        async with database.writing() as connection:
            await destroy_keys(connection, clock())
    assert not set(used[:2]) & set((await keys.at(clock())).plain)


async def test_the_sensitive_key_lives_half_an_hour_into_the_next_day(
    database: Database, clock: FrozenClock
) -> None:
    keys = KeyRing(database)
    key = (await keys.at(clock())).new_sensitive
    async with database.reading() as connection:
        of_today = ClaimKey.day == clock().date()
        secrets = list(await connection.scalars(select(ClaimKey.secret).where(of_today)))
    clock.now = clock.now.replace(hour=0, minute=29) + timedelta(days=1)
    assert key in (await keys.at(clock())).sensitive
    clock.advance(minutes=1)
    assert key not in (await keys.at(clock())).sensitive
    await purge(database, clock())
    async with database.reading() as connection:
        left = set(secrets) & set(await connection.scalars(select(ClaimKey.secret)))
    assert len(left) == 1  # the one of claims


@pytest.mark.rotated("many examples", 2)
@given(st.lists(st.text(max_size=5), max_size=4), st.lists(st.text(max_size=5), max_size=4))
def test_no_two_lists_of_words_share_a_hash(one: list[str], two: list[str]) -> None:
    assert (seal(b"k", *one) == seal(b"k", *two)) == (one == two)
