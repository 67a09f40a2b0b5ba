"""Ranking is the dearest step of an answer: no text is ranked twice, and none that cannot change the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import field, structs

from policy_kb.kb import PolicyKB
from policy_kb.matching.grams import Cutter, Features


class Recorder(Cutter, frozen=True):
    """A cutter that keeps what it was given: each ranking cuts its text first."""

    cut_texts: list[str] = field(default_factory=list)

    def cut(self, text: str) -> Features:
        self.cut_texts.append(text)
        return super().cut(text)


def recorded(kb: PolicyKB) -> tuple[PolicyKB, Recorder]:
    """The same knowledge base, whose rankings are recorded."""
    retriever = kb.answerer.retriever
    recorder = Recorder(retriever.cutter.sounds, retriever.cutter.cues)
    answerer = structs.replace(kb.answerer, retriever=replace(retriever, cutter=recorder))
    return replace(kb, answerer=answerer), recorder


@pytest.mark.parametrize(
    "question",
    [
        "申请要交什么材料",
        "我想问一下，专项资金重点支持哪些方面",
        "项目评审由谁来组织，规定是怎么写的",
        "第七条第三项",
    ],
)
def test_one_plain_want_is_ranked_once_at_most(kb: PolicyKB, question: str) -> None:
    reading, recorder = recorded(kb)
    assert reading.answer(question) == kb.answer(question)
    assert len(recorder.cut_texts) <= 1


@pytest.mark.parametrize(
    "question",
    ["建冷库算不算，补几成", "分拣要不要统一，运输呢，揽件呢", "项目在哪申请。另外钱多久能拨下来，要不要先垫"],
)
def test_no_piece_of_a_message_is_ranked_twice(kb: PolicyKB, question: str) -> None:
    reading, recorder = recorded(kb)
    assert reading.answer(question) == kb.answer(question)
    assert len(recorder.cut_texts) == len(set(recorder.cut_texts)) > 1


@pytest.mark.parametrize(
    "question", ["培训收费吗 管不管饭", "配送车辆要什么车型，几吨的", "要不要单独建账套，跟别的收入分开"]
)
def test_what_is_one_want_told_at_length_is_ranked_with_one_of_its_halves(kb: PolicyKB, question: str) -> None:
    reading, recorder = recorded(kb)
    assert reading.answer(question) == kb.answer(question)
    assert len(recorder.cut_texts) == len({"the whole", "its second half"})
