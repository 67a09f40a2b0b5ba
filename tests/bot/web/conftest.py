"""The whole application over a real SQLite file, and a real browser before it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from playwright.sync_api import Browser, sync_playwright

from bot.web_application import web_application
from bot.wiring import Parts
from tests.bot.web.browsing import CHROMIUM
from tests.bot.web.raw import Client
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.processes import environment, serving

_QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-gpu"]


@pytest.fixture
async def parts(sqlite_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    async with running(sqlite_url, clock) as made:
        yield made


@pytest.fixture
async def client(parts: Parts) -> AsyncIterator[Client]:
    async with TestClient(TestServer(web_application(parts))) as made:
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the served process keeps its database."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The product as a process of its own."""
    office = {"OFFICE__PHONE": "0355-7000000", "OFFICE__FILING": "晋ICP备00000000号"}
    settings = office | {"HTTP__TRUSTED_PROXIES": "127.0.0.1"}
    env = environment(folder, **{f"EZHEN_{name}": value for name, value in settings.items()})
    with serving(env) as (_, served):
        yield served


@pytest.fixture(scope="module")
def _launched() -> Iterator[Browser]:
    """One for each file of tests: it must be closed before a test with a loop of its own runs."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield launched
        launched.close()


@pytest.fixture
def browser(_launched: Browser) -> Iterator[Browser]:
    """As if just opened: no page, no cookie and no memory of the test before."""
    assert _launched.contexts == []
    yield _launched
    for context in _launched.contexts:
        context.close()
