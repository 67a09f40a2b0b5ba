"""Score question files: `.venv/bin/python -m benchmarks.answers [FILE…] [--faults] [--peers] [--markdown]`.

Without a file: the public development questions. `--faults` lists what was wrong, `--peers` asks peers the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparison import ask_peers, comparison_table
from benchmarks.product import ask_product, open_kb
from benchmarks.report import faults, score_tables
from benchmarks.scoring import BadQuestionFileError, Question, Verdict, judge, read_questions
from benchmarks.tables import Table, show
from policy_kb.kb import PolicyKB

DEV = Path(__file__).parent.parent / "tests" / "questions" / "dev.jsonl"


@dataclass(frozen=True, slots=True)
class Scored:
    """A file's verdicts, and the seconds of each answer."""

    name: str
    verdicts: tuple[Verdict, ...]
    seconds: tuple[float, ...]

    def of_content(self) -> Scored:
        """Only the questions that the measure answers."""
        kept = [at for at, verdict in enumerate(self.verdicts) if verdict.question.is_content]
        return Scored(self.name, tuple(self.verdicts[at] for at in kept), tuple(self.seconds[at] for at in kept))


def score(kb: PolicyKB, name: str, questions: Sequence[Question]) -> Scored:
    answered = ask_product(kb, [question.q for question in questions])
    verdicts = tuple(judge(question, one.answer) for question, one in zip(questions, answered, strict=True))
    return Scored(name, verdicts, tuple(one.seconds for one in answered))


def tables_of(kb: PolicyKB, scored: Scored, *, peers: bool) -> tuple[Table, ...]:
    tables = score_tables(scored.name, scored.verdicts, scored.seconds)
    if not peers:
        return tables
    content = scored.of_content()
    runs = ask_peers(kb, [verdict.question for verdict in content.verdicts])
    return (*tables, comparison_table(content.name, content.verdicts, content.seconds, runs))


def main() -> None:
    arguments, kb = _arguments(), open_kb()
    for file in arguments.files or [DEV]:
        try:
            scored = score(kb, file.name, read_questions(file))
        except (OSError, BadQuestionFileError) as error:
            raise SystemExit(str(error)) from error
        print(show(tables_of(kb, scored, peers=arguments.peers), markdown=arguments.markdown), end="\n\n")
        if arguments.faults:
            print(faults(scored.verdicts), end="\n\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.answers", description="Score question files.")
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="questions; without any, dev.jsonl")
    parser.add_argument("--faults", action="store_true", help="list the wrong answers")
    parser.add_argument("--peers", action="store_true", help="have peers answer the same questions")
    parser.add_argument("--markdown", action="store_true", help="write Markdown tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
