"""A member of staff before a real browser, signed in to the served process."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page

from store.work import Work
from tests.bot.web.staff.seats import County

_T = TypeVar("_T")

AXE = Path(__file__).resolve().parents[3] / "node" / "node_modules" / "axe-core" / "axe.min.js"


def in_database(folder: Path, act: Callable[[Work], _T]) -> _T:
    """Act on the served database."""
    return County("", folder / "process.db").does(act)


def sit_down(
    browser: Browser, folder: Path, address: str, name: str, *, width: int, scripts: bool = True
) -> tuple[Page, list[str]]:
    """A page of the member's own, and what the browser complains of."""
    county = County(address, folder / "process.db")
    return county.seat(browser, name, size=(width, 614), scripts=scripts)


def violations(page: Page) -> list[str]:
    """What axe finds: by the page's own policy no script may be added, so it is run over the debugger's door."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        json.dumps([one["id"], one["impact"], one["nodes"][0]["html"][:200]], ensure_ascii=False)
        for one in found["violations"]
    ]
