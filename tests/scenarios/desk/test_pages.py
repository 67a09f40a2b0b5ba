"""What the console alone has: typed at the desk, its name says where it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import bot.web
from bot.wiring import Parts
from handlers.staff.desk.pages import PAGES
from handlers.texts import desk as texts
from tests.dialogue import Dialogue
from tests.scenarios.desk.conftest import ADMINISTRATOR, AUDITOR, BUREAU, OFFICE, PAYER

Desk = Callable[[str], Dialogue]

_NAVIGATION = Path(bot.web.__file__).parent / "templates" / "staff" / "base.html"

_QUESTIONS = {"申请", "资金", "监督", "举报"}
"""Words of the measure stay questions about it, and 举报 leads to 12388 at the desk too."""

_ORDERS = {"待办", "合同", "帮助"}


@pytest.mark.parametrize(
    ("name", "said", "page"),
    [
        (OFFICE, "日历", "日历"),
        (AUDITOR, "日历", "日历"),
        (OFFICE, "意见", "意见"),
        (PAYER, "意见投诉", "意见"),
        (OFFICE, "收件箱", "收件箱"),
        (ADMINISTRATOR, "人员", "人员"),
    ],
)
async def test_the_name_of_a_page_says_where_it_is(desk: Desk, name: str, said: str, page: str) -> None:
    assert (await desk(name).says(said)).text == texts.on_page(page=page)


@pytest.mark.parametrize(("name", "said"), [(ADMINISTRATOR, "日历"), ("演示举报受理甲", "意见"), (BUREAU, "意向")])
async def test_whose_role_has_no_such_page_is_told_so(desk: Desk, name: str, said: str) -> None:
    assert (await desk(name).says(said)).text == texts.page_not_theirs(page=said)


async def test_who_gives_opinions_is_told_of_both(desk: Desk) -> None:
    said = (await desk(BUREAU).says("意见")).text
    assert said.startswith("现在没有可以办" if "现在没有可以办" in said else "要对哪一件办")
    assert said.endswith(texts.on_page(page="意见"))


def test_a_page_of_the_navigation_is_known_at_the_desk() -> None:
    shown = set(re.findall(r'aria-current="page"[^>]*>([\u4e00-\u9fff]+)', _NAVIGATION.read_text("utf-8")))
    assert shown - _QUESTIONS - _ORDERS == {page.label for page in PAGES}


async def test_a_question_with_the_name_of_a_page_stays_one(desk: Desk) -> None:
    assert texts.on_page(page="意见") not in (await desk(OFFICE).says("意见什么时候答复")).text


async def test_the_public_hears_nothing_of_it(county: Parts) -> None:
    assert "工作台" not in (await Dialogue(county, "villager").says("日历")).text
