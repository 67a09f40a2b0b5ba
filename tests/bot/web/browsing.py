"""A page in a real browser, and what the browser complained of meanwhile."""

from __future__ import annotations

import json
import shutil
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

_MINUTE = 60_000
"""Milliseconds for whatever is waited for: a wait ends by what is seen, never by a busy machine."""

expect.set_options(timeout=_MINUTE)

_HOUSEHOLDS = count(1)

AXE = Path(__file__).resolve().parents[2] / "node" / "node_modules" / "axe-core" / "axe.min.js"

CHROMIUM = shutil.which("chromium") or ""

MARKS = [
    pytest.mark.browser,
    pytest.mark.sampled(1),  # of widths, and of with and without scripts
    pytest.mark.rotated("browser", 12),
    pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed: the pages are not opened in a browser"),
    pytest.mark.xdist_group("browser"),
]


def open_page(browser: Browser, address: str, *, width: int, scripts: bool = True) -> tuple[Page, list[str]]:
    context = browser.new_context(
        viewport={"width": width, "height": 740},
        java_script_enabled=scripts,
        extra_http_headers={"X-Forwarded-For": f"198.18.0.{next(_HOUSEHOLDS)}"},  # each has a pace of its own
    )
    context.set_default_timeout(_MINUTE)
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


def ask(page: Page, question: str) -> None:
    """Send a question, and wait for its answer."""
    before = page.locator("#log .answer").count()
    page.fill("#text", question)
    page.get_by_role("button", name="发送").click()
    page.locator("#log .answer").nth(before).wait_for()


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what begins with the words has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip().startswith(words):
            return
    raise AssertionError(f"the keyboard does not reach {words}")


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the right."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def violations(page: Page) -> list[str]:
    """What axe finds: by the page's own policy no script may be added, so it is run over the debugger's door."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        json.dumps([one["id"], one["impact"], one["nodes"][0]["html"][:200]], ensure_ascii=False)
        for one in found["violations"]
    ]
