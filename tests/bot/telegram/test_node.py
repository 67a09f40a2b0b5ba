"""The whole product talks with a platform that others wrote: npm's telegram-test-api."""

from __future__ import annotations

import asyncio
import json
import shutil
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from handlers.texts import talk
from tests.bot.telegram.support import running
from tests.fakes.telegram import TOKEN, FakeTelegram

FOLDER = Path(__file__).resolve().parents[2] / "node"
NODE = shutil.which("node")

pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(NODE is None, reason="Node.js is not installed"),
    pytest.mark.skipif(
        not (FOLDER / "node_modules" / "telegram-test-api").is_dir(),
        reason="run: npm install --prefix tests/node --no-package-lock --ignore-scripts",
    ),
]


class Platform:
    """The Node process: one question, one answer, one line each."""

    def __init__(self, process: asyncio.subprocess.Process, base: str) -> None:
        self._process = process
        self.base = base

    async def ask(self, act: str, **more: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"act": act, **more}).encode() + b"\n")
        await self._process.stdin.drain()
        return await self.read()

    async def read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        async with asyncio.timeout(30):
            answer: dict[str, Any] = json.loads(await self._process.stdout.readline())
        assert "error" not in answer
        return answer

    async def answer(self, act: str, **more: object) -> dict[str, Any]:
        """Do something as a person, and return the bot's one message."""
        await self.ask(act, **more)
        [sent] = (await self.ask("answers"))["answers"]
        return dict(sent)


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    assert NODE is not None
    port = unused_port()
    process = await asyncio.create_subprocess_exec(
        NODE, "--no-deprecation", "telegram.js", str(port), TOKEN, cwd=FOLDER, stdin=PIPE, stdout=PIPE, limit=2**20
    )
    platform = Platform(process, f"http://127.0.0.1:{port}")
    assert await platform.read() == {"ready": True}
    yield platform
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


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
    async with running(FakeTelegram(base=platform.base), sqlite_url):
        await platform.answer("say", text="第九条")
        loop = asyncio.get_running_loop()
        began = loop.time()
        await platform.answer("say", text="第八条")
        await platform.ask("say", text="第七条")
        seen = await platform.ask("answers")
        assert seen["polls"] <= 12 + 3 * (loop.time() - began)
