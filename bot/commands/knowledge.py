"""`kb`: parse regulations, and make, learn and check the folder of a knowledge base."""

from __future__ import annotations

import sys
from pathlib import Path

from cyclopts import App

from bot.commands.performed import looked, print_table
from handlers.texts import operations
from policy_kb import check, init, learn
from policy_kb.documents.parse_file import describe
from store.queries.misses import listed_misses

app = App(name="kb", help="Parse regulations; make, learn and check a knowledge base.")


@app.command
def parse(*files: Path) -> None:
    """Print the structure of regulations (txt, docx, pdf with text) as JSON, a line a file."""
    for file in files:
        print(describe(file).to_json(), flush=True)


@app.command
def build(folder: Path) -> None:
    """Learn the samples of a folder again and keep the model beside them (needs the extra `build`)."""
    print(learn.build(folder))


@app.command(name="check")
def check_folder(folder: Path) -> None:
    """Validate a folder: guide, leads, spans, samples, and that the model was built from them.

    What is off because the guide names no passage for it is listed too; it is no fault.
    """
    problems = check.check(folder)
    for line in problems or check.remarks(folder):
        print(line)
    sys.exit(1 if problems else 0)


@app.command(name="init")
def init_folder(file: Path, folder: Path) -> None:
    """Make a working folder from a bare regulation, without samples."""
    init.init(file, folder)
    print(operations.folder_made(folder=str(folder)))


@app.command
async def misses(*, most: int = 100) -> None:
    """List the questions that could not be answered or were called unhelpful; personal data is masked.

    Args:
        most: how many lines at the most.
    """
    found = await looked(lambda work: listed_misses(work, most))
    rows = (
        (str(miss.times), miss.question, operations.MISS_REASONS[miss.reason], miss.kind, miss.unit)
        for miss in found
    )
    print_table(operations.MISS_COLUMNS, rows, if_empty=operations.NO_MISSES)
