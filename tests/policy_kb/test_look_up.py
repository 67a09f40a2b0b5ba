"""Articles, items and chapters by number, in every spelling."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_kb import texts
from policy_kb.dialogue.memory import Memory
from policy_kb.kb import FRESH, PolicyKB
from policy_kb.models import AnswerKind

LOOKED_UP = Path(__file__).parent / "references" / "looked_up.tsv"
"""What is typed, and the passages that must be shown, the first first."""


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
    assert answer.citations[0].unit == "7.10"


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


@pytest.mark.parametrize("line", LOOKED_UP.read_text("utf-8").splitlines())
def test_a_passage_is_shown_however_it_is_asked_for(kb: PolicyKB, line: str) -> None:
    message, _, units = line.partition("\t")
    shown, wanted = cited(kb, message), units.split(",")
    assert shown[:1] == wanted[:1]
    assert set(wanted) <= set(shown)


def test_what_does_not_exist_is_said_among_what_does(kb: PolicyKB) -> None:
    answer = kb.answer("第9到12条")
    assert [citation.unit for citation in answer.citations] == ["9", "10", "12"]
    assert answer.parts[3].text == "印发文本没有第十一条。"


@pytest.mark.parametrize("question", ["民法典第577条", "按采购法第十七条该怎么招标", "隔壁县的办法第九条"])
def test_an_article_of_another_law_is_not_answered_from_this_one(kb: PolicyKB, question: str) -> None:
    answer = kb.answer(question)
    assert answer.kind is AnswerKind.OOS
    assert answer.parts[0].text == texts.ANOTHER_LAW


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("文号是多少", "文号：“安乡村 e 镇办发〔2023〕2 号”（印发文本）。"),
        ("落款是哪天", "落款日期：“2023 年 1 月 10 日印发”（印发文本）。"),
        ("谁印发的", "落款单位：“安泽县连翘产业乡村 e 镇工作领导小组办公室”（印发文本）。"),
        ("全称叫什么", "标题：“安泽县连翘产业乡村 e 镇专项资金管理及拨付办法”（印发文本）。"),
        ("有附件吗", "印发文本没有附件。"),
    ],
)
def test_a_part_of_the_printed_text_is_told_verbatim(kb: PolicyKB, question: str, said: str) -> None:
    answer = kb.answer(question)
    assert answer.parts[0].text == said
    assert said in kb.fixed_sentences


def test_a_look_up_beside_a_telling_is_still_one(kb: PolicyKB) -> None:
    assert cited(kb, "我在项目上干活，第九条写的啥") == ["9"]


def test_a_supposed_place_is_no_look_up(kb: PolicyKB) -> None:
    assert kb.answer("材料要求一式五份还得彩印，写在第十条吧").kind is AnswerKind.UNSTATED


def test_a_label_is_written_as_people_write_it(kb: PolicyKB) -> None:
    assert kb.answer("7.3").citations[0].label == "第七条第（三）项"
