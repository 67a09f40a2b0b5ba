"""Files whose authors saw neither samples nor code: how each sort of message fares, and stories apart.

Run `.venv/bin/python -m benchmarks.unseen`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from benchmarks.scoring import Question, judge, read_questions
from benchmarks.shares import Share
from benchmarks.tables import Row, Table, show
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind

ROOT = Path(__file__).parent.parent
ANZE = ROOT / "policy_kb" / "data" / "anze"
FILES = ("unseen-1", "unseen-2", "unseen-3", "unseen-4", "unseen-stories")
COLUMNS = ("all", "content", "unstated", "oos", "flow", "refused")
TITLE = "Questions never seen, by file: share right (95 % interval)"
NOTE = (
    "unseen-3 and -4 are what people want of a day, labelled afterwards; the stories are of 80 to 300 characters; "
    "refused: messages about the fund that were called out of scope."
)


def unseen_table(kb: PolicyKB) -> Table:
    """A row a file."""
    rows = [_row(kb, file, read_questions(ROOT / "tests" / "questions" / f"{file}.jsonl")) for file in FILES]
    return Table(TITLE, ("file", *COLUMNS), tuple(rows), (NOTE,))


def _row(kb: PolicyKB, file: str, questions: Iterable[Question]) -> Row:
    marks: dict[str, list[bool]] = defaultdict(list)
    for question in questions:
        answer = kb.answer(question.q)
        right = judge(question, answer).right
        marks["all"].append(right)
        marks[_sort(question)].append(right)
        if _sort(question) in {"content", "unstated"}:
            marks["refused"].append(answer.kind is AnswerKind.OOS)
    return (file, *(Share.of(marks[column]).shown for column in COLUMNS))


def _sort(question: Question) -> str:
    if question.is_content:
        return "content"
    return question.kind.value if question.kind in {AnswerKind.UNSTATED, AnswerKind.OOS} else "flow"


def main() -> None:
    """Print the table."""
    print(show([unseen_table(PolicyKB.open(ANZE))], markdown=False))


if __name__ == "__main__":
    main()
