"""Quality on an author never seen: learn from the others, answer this one's questions, all classes competing.

Run `.venv/bin/python -m benchmarks.authors [AUTHOR…]`; needs the extra `build`, a few seconds an author.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from policy_kb.documents.structure import parse
from policy_kb.guide import load_guide
from policy_kb.inputs import read_measure
from policy_kb.kb import PolicyKB
from policy_kb.matching.examples import examples
from policy_kb.matching.samples import STATED, Sample, read_samples
from policy_kb.matching.training import Recipe, train
from policy_kb.models import Answer, AnswerKind
from policy_kb.passages import Units

ANZE = Path(__file__).parent.parent / "policy_kb" / "data" / "anze"
RECIPE = Recipe()
COLUMNS = ("content", "unstated", "nearest", "oos", "flow", "refused", "asked")


@dataclass
class Tally:
    """Shares of what went right; `refused` and `asked` are shares of content questions that got no answer."""

    marks: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, sample: Sample, answer: Answer) -> None:
        first = answer.citations[0].unit if answer.citations else ""
        match sample.kind:
            case kind if kind in STATED:
                self.marks["content"].append(answer.kind in STATED and first in sample.articles)
                self.marks["refused"].append(answer.kind in {AnswerKind.UNSTATED, AnswerKind.OOS})
                self.marks["asked"].append(answer.kind is AnswerKind.CLARIFY)
            case AnswerKind.UNSTATED:
                self.marks["unstated"].append(answer.kind is AnswerKind.UNSTATED)
                self.marks["nearest"].append(first in sample.articles)
            case AnswerKind.OOS:
                self.marks["oos"].append(answer.kind is AnswerKind.OOS)
            case kind:
                self.marks["flow"].append(answer.kind is kind)

    def row(self) -> str:
        shares = (sum(self.marks[name]) / max(len(self.marks[name]), 1) for name in COLUMNS)
        return "  ".join(f"{share:>8.3f}" for share in shares)


def leave_out(author: str, samples: Iterable[Sample], units: Units, recipe: Recipe = RECIPE) -> PolicyKB:
    """The knowledge base as it would be had this author never written."""
    guide = load_guide(ANZE)
    others = examples((sample for sample in samples if sample.author != author), units, guide)
    return PolicyKB.assemble(units, guide, train(others, guide, recipe=recipe))


def main() -> None:
    samples, units = read_samples(ANZE), Units(parse(read_measure(ANZE)))
    together = Tally()
    print(f"{'author':<8}" + "  ".join(f"{name:>8}" for name in COLUMNS))
    for author in sys.argv[1:] or sorted({sample.author for sample in samples}):
        kb, tally = leave_out(author, samples, units), Tally()
        for sample in (sample for sample in samples if sample.author == author):
            answer = kb.answer(sample.q)
            tally.add(sample, answer)
            together.add(sample, answer)
        print(f"{author:<8}{tally.row()}", flush=True)
    print(f"{'all':<8}{together.row()}")


if __name__ == "__main__":
    main()
