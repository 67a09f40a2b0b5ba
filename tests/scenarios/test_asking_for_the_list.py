"""Which papers to hand in: the measure names none, and the office's list stands below, marked as its own."""

from __future__ import annotations

import pytest

from handlers.casework.checklists import NewItem, add_item, retire_item
from handlers.texts.materials import checklist_title
from policy_kb.models import AnswerKind
from store.states import Kind
from tests.dialogue import Dialogue, units
from tests.handlers.casework.town import Town, done
from tests.scenarios.applying import fill
from tests.scenarios.county import County

PREPAYMENT, MIDTERM = (checklist_title(kind=kind) for kind in (Kind.PREPAYMENT, Kind.MIDTERM))
ASKED = ["申请需要什么材料", "拨款要带哪些东西", "要准备哪些资料", "申请拨款的材料清单", "申请拨付的资料都有啥"]


def published(town: Town) -> None:
    for kind, code, label in (
        (Kind.PREPAYMENT, "stamped", "加盖公章的申请书"),
        (Kind.MIDTERM, "grade", "中期绩效评价结果"),
    ):
        done(add_item(town.work, town.office, kind, NewItem(code, label, hint="原件一份")))


@pytest.mark.parametrize("question", ASKED)
async def test_whoever_asks_which_papers_reads_the_article_and_the_lists_of_the_office(
    county: County, talk: Dialogue, question: str
) -> None:
    await county.act(published)
    answer = await talk.says(question)
    assert units(answer)[0] in {"10", "9"}
    for line in (PREPAYMENT, MIDTERM, "1. 加盖公章的申请书（必交）", "1. 中期绩效评价结果（必交）"):
        assert line in answer.text


async def test_a_kind_that_is_named_gets_its_own_list_with_the_hints(county: County, talk: Dialogue) -> None:
    await county.act(published)
    answer = await talk.says("申请前期预付资金要交哪些材料")
    assert PREPAYMENT in answer.text
    assert "1. 加盖公章的申请书（必交）：原件一份" in answer.text
    assert MIDTERM not in answer.text
    assert answer.text.index("”（第") < answer.text.index(PREPAYMENT) < answer.text.index("请向领导小组办公室咨询")


async def test_an_item_that_was_retired_is_asked_for_no_more(county: County, talk: Dialogue) -> None:
    await county.act(published)
    await county.act(lambda town: done(retire_item(town.work, town.office, Kind.PREPAYMENT, "stamped")))
    answer = await talk.says("申请需要什么材料")
    assert PREPAYMENT not in answer.text
    assert MIDTERM in answer.text


async def test_without_a_list_nothing_is_said_of_one(county: County, talk: Dialogue) -> None:
    answer = await talk.says("申请需要什么材料")
    assert "办公室公布的清单" not in answer.text
    assert answer.kind is AnswerKind.UNSTATED


@pytest.mark.parametrize("question", ["材料造假怎么处理", "验收的资料归谁保管", "第十条", "拨付流程"])
async def test_other_questions_near_it_get_no_list(county: County, talk: Dialogue, question: str) -> None:
    await county.act(published)
    assert "办公室公布的清单" not in (await talk.says(question)).text


async def test_asked_in_a_form_it_is_answered_and_the_form_goes_on(county: County) -> None:
    await county.act(published)
    talk = await county.talker()
    await fill(talk, until="purpose")
    answer = await talk.says("到底要交哪些材料？")
    assert PREPAYMENT in answer.text
    assert answer.asks
