"""What people complain of, in sentences written before the patterns: accusations first, then the right channel."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.scoring import read_questions
from policy_kb.matching.accusing import is_question
from policy_kb.matching.concerns import UNSURE, Concern, concerns_of, subject_of
from policy_kb.matching.danger import endangers_life
from policy_kb.matching.normalise import normalise
from policy_kb.models import AnswerKind
from tests.measure import opened, samples

_HERE = Path(__file__).parent
_LIKELY = 9
"""Characters: words as short as 我要投诉 come to anybody's mind."""

LEAST = {
    "report": 0.95,
    "suggestion": 0.76,
    "service": 0.6,
    "procurement": 0.9,
    "wages": 0.95,
    "owed": 0.88,
    "county": 0.9,
    "unsure": 0.8,
    "none": 0.95,
    "danger": 1.0,
}
"""Of the sentences of a concern, how many are told. The others are asked about, or answered as any question."""

Found = tuple[Concern, ...]


def _found(said: str) -> Found:
    return concerns_of(normalise(said), opened().answer(said).kind)


@cache
def _told() -> tuple[tuple[str, str, Found], ...]:
    lines = map(json.loads, (_HERE / "concerns.jsonl").read_text("utf-8").splitlines())
    return tuple((line["concern"], line["q"], _found(line["q"])) for line in lines)


def _name(said: str, concern: str, found: Found) -> str:
    if concern == "danger":
        return "danger" if endangers_life(normalise(said)) else "none"
    return "unsure" if found == UNSURE else found[0].value if found else "none"


def test_they_are_many_in_several_voices_and_were_not_learnt() -> None:
    lines = [json.loads(line) for line in (_HERE / "concerns.jsonl").read_text("utf-8").splitlines()]
    learnt = {sample.q.strip() for sample in samples()}
    assert len(lines) >= 300
    assert len({line["voice"] for line in lines}) >= 14
    assert [line["q"] for line in lines if line["q"] in learnt and len(line["q"]) > _LIKELY] == []


@pytest.mark.parametrize("concern", LEAST)
def test_most_of_each_concern_is_told(concern: str) -> None:
    mine = [(said, _name(said, concern, found)) for name, said, found in _told() if name == concern]
    wrong = [said for said, name in mine if name != concern]
    assert 1 - len(wrong) / len(mine) >= LEAST[concern], "\n".join(wrong)


def test_an_accusation_is_never_led_to_what_is_openly_kept() -> None:
    kept = [(said, found) for concern, said, found in _told() if concern == "report" and found not in _SAFE]
    assert kept == []


def test_nor_is_one_told_without_the_word() -> None:
    told = [question.q for question in read_questions(_HERE / "unseen-accusations.jsonl")]
    kept = [said for said in told if _found(said) not in _SAFE]
    assert len(kept) <= 0.02 * len(told), kept


@pytest.mark.parametrize("file", ["concerns.jsonl", "unseen-accusations.jsonl"])
def test_nor_is_one_right_after_the_wish_to_complain(file: str) -> None:
    lines = [json.loads(line) for line in (_HERE / file).read_text("utf-8").splitlines()]
    told = [line["q"] for line in lines if line.get("concern", "report") == "report"]
    kept = [said for said in told if _subject(said) not in _SAFE]
    assert len(kept) <= (0 if file == "concerns.jsonl" else 0.02 * len(told)), kept


@pytest.mark.parametrize("concern", ["service", "suggestion", "procurement", "wages", "owed", "county"])
def test_the_wish_to_complain_before_it_makes_nothing_plain_less_plain(concern: str) -> None:
    lines = map(json.loads, (_HERE / "concerns.jsonl").read_text("utf-8").splitlines())
    mine = [line["q"] for line in lines if line["concern"] == concern]
    lost = [said for said in mine if _found(said) == (Concern(concern),) != _subject(said)]
    assert lost == []


def test_a_question_about_the_measure_is_one_also_after_the_wish_to_complain() -> None:
    stated = {AnswerKind.CATEGORIES, AnswerKind.MATERIALS, AnswerKind.STEPS, AnswerKind.RULES, AnswerKind.UNSTATED}
    questions = [question.q for question in read_questions(_HERE / "dev.jsonl") if question.kind in stated]
    asked = [said for said in questions if is_question(normalise(said))]
    taken = [said for said in asked if set(_subject(said)) - {Concern.SUGGESTION}]
    assert len(taken) <= 0.01 * len(asked), taken


def _subject(said: str) -> Found:
    return subject_of(normalise(said), opened().answer(said).kind)


_SAFE = ((), (Concern.REPORT,), UNSURE)
"""Answered with 12388, asked about, or taken for no complaint at all: of none of these anything is remembered."""


@pytest.mark.parametrize("file", ["dev.jsonl", "unseen-near-accusations.jsonl"])
def test_a_question_about_the_measure_is_hardly_ever_taken_for_a_complaint(file: str) -> None:
    stated = {AnswerKind.CATEGORIES, AnswerKind.MATERIALS, AnswerKind.STEPS, AnswerKind.RULES, AnswerKind.UNSTATED}
    questions = [question.q for question in read_questions(_HERE / file) if question.kind in stated]
    taken = [said for said in questions if set(_found(said)) - {Concern.SUGGESTION}]
    assert len(taken) <= 0.01 * len(questions), taken


@pytest.mark.parametrize("file", ["harmless.jsonl", "dev.jsonl"])
def test_nobody_who_tells_nothing_bad_is_told_of_12388_beside_an_answer(file: str) -> None:
    lines = (_HERE / file).read_text("utf-8").splitlines()
    said = [line["q"] for line in map(json.loads, lines)]
    led = [one for one in said if opened().answer(one).kind is not AnswerKind.COMPLAINT and _found(one) == _REPORT]
    assert len(led) <= 0.005 * len(said), led


_REPORT = (Concern.REPORT,)


def test_what_is_beside_the_fund_is_led_to_whom_it_belongs() -> None:
    counted = Counter(found for concern, _, found in _told() if concern in {"wages", "owed", "county"})
    assert sum(counted[(concern,)] for concern in (Concern.REPORT, Concern.SUGGESTION, Concern.SERVICE)) == 0


@pytest.mark.parametrize("said", ["母牛难产，兽医电话打不通", "包工头的手机一直占线", "我打他电话他不接"])
def test_anybodys_telephone_that_nobody_answers_is_no_service_of_the_fund(said: str) -> None:
    assert _found(said) == ()
