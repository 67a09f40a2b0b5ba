"""Write the figures into README.md between its markers, so that none is typed by hand: `make score`."""

from __future__ import annotations

from benchmarks.answers import DEV, score, tables_of
from benchmarks.authors import authors_table
from benchmarks.product import open_kb
from benchmarks.readme import README, published, with_figures
from benchmarks.scoring import read_questions
from benchmarks.tables import Table, show
from benchmarks.talks import marks, talks_table
from benchmarks.unseen import unseen_table

_INTRODUCTION = """\
Written by `make score`. Intervals are Wilson's at 95 %. `dev.jsonl` is a public file that was open while the
assistant was built; the table of authors never seen is the better guess at how strangers fare. Peers get the same
passages and the same questions in the same run, and are asked for one article only."""


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
