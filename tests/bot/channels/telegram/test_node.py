"""The whole product talks with a platform that others wrote: npm's telegram-test-api."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from handlers.texts import talk
from tests.bot.channels.telegram.support import running
from tests.bot.nodes import Program, needs, started
from tests.fakes.serving import free_port
from tests.fakes.telegram import TOKEN, FakeTelegram

pytestmark = needs("telegram-test-api")


class Platform:
    """What a person does there, and what the bot did."""

    def __init__(self, program: Program, base: str) -> None:
        self._program = program
        self.base = base

    async def ask(self, act: str, **more: object) -> dict[str, Any]:
        answer = await self._program.ask({"act": act, **more})
        assert "error" not in answer
        return answer

    async def answer(self, act: str, **more: object) -> dict[str, Any]:
        """Do something as a person, and return the bot's one message."""
        await self.ask(act, **more)
        [sent] = (await self.ask("answers"))["answers"]
        return dict(sent)


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    port = free_port()
    async with started("telegram.js", str(port), TOKEN) as program:
        assert await program.read() == {"ready": True}
        yield Platform(program, f"http://127.0.0.1:{port}")


async def test_it_greets_answers_and_takes_presses(platform: Platform, database_url: str) -> None:
    async with running(FakeTelegram(base=platform.base), database_url):
        greeting = await platform.answer("command", text="/start")
        keyboard = greeting["message"]["reply_markup"]["inline_keyboard"]
        assert talk.SELF in greeting["message"]["text"]
        answer = await platform.answer("say", text="拨付要经过哪些步骤")
        assert "（第十条" in answer["message"]["text"]
        shown = {"message_id": greeting["messageId"], "date": 1, "text": greeting["message"]["text"]}
        shown["reply_markup"] = {"inline_keyboard": keyboard}
        last = len(keyboard) - 1
        person = await platform.answer("press", data=keyboard[last][0]["callback_data"], message=shown)
        assert "工作人员" in person["message"]["text"]
        for _ in range(2):
            await platform.ask("press", data=keyboard[0][0]["callback_data"], message=shown)
        after = await platform.ask("answers")
        assert len(after["answers"]) == 1
        assert len(after["answered"]) >= 2


async def test_a_platform_that_does_not_let_polls_wait_is_not_hammered(
    platform: Platform, sqlite_url: str
) -> None:
    """Two polls a second and no more, however long the rest takes; those that bring something come on top."""
    loop = asyncio.get_running_loop()
    began = loop.time()
    async with running(FakeTelegram(base=platform.base), sqlite_url):
        await platform.answer("say", text="第九条")
        await platform.answer("say", text="第八条")
        await platform.ask("say", text="第七条")
        seen = await platform.ask("answers")
        assert seen["polls"] <= 12 + 3 * (loop.time() - began)
