"""Messages as people type, dictate and paste them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_kb.kb import PolicyKB
from policy_kb.matching.idle import says_nothing
from policy_kb.matching.normalise import HEAD, TAIL, normalise
from policy_kb.matching.sounds import load_sounds
from policy_kb.models import AnswerKind
from tests.clocks import linear_time
from tests.measure import samples


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("這筆錢扶持什麼", "这笔钱扶持什么"),
        ("Ｅ镇的錢", "e镇的钱"),
        ("乡村 e 镇", "乡村e镇"),
        ("咱这一镇的钱", "咱这e镇的钱"),
        ("呃嗯支持啥", "支持啥"),
        ("支\u200b持\ufeff啥", "支持啥"),
        ("嗯嗯", "嗯嗯"),
    ],
)
def test_a_message_is_brought_into_one_form(typed: str, read: str) -> None:
    assert normalise(typed) == read


@given(st.text())
def test_reading_twice_changes_nothing_but_length_is_bounded(message: str) -> None:
    assert len(normalise(message)) <= HEAD + TAIL + 1


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("zijin bofu de liucheng", "10"),
        ("kuajing dianshang zhichi ma", "7.3"),
        ("跨静电商有没有浮持", "7.3"),
        ("中期绩肖评价不和格咋办", "18"),
        ("承办企業是什麼意思", "5"),
        ("那个呃就是挪用这个钱行不行啊", "13"),
    ],
)
def test_pinyin_homophones_and_other_scripts_find_the_passage(kb: PolicyKB, question: str, unit: str) -> None:
    assert kb.answer(question).citations[0].unit == unit


def test_pinyin_is_cut_into_syllables() -> None:
    sounds = load_sounds()
    assert sounds.split("zijinbofu") == ("zi", "jin", "bo", "fu")
    assert not sounds.split("support")
    assert sounds.of(["支", "持"]) == sounds.of(["zhichi"])


def test_a_message_of_twenty_thousand_characters_stays_fast(kb: PolicyKB) -> None:
    message = "我们村里的路一直没有修好大家都很着急" * 1200 + "，请问资金怎么拨付"
    assert len(message) > 20_000
    with linear_time():
        kb.answer(message)


def test_opening_loads_nothing_that_only_learning_needs(anze: Path) -> None:
    program = (
        "import sys; from pathlib import Path;"
        "from policy_kb.kb import PolicyKB; from policy_kb import check, learn;"
        f"PolicyKB.open(Path({str(anze)!r})).answer('支持什么');"
        "print([name for name in ('sklearn', 'scipy', 'pypinyin') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("said", ["嗯呢", "都行吧", "俺也不知道", "没想好呢", "再说吧", "我再想想，等等"])
def test_a_message_of_idle_words_alone_says_nothing(said: str) -> None:
    assert says_nothing(normalise(said))


def test_nothing_that_somebody_asks_or_tells_is_idle(anze: Path) -> None:
    meant = (sample.q for sample in samples() if sample.kind is not AnswerKind.SMALLTALK)
    assert [said for said in meant if says_nothing(normalise(said)) and any(map(str.isalnum, said))] == []
