"""Judge answers as the public question set says: must spans, first citation, length, nothing invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from policy_kb.matching.samples import STATED
from policy_kb.models import FLOWS, Answer, AnswerKind, Quotation, Sentence

LONGEST = 600
"""Characters besides citation and offers, where no whole list or article was asked for."""

MOST_CHOICES = 3
"""A question back with more choices than this helps nobody."""

_FIGURE = re.compile(r"\d+|[一二两三四五六七八九十百千万亿]+(?=元|万|亿|天|日|个工作日|个月|％|%)")
"""An amount, a number of days, a percentage, a telephone number."""


class Question(BaseModel):
    """One line of a question file; fields that judge nothing (an author's name) may stand beside these."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    q: str
    kind: AnswerKind
    articles: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    noise: str = "clean"

    @property
    def is_content(self) -> bool:
        """The measure answers it."""
        return self.kind in STATED

    @property
    def allowed(self) -> tuple[str, ...]:
        """What may be cited first."""
        return (*self.articles, *self.also_ok)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer fared.

    `first`: the first citation is right, whatever else is not. `asked`: back, `among`: with a right choice.
    `refused`: the measure answers it, and the answer denied that.
    """

    question: Question
    right: bool
    why: str = ""
    first: bool = False
    asked: bool = False
    among: bool = False
    refused: bool = False


class BadQuestionFileError(ValueError):
    """A line that is no question."""


def read_questions(path: Path) -> tuple[Question, ...]:
    """All questions of a file; those without an id are known by their line.

    Raises:
        BadQuestionFileError: a line is no question.
    """
    return tuple(_questions(path))


def _questions(path: Path) -> Iterator[Question]:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            fields = _Line.model_validate_json(line).model_dump()
            yield Question.model_validate({"id": str(number)} | fields)
        except ValidationError as error:
            raise BadQuestionFileError(f"{path.name}, line {number}: {error.errors()[0]['msg']}") from error


class _Line(BaseModel):
    """Any JSON object."""

    model_config = ConfigDict(extra="allow")


def judge(question: Question, answer: Answer) -> Verdict:
    why = _fault(question, answer)
    asked = answer.kind is AnswerKind.CLARIFY
    return Verdict(
        question,
        right=not why,
        why=why,
        first=not asked and not _citation_fault(question, answer),
        asked=asked,
        among=asked and question.is_content and _offers_a_right_choice(question, answer),
        refused=question.is_content and answer.kind in {AnswerKind.UNSTATED, AnswerKind.OOS},
    )


def _offers_a_right_choice(question: Question, answer: Answer) -> bool:
    choices = [citation.unit for citation in answer.citations]
    return len(choices) <= MOST_CHOICES and any(choice in question.allowed for choice in choices)


def _fault(question: Question, answer: Answer) -> str:
    if question.kind in FLOWS or question.kind is AnswerKind.SMALLTALK:
        return _kind_fault(answer, question.kind)
    if question.kind is AnswerKind.OOS:
        return _kind_fault(answer, question.kind) or ("cites an article" if answer.citations else "")
    if question.kind is AnswerKind.UNSTATED:
        return _kind_fault(answer, question.kind) or _citation_fault(question, answer) or _invention_fault(answer)
    return _stated_fault(question, answer)


def _kind_fault(answer: Answer, wanted: AnswerKind) -> str:
    return "" if answer.kind is wanted else f"kind {answer.kind}"


def _stated_fault(question: Question, answer: Answer) -> str:
    if answer.kind not in STATED:
        return f"kind {answer.kind}"
    if fault := _citation_fault(question, answer):
        return fault
    text = _squeezed(answer.text)
    if missing := [span for span in question.must if _squeezed(span) not in text]:
        return f"missing {missing}"
    return "too long" if "7" not in question.articles and shown_length(answer) > LONGEST else ""


def _citation_fault(question: Question, answer: Answer) -> str:
    first = answer.citations[0].unit if answer.citations else "none"
    return "" if first in question.allowed else f"cites {first}"


def _invention_fault(answer: Answer) -> str:
    """Outside quotations stands no figure that a quotation of the same answer does not hold."""
    quoted = "".join(part.text for part in answer.parts if isinstance(part, Quotation))
    said = "".join(part.text for part in answer.parts if isinstance(part, Sentence))
    invented = [figure for figure in _FIGURE.findall(said) if figure not in quoted]
    return f"invents {invented}" if invented else ""


def shown_length(answer: Answer) -> int:
    """Characters without citations and offers."""
    return sum(len(part.text) + 2 * isinstance(part, Quotation) for part in answer.parts)


def _squeezed(text: str) -> str:
    return "".join(text.split())
