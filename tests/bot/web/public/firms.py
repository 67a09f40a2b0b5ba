"""A contractor at the web page: a browser whose visitor is bound to the firm of the county's contract."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import event

from bot.web_application import web_application
from bot.wiring import Parts
from handlers.forms.attachments import Received
from handlers.materials.handing_in import attach
from handlers.messages import Channel
from store.tables.applications import Material
from store.work import Work
from tests.bot.web.raw import Client
from tests.handlers.casework.town import Town
from tests.handlers.materials import giving
from tests.scenarios.county import County


@dataclass
class Browser:
    """A visitor, bound or not."""

    client: Client
    visitor: str

    async def open(self, path: str, status: int = 200) -> str:
        """What is to be read at an address."""
        async with self.client.get(path) as response:
            page = await response.text()
            assert response.status == status, (response.status, page)
            return read(page)

    async def fetch(self, path: str) -> tuple[ClientResponse, bytes]:
        async with self.client.get(path) as response:
            return response, await response.read()


def read(page: str) -> str:
    """What is to be read of a page, without the title."""
    body = page.partition("<body>")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body))


@asynccontextmanager
async def browsing(parts: Parts) -> AsyncIterator[Browser]:
    """A browser that has opened the chat."""
    async with TestClient(TestServer(web_application(parts))) as client:
        async with client.get("/") as response:
            visitor = response.cookies["visitor"].value.partition(".")[0]
        yield Browser(client, visitor)


async def bind(county: County, browser: Browser, firm: int | None = None) -> None:
    """Let the visitor act for the county's firm, or for another."""
    await county.act(lambda town: town.bound(firm or town.contract.firm_id, browser.visitor, Channel.WEB))


async def hand_in(
    parts: Parts, county: County, content: bytes, name: str, *, to: Callable[[Town, Material], None] | None = None
) -> Material:
    """Keep a file of the firm's, with a draft of its own unless it is tied elsewhere."""
    received = await parts.materials.take(_chunks(content), name)
    assert isinstance(received, Received)

    def act(town: Town) -> Material:
        draft = giving.draft(town.work, town.boss)
        material = attach(town.work, received, draft=draft, item="stamped", by=town.boss)
        assert isinstance(material, Material)
        if to is not None:
            to(town, material)
        return material

    return await county.act(act)


def of_application(number: str) -> Callable[[Town, Material], None]:
    """Ties a file to an application, as its submission does."""

    def tie(town: Town, material: Material) -> None:
        material.draft_id, material.application_id = None, town.application(number).id

    return tie


@contextmanager
def statements(work: Work) -> Iterator[list[str]]:
    """The statements that are run on the transaction meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        found.append(statement)

    event.listen(work.connection, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(work.connection, "before_cursor_execute", note)


async def _chunks(content: bytes) -> AsyncIterator[bytes]:
    yield content


def rival(town: Town) -> int:
    """Another firm, with an application."""
    town.contract, first = town.contract_of("AZ-HT-009", firm=1), town.contract
    firm = town.contract.firm_id
    town.submitted(by=town.bound(firm, "rival"))
    town.contract = first
    return firm
