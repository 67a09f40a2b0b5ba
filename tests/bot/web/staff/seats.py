"""A member of staff in a real browser, before a served copy of the county at work."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
from tests.processes import environment, serving

_T = TypeVar("_T")

DESKTOP = (1093, 560)
"""What is left of 1366 × 768 at 125 % below the browser's own bars."""

PHONE = (360, 740)


class County:
    """The served county: its address, and its database beside the process that serves it."""

    def __init__(self, address: str, file: Path) -> None:
        self.address = address
        self._file = file

    def does(self, act: Callable[[Work], _T]) -> _T:
        """Run an act in the database, as another process would."""

        async def run() -> _T:
            database = Database.open(f"sqlite:///{self._file}", KEYS)
            try:
                return await database.write(act, datetime.now(UTC))
            finally:
                await database.close()

        with ThreadPoolExecutor(max_workers=1) as beside:  # the browser's own loop runs in this thread
            return beside.submit(lambda: asyncio.run(run())).result()

    def seat(
        self, browser: Browser, name: str, *, size: tuple[int, int] = DESKTOP, scripts: bool = True
    ) -> tuple[Page, list[str]]:
        """The member, signed in, before an empty page; and what the browser complains of."""

        def sign_in(work: Work) -> str:
            member = staff_member(work, name)
            assert member is not None, name
            return open_session(work, member, SignInWay.PASSWORD, "a browser")

        token = self.does(sign_in)
        width, height = size
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts)
        context.set_default_timeout(60_000)
        context.add_cookies([{"name": COOKIE, "value": token, "url": self.address}])
        page, complaints = context.new_page(), list[str]()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page, complaints


@contextmanager
def served_county(county_file: Path, folder: Path) -> Iterator[County]:
    """A copy of the county, served by a process of its own."""
    shutil.copy(county_file, folder / "process.db")
    with serving(environment(folder)) as (_, address):
        yield County(address, folder / "process.db")
