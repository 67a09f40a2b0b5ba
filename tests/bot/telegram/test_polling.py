"""An update is confirmed when what it does is committed: through kills, failures, two pollers and slow turns."""

from __future__ import annotations

import asyncio
import signal

import pytest

from bot.channels.telegram.holding import Holding
from bot.clock import utc_now
from handlers.turn import Outcome, Turn
from store.database import Database
from tests.bot.talking import answer_to, words
from tests.bot.telegram.living import Around, polling
from tests.bot.telegram.support import ANNA, BERTA
from tests.fakes.telegram import FakeTelegram, Fault
from tests.processes import run_module


def said(fake: FakeTelegram, chat: int = ANNA) -> list[str]:
    return [one.text for one in fake.sent if one.chat == chat]


@pytest.mark.parametrize("point", ["fetched", "claimed", "committed"])
async def test_a_kill_between_update_and_confirmation_loses_nothing_and_doubles_nothing(
    fake: FakeTelegram, database: Database, database_url: str, point: str
) -> None:
    """The echo answers with all that was asked before: a second effect would show in it."""
    for text in ("一", "二"):
        await fake.say(ANNA, text)
    done = await asyncio.to_thread(run_module, "tests.bot.telegram.doomed", database_url, fake.base, point)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert [one["message"]["text"] for one in fake.pending] == ["一", "二"]
    async with polling(database, fake.base):
        await fake.say(ANNA, "三")
        await fake.until(lambda: len(fake.sent) == 3)
        await fake.until(lambda: not fake.pending)
    assert said(fake) == ["一", "一;二", "一;二;三"]


async def test_one_persons_updates_are_answered_in_order_and_others_do_not_wait(
    fake: FakeTelegram, database: Database
) -> None:
    slow = asyncio.Event()

    async def respond(turn: Turn) -> Outcome:
        if words(turn.inbound) == "慢":
            await slow.wait()
        return answer_to(turn, f"{turn.session.context.lead}{words(turn.inbound)}")

    async with polling(database, fake.base, respond):
        for text in ("慢", "快"):
            await fake.say(ANNA, text)
        await fake.say(BERTA, "甲")
        await fake.until(lambda: said(fake, BERTA) == ["甲"])
        await fake.say(BERTA, "乙")
        await fake.until(lambda: said(fake, BERTA) == ["甲", "甲;乙"])
        assert said(fake) == []
        assert len(fake.pending) == 4  # nothing is confirmed behind the slow one
        slow.set()
        await fake.until(lambda: not fake.pending)
        await fake.until(lambda: len(fake.sent) == 4)
    assert said(fake) == ["慢", "慢;快"]


async def test_an_update_that_was_not_taken_is_asked_for_again_and_not_overtaken(
    fake: FakeTelegram, database: Database
) -> None:
    fails = iter([True, True, False, False])
    tried: list[str] = []

    def around(dispatch: Around) -> None:
        def before(inbound: object) -> None:
            tried.append(str(inbound))
            if next(fails, False):
                raise ConnectionError("the store is away")

        dispatch.before = before

    async with polling(database, fake.base, around=around):
        for text in ("一", "二"):
            await fake.say(ANNA, text)
        await fake.until(lambda: len(fake.sent) == 2)
    assert len(tried) == 4
    assert said(fake) == ["一", "一;二"]


async def test_of_two_pollers_one_polls_and_the_other_takes_over(fake: FakeTelegram, database: Database) -> None:
    async with polling(database, fake.base):
        async with polling(database, fake.base):
            await fake.say(ANNA, "一")
            await fake.until(lambda: len(fake.sent) == 1)
        await fake.say(ANNA, "二")
        await fake.until(lambda: len(fake.sent) == 2)
    assert said(fake) == ["一", "一;二"]
    assert fake.count("getMe") <= 2


async def test_a_poller_without_the_lease_asks_for_nothing(fake: FakeTelegram, database: Database) -> None:
    assert await Holding(database, utc_now).hold()
    async with polling(database, fake.base, is_started=False) as poller:
        assert await poller.step() > 0
    assert fake.calls == []


async def test_a_webhook_is_taken_away_where_it_stands_in_the_way(fake: FakeTelegram, database: Database) -> None:
    fake.webhook = {"url": "https://old.example/"}
    async with polling(database, fake.base):
        await fake.say(ANNA, "一")
        await fake.until(lambda: fake.sent)
    assert fake.count("deleteWebhook") == 1
    assert fake.webhook == {}


async def test_numbers_that_begin_anew_after_a_quiet_week_are_seen(fake: FakeTelegram, database: Database) -> None:
    async with polling(database, fake.base):
        await fake.say(ANNA, "一")
        await fake.until(lambda: not fake.pending)
        await fake.until(lambda: "offset" not in fake.calls[-1][1] and fake.calls[-1][0] == "getUpdates")
        await fake.happen(update_id=5, message=fake.message(ANNA, text="二"))
        await fake.until(lambda: len(fake.sent) == 2)
    assert said(fake) == ["一", "一;二"]


async def test_trouble_of_the_platform_passes(fake: FakeTelegram, database: Database) -> None:
    fake.fail("getUpdates", Fault.code(429, "Too Many Requests: retry after 1", retry_after=1))
    fake.fail("getMe", Fault(502, b"<html>"), Fault(is_broken=True))
    async with polling(database, fake.base, is_started=False) as poller:
        assert [await poller.step() for _ in range(2)] == [5.0, 5.0]
        assert await poller.step() == 1.0
        await fake.say(ANNA, "一")
        await poller.step()
        await fake.until(lambda: fake.sent)
    assert said(fake) == ["一"]
