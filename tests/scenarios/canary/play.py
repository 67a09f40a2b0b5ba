"""The product as processes over one database, and people at each of its doors."""

from __future__ import annotations

import asyncio
import json
import secrets
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import xmltodict

from bot.clock import utc_now
from handlers.casework.sealed.window import PAGE
from tests.bot.channels.wechat import support as wechat
from tests.bot.web.public.report.reporting import Shown
from tests.fakes.telegram import TOKEN, FakeTelegram
from tests.fakes.wechat import FakeWeChat
from tests.preloaded.process import Process
from tests.processes import address_of, environment
from tests.scenarios.canary import opening

Fields = dict[str, str]
Files = Sequence[tuple[str, bytes]]


@dataclass
class Product:
    """`processes` serve WeChat and the web alike; Telegram's door is one of them, whichever has the lease."""

    env: dict[str, str]
    folder: Path
    telegram: FakeTelegram
    session: aiohttp.ClientSession
    addresses: list[str] = field(default_factory=list)
    processes: list[Process] = field(default_factory=list)
    said: bytes = b""
    """All that the processes wrote to their standard output and error, once they have ended."""

    @property
    def temporary(self) -> Path:
        """Where the processes would put a temporary file."""
        return self.folder / "tmp"

    async def by_wechat(self, place: int, openid: str, text: str, key: str) -> str:
        """The answer to a message that Tencent brings to a process."""
        xml = wechat.xml_of(MsgType="text", Content=text, MsgId=key, FromUserName=openid)
        envelope, now = wechat.encrypted(xml), utc_now()
        query, body = wechat.aes_query(envelope, now), wechat.aes_body(envelope)
        async with self.session.post(f"{self.addresses[place]}/wechat", params=query, data=body) as response:
            said = await response.text()
        reply: dict[str, Any] = xmltodict.parse(wechat.decrypted(xmltodict.parse(said)["xml"]["Encrypt"]))["xml"]
        return str(reply["Content"])

    async def by_web(self, place: int, ip: str, texts: Sequence[str]) -> list[str]:
        """What is shown to somebody at this IP who says this in one visit."""
        from_there = {"X-Forwarded-For": ip, "HX-Request": "true"}
        jar = aiohttp.CookieJar(unsafe=True)
        async with aiohttp.ClientSession(self.addresses[place], cookie_jar=jar, headers=from_there) as visit:
            async with visit.get("/") as page:
                await page.read()
            return [await _shown(visit, text) for text in texts]

    async def by_form(self, place: int, ip: str, fields: Fields, files: Files = ()) -> Shown:
        """The page that comes back when somebody at this IP sends a form of `/report`."""
        data = aiohttp.FormData(quote_fields=False, default_to_multipart=True)
        for name, value in fields.items():
            data.add_field(name, value)
        for name, content in files:
            data.add_field("files", content, filename=name, content_type="application/octet-stream")
        url = f"{self.addresses[place]}{PAGE}"
        async with self.session.post(url, data=data, headers={"X-Forwarded-For": ip}) as response:
            return Shown(response.status, await response.text())

    async def by_telegram(self, chat: int, texts: Sequence[str]) -> list[str]:
        """The messages that come back."""
        for number, text in enumerate(texts, start=1):
            await self.telegram.say(chat, text)
            await self.telegram.until(partial(self._has_heard, chat, number))
        return self._heard(chat)

    def _heard(self, chat: int) -> list[str]:
        return [message.text for message in self.telegram.sent if message.chat == chat]

    def _has_heard(self, chat: int, number: int) -> bool:
        return len(self._heard(chat)) >= number

    async def at_the_terminal(self, lines: Sequence[tuple[str, str]]) -> list[str]:
        """What is answered to these people's words, over the same database."""
        typed = "\n".join(json.dumps({"user": user, "text": text}) for user, text in lines)
        said = await self.command("chat", "--jsonl", "--database", self.env["EZHEN_DATABASE_URL"], typed=typed)
        return said.splitlines()

    async def command(self, *words: str, typed: str = "") -> str:
        """What a command of the product says; its complaints are kept with the logs."""
        with Process(*words, env=self.env, module=opening.__name__) as process:
            out, complained = await asyncio.to_thread(process.communicate, typed.encode())
        self.said += complained
        assert process.returncode == 0, complained.decode()
        return out.decode()

    async def metrics(self) -> str:
        """What every process counts."""
        pages = [await (await self.session.get(f"{one}/metrics")).text() for one in self.addresses]
        return "\n".join(pages)

    def opened(self) -> set[str]:
        """Paths of the files that were opened to be written."""
        return set((self.folder / "opened").read_text().splitlines())


@asynccontextmanager
async def playing(
    folder: Path, database_url: str, *, processes: int, level: str = "INFO"
) -> AsyncIterator[Product]:
    """Serve until the block ends."""
    async with AsyncExitStack() as stack:
        platform = await stack.enter_async_context(FakeWeChat(utc_now, wechat.APP_ID, wechat.SECRET).serve())
        telegram = await stack.enter_async_context(FakeTelegram().serve())
        session = await stack.enter_async_context(aiohttp.ClientSession())
        (temporary := folder / "tmp").mkdir()
        env = environment(
            folder,
            EZHEN_DATABASE_URL=database_url,
            EZHEN_HTTP__PORT="0",
            EZHEN_LOG_LEVEL=level,
            EZHEN_HTTP__TRUSTED_PROXIES="127.0.0.1",
            EZHEN_WECHAT__APP_ID=wechat.APP_ID,
            EZHEN_WECHAT__APP_SECRET=wechat.SECRET,
            EZHEN_WECHAT__TOKEN=wechat.TOKEN,
            EZHEN_WECHAT__ENCODING_AES_KEY=wechat.KEY,
            EZHEN_WECHAT__API_BASE=platform.base,
            EZHEN_TELEGRAM__TOKEN=TOKEN,
            EZHEN_TELEGRAM__API_BASE=telegram.base,
            TMPDIR=str(temporary),
            **{opening.LIST: str(folder / "opened")},
        )
        product = Product(env, folder, telegram, session)
        try:
            for _ in range(processes):
                await _start(product, stack)
            yield product
        finally:
            await _end(product)


async def _shown(visit: aiohttp.ClientSession, text: str) -> str:
    async with visit.post("/", data={"id": secrets.token_hex(8), "text": text}) as response:
        return await response.text()


async def _start(product: Product, stack: AsyncExitStack) -> None:
    process = stack.enter_context(Process("run", env=product.env, module=opening.__name__))
    product.processes.append(process)
    product.addresses.append(await asyncio.to_thread(address_of, process))


async def _end(product: Product) -> None:
    for process in product.processes:
        process.send_signal(signal.SIGINT)
        for said in await asyncio.to_thread(process.communicate):
            product.said += said
