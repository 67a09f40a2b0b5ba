"""Judge answers as the public question set says: must spans, first citation, length; by kind and by noise."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from policy_kb.matching.samples import STATED
from policy_kb.models import FLOWS, Answer, AnswerKind, Model, Quotation

LONGEST = 600
"""Characters besides citation and offers, where no whole list or article was asked for."""

_WHOLE_LIST = 10


class Question(Model):
    """One line of the question set."""

    id: str
    q: str
    kind: AnswerKind
    articles: tuple[str, ...]
    also_ok: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    noise: str = "clean"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one answer fared; `among` counts a question back that offers a right choice."""

    question: Question
    right: bool
    why: str = ""
    among: bool = False


def read_questions(path: Path) -> tuple[Question, ...]:
    return tuple(
        Question.model_validate(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line
    )


def judge(question: Question, answer: Answer) -> Verdict:
    why = _fault(question, answer)
    among = answer.kind is AnswerKind.CLARIFY and any(c.unit in _allowed(question) for c in answer.citations[:3])
    return Verdict(question, right=not why, why=why, among=among)


def _fault(question: Question, answer: Answer) -> str:
    if question.kind in FLOWS or question.kind is AnswerKind.SMALLTALK:
        return "" if answer.kind is question.kind else f"kind {answer.kind}"
    if question.kind is AnswerKind.OOS:
        return "" if answer.kind is AnswerKind.OOS and not answer.citations else f"kind {answer.kind}"
    if question.kind is AnswerKind.UNSTATED:
        return _unstated_fault(question, answer)
    return _stated_fault(question, answer)


def _unstated_fault(question: Question, answer: Answer) -> str:
    if answer.kind is not AnswerKind.UNSTATED:
        return f"kind {answer.kind}"
    return _citation_fault(question, answer)


def _stated_fault(question: Question, answer: Answer) -> str:
    if answer.kind not in STATED:
        return f"kind {answer.kind}"
    if fault := _citation_fault(question, answer):
        return fault
    text = "".join(answer.text.split())
    if missing := [span for span in question.must if "".join(span.split()) not in text]:
        return f"missing {missing}"
    return "too long" if "7" not in question.articles and shown_length(answer) > LONGEST else ""


def _citation_fault(question: Question, answer: Answer) -> str:
    first = answer.citations[0].unit if answer.citations else "none"
    return "" if first in _allowed(question) else f"cites {first}"


def _allowed(question: Question) -> tuple[str, ...]:
    return (*question.articles, *question.also_ok)


def shown_length(answer: Answer) -> int:
    """Characters without citations and offers."""
    return sum(len(part.text) + 2 * isinstance(part, Quotation) for part in answer.parts)


def table(verdicts: Iterable[Verdict]) -> str:
    """Right of all by kind, by noise, and together."""
    rows = list(verdicts)
    asked = sum("clarify" in row.why for row in rows)
    lines = [f"all {_share(rows)}   asked back {asked}, right among {sum(row.among for row in rows)}"]
    for name, key in (("kind", lambda v: v.question.kind.value), ("noise", lambda v: v.question.noise)):
        lines += [f"{name} {label:<12} {_share(group)}" for label, group in _grouped(rows, key)]
    return "\n".join(lines)


def _grouped(rows: list[Verdict], key: object) -> Iterator[tuple[str, list[Verdict]]]:
    groups: Mapping[str, list[Verdict]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)  # type: ignore[operator]  # a plain function of the verdict
    yield from groups.items()


def _share(rows: list[Verdict]) -> str:
    right = sum(row.right for row in rows)
    return f"{right:>4} of {len(rows):<4} {right / max(len(rows), 1):.3f}"
