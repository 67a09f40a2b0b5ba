"""概览: every figure leads to a list of as much, as of the day; charts can be read without being seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape

import pytest

from bot.web.form_keys import form_key
from bot.wiring import Parts
from handlers.dates import local_day
from handlers.texts import dashboard as texts
from store.states import State
from store.tables.messages import MissRow
from store.work import Work
from tests.bot.web.staff.conftest import Office, Seat
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, OFFICE

_PATH = "/staff/overview"


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


def _figures(page: str) -> Iterator[tuple[str, str]]:
    """The words of every number of the tables, and where it leads."""
    for cell in re.findall(r'<td class="sum">(.*?)</td>', page):
        found = re.fullmatch(r'<a href="([^"]+)"(?: class="overdue")?>([^<]+)</a>', cell)
        assert found is not None, cell
        yield found[2], unescape(found[1])


async def _listed(seat: Seat, address: str) -> int:
    page = seat.text(await seat.get(address))
    found = re.search(r"共 (\d+) [条次]", page) or re.search(r"监督检查 (\d+) 次", page)
    return int(found[1]) if found else 0


async def _counted(seat: Seat, page: str) -> int:
    """Every count that leads to a list has as many there; says how many were above nothing."""
    above = 0
    for words, address in _figures(page):
        if address.startswith("/staff/money"):
            continue
        assert await _listed(seat, address) == int(words), address
        above += int(words) > 0
    return above


def _missed(work: Work) -> None:
    for place, question in enumerate(("谁管", "谁管", "哪天")):
        at = work.now - timedelta(days=40 * (place // 2))
        work.add(MissRow(at=at, channel="wechat", question=question, kind="", unit="", reason="unanswered"))


@pytest.mark.rotated("whole stories", 3)
async def test_every_number_leads_to_a_list_of_as_much(
    office: Office, parts: Parts, numbers: dict[State, str]
) -> None:
    assert numbers
    await parts.database.write(_missed, parts.clock())
    seat = await office(OFFICE)
    page = await seat.get(_PATH)
    assert await _counted(seat, page) > 8
    day = local_day(parts.clock())
    assert f"截至{day.year}年{day.month}月{day.day}日" in page
    assert all(f"as_of={day}" in address for _, address in _figures(page) if address.startswith("/staff/money"))


async def test_a_past_day_counts_what_stood_then_and_says_what_it_cannot(
    office: Office, parts: Parts, numbers: dict[State, str]
) -> None:
    assert numbers
    seat = await office(OFFICE)
    yesterday = local_day(parts.clock()) - timedelta(days=1)
    page = await seat.get(f"{_PATH}?as_of={yesterday}")
    assert page.count(texts.ONLY_TODAY) == 2
    await _counted(seat, page)
    today = await seat.get(f"{_PATH}?as_of={yesterday + timedelta(days=2)}")
    assert texts.ONLY_TODAY not in today
    assert 'role="alert"' in today


async def test_sums_are_those_of_the_ledger(office: Office, numbers: dict[State, str]) -> None:
    assert numbers
    seat = await office(OFFICE)
    page = await seat.get(_PATH)
    sums = [(words, address) for words, address in _figures(page) if address.startswith("/staff/money")]
    paid = [words for words, address in sums if "measure=net" in address and "from=" not in address]
    assert len(sums) == 13
    assert paid != ["0"]
    for words, address in sums:
        assert f">{words}<" in (await seat.get(address)).replace("\n", ""), address


async def test_charts_have_titles_and_tables_and_no_script_draws_them(office: Office) -> None:
    seat = await office(OFFICE)
    page = await seat.get(_PATH)
    drawings = re.findall(r"<svg .*?</svg>", page, re.DOTALL)
    assert len(drawings) == page.count("<caption>") == 7
    for drawing in drawings:
        assert 'role="img"' in drawing
        for name in re.findall(r'aria-labelledby="([^"]+)"', drawing)[0].split():
            assert re.search(rf'id="{name}">[^<]+<', drawing)
    assert "<canvas" not in page


@pytest.mark.parametrize(
    ("who", "absent"), [(BUREAU, (texts.QUESTIONS, texts.INTENTIONS)), (AUDITOR, (texts.INTENTIONS,))]
)
async def test_nobody_reads_counts_of_lists_that_are_not_theirs(
    office: Office, who: str, absent: tuple[str, ...]
) -> None:
    seat = await office(who)
    page = await seat.get(_PATH)
    assert not [title for title in absent if f"{title} <span" in page]
    await _counted(seat, page)


async def test_nothing_tells_of_reports(office: Office) -> None:
    seat = await office(OFFICE)
    page = (await seat.get(_PATH)).replace(form_key(seat.token), "")  # of chance: it may hold any figures
    assert not [word for word in ("举报", "投诉", "12388", "消息总数", "会话") if word in page]


async def test_administrators_have_none(office: Office) -> None:
    seat = await office(ADMINISTRATOR)
    async with seat.client.get(_PATH) as response:
        assert response.status == 403
