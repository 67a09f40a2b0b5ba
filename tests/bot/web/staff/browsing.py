"""A member of staff before a real browser, signed in to the served process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from playwright.sync_api import Browser, Page

from store.work import Work
from tests.bot.web.staff.seats import County

_T = TypeVar("_T")


def in_database(folder: Path, act: Callable[[Work], _T]) -> _T:
    """Act on the served database."""
    return County("", folder / "process.db").does(act)


def sit_down(
    browser: Browser, folder: Path, address: str, name: str, *, width: int, scripts: bool = True
) -> tuple[Page, list[str]]:
    """A page of the member's own, and what the browser complains of."""
    county = County(address, folder / "process.db")
    return county.seat(browser, name, size=(width, 614), scripts=scripts)
