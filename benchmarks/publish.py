"""Write the figures into README.md between its markers, so that none is typed by hand: `make score`."""

from __future__ import annotations

from pathlib import Path

from benchmarks.answers import DEV, score, tables_of
from benchmarks.authors import authors_table
from benchmarks.product import open_kb
from benchmarks.scoring import read_questions
from benchmarks.tables import Table, show
from benchmarks.talks import marks, talks_table
from benchmarks.unseen import unseen_table

README = Path(__file__).parent.parent / "README.md"
START, END = "<!-- score -->", "<!-- /score -->"

_INTRODUCTION = """\
Written by `make score`. Intervals are Wilson's at 95 %. `dev.jsonl` is a public file that was open while the
assistant was built; the table of authors never seen is the better guess at how strangers fare. Peers get the same
passages and the same questions in the same run, and are asked for one article only."""


class NoMarkersError(ValueError):
    """The text has no place for the figures, or more than one."""


def published(readme: str) -> str:
    """What stands between the markers.

    Raises:
        NoMarkersError: they are not there once each, in order.
    """
    _, middle, _ = _cut(readme)
    return middle.strip()


def with_figures(readme: str, figures: str) -> str:
    """The text with these figures and no others.

    Raises:
        NoMarkersError: there is no place for them.
    """
    before, _, after = _cut(readme)
    return f"{before}{START}\n{figures.strip()}\n{END}{after}"


def _cut(readme: str) -> tuple[str, str, str]:
    if readme.count(START) != 1 or readme.count(END) != 1 or readme.index(START) > readme.index(END):
        raise NoMarkersError(f"{START} and {END} must stand in the text once each, in this order")
    before, rest = readme.split(START)
    middle, after = rest.split(END)
    return before, middle, after


def figures(tables: tuple[Table, ...]) -> str:
    return f"{_INTRODUCTION}\n\n{show(tables, markdown=True)}"


def main() -> None:
    readme, kb = README.read_text("utf-8"), open_kb()
    published(readme)  # complains before the work, not after it
    scored = score(kb, DEV.name, read_questions(DEV))
    talks = talks_table(marks(kb))
    tables = (*tables_of(kb, scored, peers=True), authors_table(), unseen_table(kb), talks)
    README.write_text(with_figures(readme, figures(tables)), "utf-8")
    print(show(tables, markdown=False))


if __name__ == "__main__":
    main()
