"""收文登记簿 of a year as members read, print and take it out."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.casework.incoming_papers import label_of, number_of
from handlers.dates import day, local_day
from handlers.texts import console_papers as texts
from handlers.texts import incoming
from store.queries.incoming import RegisterLine, count_register, register_lines, years_of_register
from store.states import PaperKind
from store.work import Work

_KEPT = frozenset({PaperKind.LETTER, PaperKind.SIGN_OFF, PaperKind.SERVICE})
"""Nothing is entered from these: they show what an act records."""

PAGE = 50
"""Lines of a page."""


class BookLine(Struct, frozen=True, kw_only=True):
    """A line in words; `number` is that of addresses."""

    number: str
    label: str
    received: str
    dated: str
    sender: str
    title: str
    document: str
    kind: str
    contract: str
    firm: str
    application: str
    scans: int
    by: str
    state: str
    is_void: bool

    @property
    def cells(self) -> tuple[str, ...]:
        """Under the headings of the register."""
        where = (self.contract, self.firm, self.application)
        what = (self.sender, self.title, self.document, self.kind)
        return (self.label, self.received, self.dated, *what, *where, str(self.scans), self.by, self.state)


class Book(Struct, frozen=True, kw_only=True):
    """A page of a year's register, the newest first."""

    year: int
    years: tuple[int, ...]
    words: str
    lines: tuple[BookLine, ...]
    total: int
    page: int
    pages: int


def book_of(work: Work, *, year: int | None, words: str, page: int) -> Book:
    """The page that is asked for, or the nearest one; of this year where none is named."""
    this = local_day(work.now).year
    shown = year or this
    years = tuple(sorted({this, shown, *years_of_register(work)}, reverse=True))
    total = count_register(work, shown, words)
    pages = max(1, -(-total // PAGE))
    number = min(max(1, page), pages)
    lines = register_lines(work, shown, words, skip=(number - 1) * PAGE, most=PAGE)
    return Book(
        year=shown,
        years=years,
        words=words,
        lines=tuple(map(_line, lines)),
        total=total,
        page=number,
        pages=pages,
    )


def lines_of_year(work: Work, year: int) -> Iterator[BookLine]:
    """All lines of a year, in the order of their places."""
    return map(_line, reversed(register_lines(work, year, most=None)))


def _line(line: RegisterLine) -> BookLine:
    paper = line.paper
    return BookLine(
        number=number_of(paper),
        label=label_of(paper),
        received=day(paper.received_on),
        dated=day(paper.dated_on),
        sender=paper.sender,
        title=paper.title,
        document=paper.document,
        kind=incoming.KINDS[paper.kind],
        contract=line.contract,
        firm=line.firm,
        application=line.application,
        scans=line.scans,
        by=line.by,
        state=_state(line),
        is_void=bool(paper.voided),
    )


def _state(line: RegisterLine) -> str:
    if line.paper.voided:
        return texts.voided(reason=line.paper.voided)
    if line.entry:
        return texts.entered(state=line.entry)
    return texts.KEPT if line.paper.kind in _KEPT else texts.NOT_ENTERED
