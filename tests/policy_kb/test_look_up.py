"""Articles, items and chapters by number, in every spelling."""

from __future__ import annotations

import pytest

from policy_kb import texts
from policy_kb.dialogue.memory import Memory
from policy_kb.kb import FRESH, PolicyKB
from policy_kb.models import AnswerKind


def cited(kb: PolicyKB, question: str, memory: Memory = FRESH) -> list[str]:
    return [citation.unit for citation in kb.answer(question, memory).citations]


@pytest.mark.parametrize(
    "spelling",
    [
        "第9条",
        "九条",
        "art 9",
        "article 9",
        "第 9 条",
        "第九条",
        "第９条",
        "第九條",
        "看看第九条原文",
        "第九条讲的是啥",
    ],
)
def test_an_article_by_number(kb: PolicyKB, spelling: str) -> None:
    assert cited(kb, spelling) == ["9"]


@pytest.mark.parametrize(
    ("spelling", "unit"),
    [
        ("7条3项", "7.3"),
        ("第七条（五）", "7.5"),
        ("第七条第三项", "7.3"),
        ("7.3", "7.3"),
        ("7.10", "7.10"),
        ("第九项是啥", "7.9"),
        ("第七條第（十）項", "7.10"),
        ("第７条第２款写的什么", "7.2"),
        ("（三）", "7.3"),
    ],
)
def test_an_item_by_number(kb: PolicyKB, spelling: str, unit: str) -> None:
    assert cited(kb, spelling) == [unit]


def test_a_chapter_shows_its_articles(kb: PolicyKB) -> None:
    assert cited(kb, "第三章讲什么") == ["8", "9", "10", "12"]


@pytest.mark.parametrize(
    "question", ["第十一条", "第11条写的啥", "art 11", "第十条后面怎么就是第十二条了", "十一条"]
)
def test_there_is_no_article_eleven(kb: PolicyKB, question: str) -> None:
    answer = kb.answer(question)
    assert answer.kind is AnswerKind.UNSTATED
    assert answer.parts[0].text == "印发文本没有第十一条。"
    assert [citation.unit for citation in answer.citations] == ["10", "12"]


@pytest.mark.parametrize(("question", "number"), [("第二十一条", "第二十一条"), ("第100条", "第一百条")])
def test_beyond_the_end_the_last_article_is_shown(kb: PolicyKB, question: str, number: str) -> None:
    answer = kb.answer(question)
    assert answer.parts[0].text == f"印发文本没有{number}。"
    assert answer.citations[0].unit == "20"


def test_an_item_that_does_not_exist(kb: PolicyKB) -> None:
    answer = kb.answer("第七条第十一项")
    assert answer.parts[0].text == "第七条没有第（十一）项。"
    assert answer.citations[0].unit == "7"


def test_an_article_of_a_chapter_that_goes_on_in_items_is_offered(kb: PolicyKB) -> None:
    answer = kb.answer("第二章")
    assert [offer.value for offer in answer.offers] == ["7"]
    assert len(kb.show(answer.offers[0]).offers) == 10


def test_a_chapter_that_does_not_exist(kb: PolicyKB) -> None:
    assert kb.answer("第九章").parts[0].text == "印发文本没有第九章。"


@pytest.mark.parametrize(
    ("question", "unit"),
    [("管钱的四条原则是什么", "3"), ("收企业两条烟怎么处理", "15"), ("“公开透明”在第几条", "3")],
)
def test_other_numbers_are_no_references(kb: PolicyKB, question: str, unit: str) -> None:
    assert cited(kb, question)[0] == unit


def test_moves_relative_to_the_last_answer(kb: PolicyKB) -> None:
    after_ten = Memory(units=("10", "12"))
    assert cited(kb, "下一条", after_ten) == ["12"]
    assert cited(kb, "上一条呢？", after_ten) == ["9"]
    assert cited(kb, "原文", after_ten) == ["10"]
    assert cited(kb, "下一项", Memory(units=("7.9",))) == ["7.10"]


def test_a_move_without_an_answer_before_it_asks_for_a_number(kb: PolicyKB) -> None:
    assert kb.answer("下一条").parts[0].text == texts.NO_CONTEXT


def test_a_label_is_written_as_people_write_it(kb: PolicyKB) -> None:
    assert kb.answer("7.3").citations[0].label == "第七条第（三）项"
