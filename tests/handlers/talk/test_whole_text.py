"""Who wants the whole measure is led to it; a passage after an answer, and everything else, is left to others."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.messages import Channel, Inbound, Person, Text
from handlers.talk.whole_text import WholeText
from handlers.turn import Session, Turn
from policy_kb.dialogue.memory import Memory
from policy_kb.kb import PolicyKB
from policy_kb.reading import Reading
from tests.clocks import FrozenClock
from tests.measure import opened
from tests.processes import ROOT

AFTER_NINE = Memory(units=("9",))


@pytest.fixture(scope="module")
def kb() -> PolicyKB:
    return opened()


def is_asked(kb: PolicyKB, said: str, context: Memory) -> bool:
    inbound = Inbound(Person(Channel.WEB, "1"), "m1", Text(said), FrozenClock()())
    return WholeText(kb, "").is_asked(Reading(said), Turn(inbound, Session(memory=context), FrozenClock()()))


@pytest.mark.parametrize(
    "said",
    [
        "办法全文",
        "辦法全文",
        "把办法全文发我",
        "整个文件发给我看看",
        "在哪能看到办法原文",
        "哪里能下载这个办法",
        "有没有PDF",
        "目录",
        "这个办法有几章",
        "有哪些章节",
        "政策文件发我一份",
        "把整个办法发一遍",
        "专项资金管理及拨付办法 全文",
        "所有条文",
    ],
)
@pytest.mark.parametrize("context", [Memory(), AFTER_NINE])
def test_the_whole_is_asked_for_in_many_ways(kb: PolicyKB, said: str, context: Memory) -> None:
    assert is_asked(kb, said, context)


@pytest.mark.parametrize("said", ["全文", "原文", "看全文", "全部内容", "条文发我"])
def test_alone_it_is_the_whole_and_after_an_answer_its_passage(kb: PolicyKB, said: str) -> None:
    assert is_asked(kb, said, Memory())
    assert not is_asked(kb, said, AFTER_NINE)


@pytest.mark.parametrize(
    "said",
    [
        "办法",
        "第九条全文",
        "合同原文",
        "材料清单电子版",
        "要交哪些文件",
        "申请的文件有哪些",
        "第三章",
        "怎么申请",
        "",
    ],
)
def test_anything_else_is_left_to_others(kb: PolicyKB, said: str) -> None:
    assert not is_asked(kb, said, Memory())


@pytest.mark.parametrize("name", sorted(file.name for file in (ROOT / "tests" / "questions").glob("*.jsonl")))
def test_no_question_of_the_measure_is_taken_for_it(kb: PolicyKB, name: str) -> None:
    lines = (ROOT / "tests" / "questions" / name).read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines if line.strip()]
    assert questions
    assert [question for question in questions if is_asked(kb, question, Memory())] == []


@given(st.text(alphabet="我你们看一下发给哪里能有没办法政策文件的全原条目录章几,", max_size=40))
def test_any_pile_of_such_words_is_read_to_its_end(said: str) -> None:
    is_asked(opened(), said, Memory())
