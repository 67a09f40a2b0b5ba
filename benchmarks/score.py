"""Score a question file: `.venv/bin/python -m benchmarks.score [FILE] [--faults]`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.scoring import judge, read_questions, table
from policy_kb.kb import PolicyKB

ANZE = Path(__file__).parent.parent / "policy_kb" / "data" / "anze"
DEV = Path(__file__).parent.parent / "tests" / "questions" / "dev.jsonl"


def main() -> None:
    files = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    kb = PolicyKB.open(ANZE)
    verdicts = [judge(question, kb.answer(question.q)) for question in read_questions(files[0] if files else DEV)]
    print(table(verdicts))
    if "--faults" in sys.argv:
        for verdict in verdicts:
            if not verdict.right:
                question = verdict.question
                print(question.id, question.kind.value, ",".join(question.articles), verdict.why, question.q)


if __name__ == "__main__":
    main()
