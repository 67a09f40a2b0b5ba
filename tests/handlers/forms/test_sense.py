"""Real questions, in every noise, fill no step of a form; real purposes do."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from handlers.applications.application_steps import Surroundings, application_v1
from handlers.form_state import Filling
from handlers.forms.engine import take
from handlers.forms.sense import sense
from handlers.forms.spec import Form, Talk
from handlers.values.reading import Stored
from policy_kb.models import AnswerKind, Part
from tests.measure import opened

ROOT = Path(__file__).parents[3]
FILES = ("dev", "unseen-1", "unseen-2")


def no_reasons(_stored: Stored) -> tuple[Part, ...]:
    return ()


def form() -> Form:
    return application_v1(
        Surroundings(
            "申请",
            (),
            (),
            (),
            "",
            takes_files=False,
            check_kind=no_reasons,
            check_amount=no_reasons,
            declaration=(),
        )
    )


@cache
def questions() -> tuple[tuple[str, Talk], ...]:
    """Each with its sense; what complains never reaches a form."""
    said = [json.loads(line)["q"] for name in FILES for line in _lines(name)]
    kinds = [(words, opened().answer(words).kind) for words in said]
    return tuple((words, sense(words, kind)) for words, kind in kinds if kind is not AnswerKind.COMPLAINT)


def _lines(name: str) -> list[str]:
    return (ROOT / "tests" / "questions" / f"{name}.jsonl").read_text().splitlines()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("field", ["kind", "amount", "purpose", "contact", "phone"])
def test_no_question_becomes_a_value(field: str) -> None:
    filled, doubted = [], []
    for words, talk in questions():
        taken = take(form(), Filling(asking=field), words, talk)
        filled += [words] if taken.filling.has(field) else []
        doubted += [words] if taken.filling.doubt else []
    assert filled == []
    assert len(doubted) <= 0.02 * len(questions()), doubted


@pytest.mark.parametrize(
    "words",
    [
        "用于支付连翘仓储冷库一期土建工程进度款",
        "购买冷藏车两辆",
        "支付物流配送中心第一期工程款",
        "这笔钱主要用于装修电商展示中心",
        "连翘加工车间设备采购",
        "用於建設連翹倉儲冷庫及購置分揀設備",
    ],
)
def test_a_purpose_is_taken_at_once(words: str) -> None:
    talk = sense(words, opened().answer(words).kind)
    assert take(form(), Filling(asking="purpose"), words, talk).filling.has("purpose")


@pytest.mark.parametrize(
    ("words", "talk"),
    [
        ("能拨多少？", Talk.ASKS),
        ("这算不算范围", Talk.ASKS),
        ("能支持嗎", Talk.ASKS),
        ("我想问问补贴", Talk.ASKS),
        ("补贴给多少", Talk.WONDERS),
        ("第九条", Talk.WONDERS),
        ("你好", Talk.CHAT),
        ("明天天气", Talk.STRAY),
        ("查进度", Talk.LEADS),
    ],
)
def test_what_words_are_whatever_is_asked(words: str, talk: Talk) -> None:
    assert sense(words, opened().answer(words).kind) is talk
