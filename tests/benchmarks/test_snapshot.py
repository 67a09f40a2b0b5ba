"""Snapshots of answers: everything known is asked under a name of its own, and a difference is found and shown."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.known_talks import QUESTIONS, Talk, known_talks
from benchmarks.snapshot import Line, compare, take
from policy_kb.models import AnswerKind
from tests.measure import opened


def line(name: str, text: str) -> Line:
    return {"id": name, "q": "问", "replies": [{"kind": "rules", "text": text}]}


def named(*lines: Line) -> dict[str, Line]:
    return {one["id"]: one for one in lines}


def test_every_question_file_is_asked_under_names_of_its_own() -> None:
    talks = list(known_talks())
    assert max(Counter(talk.name for talk in talks).values()) == 1
    asked = {talk.name.split("/")[0] for talk in talks}
    assert {file.stem for file in QUESTIONS.rglob("*.jsonl")} < asked
    firms = Counter(talk.firm for talk in talks if talk.firm is not None)
    assert set(firms.values()) == {1}, "two talks of one person would hang on each other"


async def test_answers_are_written_in_the_order_of_the_talk() -> None:
    talks = [
        Talk("firm", ("我的申请到哪一步了", "AZ-2024-900000"), firm=0),
        Talk("stranger", ("第九条", "下一条")),
    ]
    lines = await take(talks, opened())
    assert [one["id"] for one in lines] == ["firm.1", "firm.2", "stranger.1", "stranger.2"]
    assert {one["replies"][0]["kind"] for one in lines[:2]} == {AnswerKind.STATUS.value}
    assert "AZ-2024-900000" in lines[1]["replies"][0]["text"]
    assert [one["replies"][0]["citations"] for one in lines[2:]] == [["9"], ["10"]]


def test_the_same_answers_compare_as_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare(named(line("a", "甲")), named(line("a", "甲"))) == 0
    assert "1 compared, 0 differ; 0 stand in one of the two only" in capsys.readouterr().out


@pytest.mark.parametrize("after", [named(line("a", "乙")), {}, named(line("a", "甲"), line("b", "甲"))])
def test_another_answer_and_a_message_of_one_only_are_differences(after: dict[str, Line]) -> None:
    assert compare(named(line("a", "甲")), after) == 1


def test_a_difference_is_shown_with_both_answers(capsys: pytest.CaptureFixture[str]) -> None:
    compare(named(line("a", "甲")), named(line("a", "乙")))
    shown = capsys.readouterr().out
    assert '- {"kind": "rules", "text": "甲"}' in shown
    assert '+ {"kind": "rules", "text": "乙"}' in shown
