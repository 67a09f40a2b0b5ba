"""Judge look-ups, messages of several wants and whole dialogues: what each message must lead to, in order.

Run `.venv/bin/python -m benchmarks.talks [--wrong]`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from benchmarks.shares import Share
from benchmarks.tables import Row, Table, show
from policy_kb.dialogue.memory import Memory
from policy_kb.kb import PolicyKB
from policy_kb.matching.samples import STATED
from policy_kb.models import Answer, AnswerKind

ROOT = Path(__file__).parent.parent
ANZE = ROOT / "policy_kb" / "data" / "anze"
QUESTIONS = ROOT / "tests" / "questions" / "talks"
LOOK_UP = "look-up"
TITLE = "Talks never seen: look-ups, several wants, dialogues, share right (95 % interval)"
NOTE = (
    "look-up: every passage named is quoted, in order; wants: each has an answer of its own; single: what "
    "looks as if it held two is answered as one; turns: each turn of a dialogue, with the talk before it."
)


class Wanted(BaseModel):
    """One thing wanted, and where its answer stands."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: str
    articles: tuple[str, ...] = ()
    also_ok: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    q: str = ""

    def is_met(self, answer: Answer) -> bool:
        """Whether the answer is of the right kind and cites the right passage first; of a look-up, all of them."""
        cited = [citation.unit for citation in answer.citations]
        allowed = (*self.articles, *self.also_ok)
        if self.kind == LOOK_UP:
            said = "".join(answer.text.split())
            shows = all("".join(must.split()) in said for must in self.must)
            return shows and set(self.articles) <= set(cited) and (not allowed or cited[0] in allowed)
        kind = AnswerKind(self.kind)
        if kind in STATED:
            return answer.kind in STATED and bool(cited) and cited[0] in allowed
        return answer.kind is kind


class _Wants(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    q: str
    wants: tuple[Wanted, ...]


class _Dialogue(BaseModel):
    model_config = ConfigDict(extra="ignore")
    id: str
    turns: tuple[Wanted, ...]


class Mark(BaseModel):
    """How one message fared, and in which column it counts."""

    column: str
    question: str
    right: bool
    got: str = ""


def read_wants(path: Path) -> list[_Wants]:
    """The messages of a file of wants."""
    return [_Wants.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def read_dialogues(path: Path) -> list[_Dialogue]:
    """The dialogues of a file."""
    return [_Dialogue.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def read_look_ups(path: Path) -> list[Wanted]:
    """The look-ups of a file, and what only looks like one."""
    return [Wanted.model_validate(json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def judge_look_ups(kb: PolicyKB, lines: Iterable[Wanted]) -> Iterator[Mark]:
    for line in lines:
        answer = kb.answer(line.q)
        column = LOOK_UP if line.kind == LOOK_UP else "none"
        yield Mark(column=column, question=line.q, right=line.is_met(answer), got=_told(answer))


def judge_wants(kb: PolicyKB, lines: Iterable[_Wants]) -> Iterator[Mark]:
    for line in lines:
        answers = kb.replies(line.q)
        is_single = len(line.wants) == 1
        right = line.wants[0].is_met(answers[0]) if is_single else _are_met(line.wants, answers)
        got = " + ".join(map(_told, answers))
        yield Mark(column="single" if is_single else "wants", question=line.q, right=right, got=got)


def _are_met(wants: Sequence[Wanted], answers: Sequence[Answer]) -> bool:
    """Each want by one of the answers; where one may report, by the confidential one alone. Thanks want none."""
    if any(want.kind == AnswerKind.COMPLAINT for want in wants):
        return answers[0].kind is AnswerKind.COMPLAINT
    asked = [want for want in wants if want.kind != AnswerKind.SMALLTALK]
    return all(any(_meets(answer, want) for answer in answers) for want in asked)


def _meets(answer: Answer, want: Wanted) -> bool:
    cited = {citation.unit for citation in answer.citations}
    return want.is_met(answer) or (want.kind == LOOK_UP and set(want.articles) <= cited)


def judge_dialogues(kb: PolicyKB, dialogues: Iterable[_Dialogue]) -> Iterator[Mark]:
    for dialogue in dialogues:
        memory = Memory()
        for turn in dialogue.turns:
            answer = kb.answer(turn.q, memory)
            memory = memory.after(answer)
            yield Mark(column="turns", question=turn.q, right=turn.is_met(answer), got=_told(answer))


def marks(kb: PolicyKB) -> list[Mark]:
    return [
        *judge_look_ups(kb, read_look_ups(QUESTIONS / "look-ups.jsonl")),
        *judge_wants(kb, read_wants(QUESTIONS / "two-wants.jsonl")),
        *judge_dialogues(kb, read_dialogues(QUESTIONS / "dialogues.jsonl")),
    ]


def talks_table(found: Iterable[Mark]) -> Table:
    columns: dict[str, list[bool]] = {}
    for mark in found:
        columns.setdefault(mark.column, []).append(mark.right)
    rows: tuple[Row, ...] = tuple((column, Share.of(rights).shown) for column, rights in columns.items())
    return Table(TITLE, ("what", "right"), rows, (NOTE,))


def _told(answer: Answer) -> str:
    return f"{answer.kind}:{','.join(citation.unit for citation in answer.citations)}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.talks", description="Look-ups, wants and dialogues.")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong")
    arguments = parser.parse_args()
    found = marks(PolicyKB.open(ANZE))
    print(show([talks_table(found)], markdown=False))
    if arguments.wrong:
        print("\n".join(f"{mark.column}\t{mark.question}\t{mark.got}" for mark in found if not mark.right))


if __name__ == "__main__":
    main()
