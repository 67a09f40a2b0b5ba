"""Quality on an author never seen: learn from the others, answer this one's questions, all classes competing.

Run `.venv/bin/python -m benchmarks.authors [AUTHOR…] [--markdown]`; needs the extra `build`.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from benchmarks.shares import Share
from benchmarks.tables import Row, Table, show
from policy_kb import texts
from policy_kb.documents.structure import parse
from policy_kb.guide import load_guide
from policy_kb.inputs import read_measure
from policy_kb.kb import PolicyKB
from policy_kb.matching.examples import examples
from policy_kb.matching.samples import STATED, Sample, read_samples
from policy_kb.matching.training import Recipe, train
from policy_kb.models import Answer, AnswerKind, OfferKind
from policy_kb.passages import Units

ANZE = Path(__file__).parent.parent / "policy_kb" / "data" / "anze"
RECIPE = Recipe()
TITLE = "Authors never seen: learnt from the others, all classes competing, share (95 % interval)"
NOTE = (
    "content: an article's question cites a labelled article first; unstated, oos, flow: the kind is right; "
    "nearest: what is not stated cites a labelled article; refused: content questions denied; false refusals: "
    "messages about the fund, stated or not, called out of scope; offered: content questions whose labelled "
    "article is cited or offered; offers, asked back: messages about the fund answered with passages that may be "
    "meant instead, or asked back. c1 to c6 wrote article by article, n1 and n2 from what people want."
)
COLUMNS = (
    "content",
    "unstated",
    "nearest",
    "oos",
    "flow",
    "refused",
    "false refusals",
    "offered",
    "offers",
    "asked back",
)
JUDGES = ("c1", "c2", "c3", "c4", "c5", "c6", "n1", "n2")
"""Who wrote of every kind, without sight of any other sample; all others only teach."""


@dataclass
class Tally:
    """Shares of what went right, and of what was denied, asked back and offered."""

    marks: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, sample: Sample, answer: Answer) -> None:
        first = answer.citations[0].unit if answer.citations else ""
        match sample.kind:
            case kind if kind in STATED:
                self.marks["content"].append(answer.kind in STATED and first in sample.articles)
                self.marks["refused"].append(answer.kind in {AnswerKind.UNSTATED, AnswerKind.OOS})
                self.marks["offered"].append(not _reachable(answer).isdisjoint(sample.articles))
                self._add_of_the_fund(answer)
            case AnswerKind.UNSTATED:
                self.marks["unstated"].append(answer.kind is AnswerKind.UNSTATED)
                self.marks["nearest"].append(first in sample.articles)
                self._add_of_the_fund(answer)
            case AnswerKind.OOS:
                self.marks["oos"].append(answer.kind is AnswerKind.OOS)
            case kind:
                self.marks["flow"].append(answer.kind is kind)

    def _add_of_the_fund(self, answer: Answer) -> None:
        self.marks["false refusals"].append(answer.kind is AnswerKind.OOS)
        self.marks["offers"].append(any(part.text == texts.PERHAPS for part in answer.parts))
        self.marks["asked back"].append(answer.kind is AnswerKind.CLARIFY)

    def join(self, other: Tally) -> None:
        for column, marks in other.marks.items():
            self.marks[column] += marks

    def row(self, name: str) -> Row:
        return (name, *(Share.of(self.marks[column]).shown for column in COLUMNS))


def _reachable(answer: Answer) -> set[str]:
    """Passages cited, and those one tap away."""
    offered = {offer.value for offer in answer.offers if offer.kind in {OfferKind.UNIT, OfferKind.WHOLE}}
    return offered | {citation.unit for citation in answer.citations}


def leave_out(author: str, samples: Iterable[Sample], units: Units, recipe: Recipe = RECIPE) -> PolicyKB:
    """The knowledge base as it would be had this author never written."""
    guide = load_guide(ANZE)
    others = examples((sample for sample in samples if sample.author != author), units, guide)
    return PolicyKB.assemble(units, guide, train(others, guide, recipe=recipe))


def authors_table(authors: Sequence[str] = ()) -> Table:
    """A row an author (the judges where none is named), and one for all together."""
    samples, units, together = read_samples(ANZE), Units(parse(read_measure(ANZE))), Tally()
    rows = list(_rows(authors or JUDGES, samples, units, together))
    return Table(TITLE, ("author", *COLUMNS), (*rows, together.row("all")), (NOTE,))


def _rows(authors: Sequence[str], samples: Sequence[Sample], units: Units, together: Tally) -> Iterator[Row]:
    with ProcessPoolExecutor() as processes:
        measure = partial(_measure, samples=samples, units=units)
        for author, tally in zip(authors, processes.map(measure, authors), strict=True):
            together.join(tally)
            yield tally.row(author)


def _measure(author: str, samples: Sequence[Sample], units: Units) -> Tally:
    kb, tally = leave_out(author, samples, units), Tally()
    for sample in (sample for sample in samples if sample.author == author):
        tally.add(sample, kb.answer(sample.q))
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.authors", description="Leave one author out.")
    parser.add_argument("authors", metavar="AUTHOR", nargs="*", help="authors; without any, the judges")
    parser.add_argument("--markdown", action="store_true", help="write a Markdown table")
    arguments = parser.parse_args()
    print(show([authors_table(arguments.authors)], markdown=arguments.markdown))


if __name__ == "__main__":
    main()
