"""A member of staff before a real browser, signed in to the served process."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page

from bot.web.staff.console import COOKIE
from handlers.identity.staff_sessions import open_session
from handlers.identity.who import staff_member
from store.database import Database
from store.states import SignInWay
from store.work import Work
from tests.keys import KEYS

_T = TypeVar("_T")

AXE = Path(__file__).resolve().parents[3] / "node" / "node_modules" / "axe-core" / "axe.min.js"


def in_database(folder: Path, act: Callable[[Work], _T]) -> _T:
    """Act on the served database; the browser holds this thread's loop."""

    async def run() -> _T:
        database = Database.open(f"sqlite:///{folder / 'process.db'}", KEYS)
        try:
            return await database.write(act, datetime.now(UTC))
        finally:
            await database.close()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(run())).result()


def sit_down(
    browser: Browser, folder: Path, address: str, name: str, *, width: int, scripts: bool = True
) -> tuple[Page, list[str]]:
    """A page of the member's own, and what the browser complains of."""

    def sign_in(work: Work) -> str:
        member = staff_member(work, name)
        assert member is not None
        return open_session(work, member, SignInWay.PASSWORD, "a browser")

    context = browser.new_context(viewport={"width": width, "height": 614}, java_script_enabled=scripts)
    context.set_default_timeout(60_000)
    context.add_cookies([{"name": COOKIE, "value": in_database(folder, sign_in), "url": address}])
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def violations(page: Page) -> list[str]:
    """What axe finds: by the page's own policy no script may be added, so it is run over the debugger's door."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        json.dumps([one["id"], one["impact"], one["nodes"][0]["html"][:200]], ensure_ascii=False)
        for one in found["violations"]
    ]
