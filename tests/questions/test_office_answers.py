"""Answers that the office adds: fifty of them are found by those who ask for them, and hardly by anybody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.scoring import read_questions
from policy_kb.added_answers import AddedAnswer, AddedAnswers
from policy_kb.models import Model
from tests.measure import opened, samples

pytestmark = pytest.mark.xdist_group("office answers")  # they are held once

_HERE = Path(__file__).parent
MOST_WRONG = 0.005
LEAST_RIGHT = 0.85
"""Of what is found. A wrong one beside the measure is worse than none."""
LEAST_FOUND = 0.6
"""Of questions in words that nobody told the office: what is not found has the measure's own answer as before."""


class Written(Model):
    """`asked` are questions in other words; `seen` those of the question files that ask for it, as was judged."""

    question: str
    wordings: tuple[str, ...]
    passages: tuple[str, ...]
    asked: tuple[str, ...]
    seen: tuple[str, ...]


WRITTEN = tuple(
    Written.model_validate_json(line)
    for line in (_HERE / "added" / "office-answers.jsonl").read_text("utf-8").splitlines()
)


@pytest.fixture(scope="module")
def added() -> AddedAnswers:
    found = opened().added_answers()
    found.hold(AddedAnswer(key, (one.question, *one.wordings), one.passages) for key, one in enumerate(WRITTEN))
    return found


def _questions(soak_factor: int) -> list[str]:
    """Of people who never heard of the answers; every day every twentieth of the samples."""
    files = [*_HERE.glob("dev.jsonl"), *_HERE.glob("unseen-*.jsonl")]
    unseen = [question.q for file in sorted(files) for question in read_questions(file)]
    learnt = [sample.q for sample in samples()]
    return [*unseen, *(learnt if soak_factor > 1 else learnt[::20])]


@pytest.mark.soak
def test_hardly_a_question_finds_an_answer_to_another_one(added: AddedAnswers, soak_factor: int) -> None:
    questions = _questions(soak_factor)
    found = [(question, key) for question in questions for key in added.find(question)]
    wrong = [question for question, key in found if question not in WRITTEN[key].seen]
    assert len(wrong) <= MOST_WRONG * len(questions), wrong
    assert 1 - len(wrong) / len(found) >= LEAST_RIGHT, wrong


def test_the_same_question_in_other_words_is_found(added: AddedAnswers) -> None:
    asked = [(question, key) for key, one in enumerate(WRITTEN) for question in one.asked]
    found = [added.find(question) for question, _ in asked]
    right = sum(wanted in keys for keys, (_, wanted) in zip(found, asked, strict=True))
    wrong = [question for keys, (question, wanted) in zip(found, asked, strict=True) if {*keys} - {wanted}]
    assert right >= LEAST_FOUND * len(asked)
    assert len(wrong) <= 1, wrong


def test_a_wording_that_the_office_wrote_down_finds_its_answer(added: AddedAnswers) -> None:
    lost = [one.question for key, one in enumerate(WRITTEN) if key not in added.find(one.question)]
    assert lost == []


@pytest.mark.parametrize(
    "question",
    [
        "亲戚开的公司能投标吗，听说内定了",
        "会计收了红包才给做账",
        "送领导的烟酒钱能不能从专项资金里报销",
    ],
)
def test_nothing_is_found_for_what_may_tell_a_wrong_or_nobody_here_judges(question: str) -> None:
    added = opened().added_answers()
    added.hold([AddedAnswer(1, (question,))])
    assert added.find(question) == ()


def test_what_is_held_no_more_is_not_found() -> None:
    added = opened().added_answers()
    added.hold([AddedAnswer(1, ("培训班几月开课",), ("7.5",))])
    assert added.find("培训班几号开课") == (1,)
    added.hold([])
    assert added.find("培训班几号开课") == ()


def test_each_want_of_a_message_has_its_answer(added: AddedAnswers) -> None:
    found = added.find("档案要几份，还有你们办公室周末有人上班吗")
    assert [WRITTEN[key].question for key in found] == ["归档材料要交几套", "办公室周末有人上班吗"]


def test_the_answers_belong_to_passages_of_the_measure() -> None:
    assert len(WRITTEN) == 50
    assert [one.question for one in WRITTEN if not all(map(opened().quote, one.passages))] == []
