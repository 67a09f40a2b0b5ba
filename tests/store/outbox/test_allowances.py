"""What a platform still takes for a person: counted once over all processes, and left for what matters more."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.channels.wechat.windows import AFTER_MESSAGE, AFTER_TOUCH
from store.database import Database
from store.outbox.allowances import (
    Account,
    Opening,
    Refusal,
    Spent,
    Unknown,
    Window,
    close_windows,
    empty_windows,
    give_back,
    is_gone,
    note_gone,
    open_allowances,
    spend_allowance,
)
from store.outbox.rows import NewOutboxRow, put_out
from store.states import OutboxRank
from tests.clocks import FrozenClock

ANNA = Account("wechat", "anna")


async def opens(database: Database, clock: FrozenClock, opening: Opening = AFTER_MESSAGE) -> None:
    async with database.writing() as connection:
        await connection.run_sync(open_allowances, [(ANNA, opening)], clock())


async def spend(
    database: Database, clock: FrozenClock, rank: OutboxRank = OutboxRank.ANSWER
) -> Window | Refusal | Unknown:
    spent = await spend_allowance(database, ANNA, rank, clock())
    return spent.window if isinstance(spent, Spent) else spent


async def waits(database: Database, clock: FrozenClock, key: str, rank: OutboxRank) -> None:
    async with database.writing() as connection:
        row = NewOutboxRow(key, ANNA.channel, ANNA.address, "{}", rank)
        await connection.run_sync(put_out, [row], clock())


async def test_a_message_opens_five_for_two_days_and_the_next_opens_five_again(
    database: Database, clock: FrozenClock
) -> None:
    assert await spend(database, clock) is Unknown.UNKNOWN
    await opens(database, clock)
    assert [await spend(database, clock) for _ in range(3)] == [Window.TALK] * 3
    clock.advance(hours=47)
    await opens(database, clock)
    assert [await spend(database, clock) for _ in range(6)] == [*[Window.TALK] * 5, Refusal.USED]
    await opens(database, clock)
    clock.advance(hours=48)
    assert await spend(database, clock) is Refusal.CLOSED


async def test_a_click_opens_three_for_a_minute_which_are_spent_first(
    database: Database, clock: FrozenClock
) -> None:
    await opens(database, clock)
    await opens(database, clock, AFTER_TOUCH)
    found = [await spend(database, clock) for _ in range(9)]
    assert found == [*[Window.TOUCH] * 3, *[Window.TALK] * 5, Refusal.USED]
    await opens(database, clock, AFTER_TOUCH)
    clock.advance(minutes=1)
    assert await spend(database, clock) is Refusal.USED


async def test_processes_at_once_spend_no_more_than_there_is(
    database: Database, database_url: str, clock: FrozenClock
) -> None:
    await opens(database, clock)
    other = Database.open(database_url)
    found = await asyncio.gather(*(spend(one, clock) for one in (database, other) for _ in range(4)))
    await other.close()
    assert sorted(map(str, found)) == sorted(map(str, [Window.TALK] * 5 + [Refusal.USED] * 3))


async def test_answers_and_terms_have_their_place_before_a_notice(database: Database, clock: FrozenClock) -> None:
    await opens(database, clock, Opening(Window.TALK, timedelta(hours=48), 2))
    await waits(database, clock, "answer", OutboxRank.ANSWER)
    await waits(database, clock, "mend", OutboxRank.URGENT)
    assert await spend(database, clock, OutboxRank.NOTICE) is Refusal.RESERVED
    assert await spend(database, clock, OutboxRank.URGENT) is Window.TALK
    assert await spend(database, clock, OutboxRank.URGENT) is Refusal.RESERVED
    assert await spend(database, clock, OutboxRank.ANSWER) is Window.TALK


async def test_what_the_platform_says_counts_more_than_what_was_counted(
    database: Database, clock: FrozenClock
) -> None:
    await opens(database, clock)
    await empty_windows(database, ANNA)
    assert await spend(database, clock) is Refusal.USED
    await opens(database, clock)
    await close_windows(database, ANNA, clock())
    assert await spend(database, clock) is Refusal.CLOSED
    await note_gone(database, ANNA, clock())
    assert (await spend(database, clock), await is_gone(database, ANNA)) == (Refusal.GONE, True)
    await opens(database, clock)
    assert (await is_gone(database, ANNA), await spend(database, clock)) == (False, Window.TALK)


async def test_what_was_not_taken_is_given_back_to_the_window_it_came_from(
    database: Database, clock: FrozenClock
) -> None:
    await opens(database, clock)
    first = await spend_allowance(database, ANNA, OutboxRank.ANSWER, clock())
    assert isinstance(first, Spent)
    await give_back(database, ANNA, first)
    assert [await spend(database, clock) for _ in range(6)] == [*[Window.TALK] * 5, Refusal.USED]
    clock.advance(minutes=1)
    await opens(database, clock)
    await give_back(database, ANNA, first)
    assert [await spend(database, clock) for _ in range(6)] == [*[Window.TALK] * 5, Refusal.USED]
