"""Tables of the console as cards on a phone: nothing is named that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.bot.web.browsing import MARKS, fits
from tests.bot.web.staff.seats import PHONE, County, served_county
from tests.scenarios.desk.conftest import OFFICE

pytestmark = MARKS

_PAGES = (
    "",
    "/complaints",
    "/intentions",
    "/contracts",
    "/members",
    "/batches",
    "/supervision",
    "/register",
    "/money",
)

_BARE = """cells => cells.filter(cell => cell.checkVisibility() && !cell.innerText.trim() && !cell.children.length)
    .map(cell => cell.dataset.label)"""


@pytest.fixture(scope="module")
def county(county_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[County]:
    with served_county(county_file, tmp_path_factory.mktemp("county")) as served:
        yield served


def test_no_label_stands_where_there_is_no_value(browser: Browser, county: County) -> None:
    page, _ = county.seat(browser, OFFICE, size=PHONE)
    seen = 0
    for path in _PAGES:
        page.goto(f"{county.address}/staff{path}")
        cells = page.locator("table.cards td[data-label]")
        assert cells.evaluate_all(_BARE) == [], path
        assert fits(page), path
        seen += cells.count()
    assert seen
