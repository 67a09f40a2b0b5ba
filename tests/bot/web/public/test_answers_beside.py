"""The office's own answers on the measure's page: beside their articles, told apart, and found by their words."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.casework.table import ActName
from policy_kb.models import Model
from store.work import Work
from tests.bot.web.public.test_measure import page
from tests.bot.web.raw import Client
from tests.handlers.casework import given
from tests.handlers.casework.town import Town

HEADING = "办公室咨询答复（2026年11月24日），不是第十九条的解释，以书面解释为准"


@pytest.fixture
async def answered(parts: Parts) -> None:
    """An interpretation and two answers: one of two articles, one of none."""

    def act(work: Work) -> None:
        town = Town(work)
        for act, fields in (
            (ActName.DRAFT_ANSWER, given.answer(passages="10,7.3")),
            (
                ActName.DRAFT_ANSWER,
                given.answer(question="窗口在几楼", text="县政府三楼。", passages="", wordings=""),
            ),
            (ActName.INTERPRET, given.interpretation(text="自受理之日起十日内。")),
        ):
            _approve(town, act, fields)

    await parts.database.write(act, parts.clock())
    await parts.memory.refresh()


def _approve(town: Town, act: ActName, fields: Model) -> None:
    number = town.does(act, "", fields, by=town.office).subject
    town.does(ActName.APPROVE_ANSWER, number, by=town.colleague)


@pytest.mark.usefixtures("answered")
async def test_they_stand_below_their_articles_interpretations_first(client: Client) -> None:
    shown = await page(client)
    seventh, eighth = shown.index('id="article-7"'), shown.index('id="article-8"')
    tenth, twelfth = shown.index('id="article-10"'), shown.index('id="article-12"')
    assert seventh < shown.index('id="answer-1"') < eighth
    below = shown[tenth:twelfth]
    assert below.index("自受理之日起十日内。") < below.index(HEADING) < below.index("十个工作日内上报")
    assert shown.count('id="answer-1"') == 1
    assert shown.index("县政府三楼。") > shown.index('class="closing"')


@pytest.mark.usefixtures("answered")
async def test_a_search_finds_them_beside_the_measures_places(client: Client) -> None:
    found = await page(client, "/measure?q=三楼")
    assert "没有找到" not in found
    assert '<a href="#answer-2">窗口在几楼</a>' in found
    both = await page(client, "/measure?q=领导小组")
    assert "处条文写到" in both
    assert "办公室的答复有 2 条写到（不是办法原文）" in both


async def test_without_answers_the_page_says_nothing_of_any(client: Client) -> None:
    assert 'class="own"' not in await page(client)
