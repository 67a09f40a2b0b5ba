"""呈批 and 送达 on a card: by whom, when, how, and the paper that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.casework.incoming_papers import label_of, number_of
from handlers.casework.transitions import Subject
from handlers.dates import day
from handlers.staff.cards.card import Line, Link, Part, Row, Section
from handlers.texts import serving as texts
from store.queries.serving import papers_behind, sign_offs_of
from store.tables.applications import Application
from store.tables.incoming import IncomingPaper
from store.tables.serving import Service, SignOff
from store.work import Work


def sign_offs_section(work: Work, application: Application) -> Section:
    """What was signed on an application, the newest first."""
    rows = sign_offs_of(work, application.id)
    papers = papers_behind(work, rows)
    return Section(
        part=Part.SIGN_OFFS,
        title=texts.SIGN_OFFS,
        lines=tuple(_sign_off(one, papers[one.paper_id]) for one in rows),
    )


def services_section(work: Work, rows: Sequence[Service], *, is_due: bool = False) -> Section:
    """What was served, the newest first; where nothing was and something `is_due`, that is said."""
    papers = papers_behind(work, rows)
    waits = (Row(label=texts.UNSERVED, value=texts.NOT_SERVED, warns=True),) if is_due and not rows else ()
    lines = tuple(_service(one, papers[one.paper_id]) for one in rows)
    return Section(part=Part.SERVICES, title=texts.SERVICES, rows=waits, lines=lines)


def _sign_off(row: SignOff, paper: IncomingPaper) -> Line:
    words = texts.sign_off(
        purpose=row.purpose, agreed=row.agreed, signer=row.signer, opinion=row.opinion, paper=label_of(paper)
    )
    return Line(when=day(row.signed_on), words=words, link=Link(Subject.PAPER, number_of(paper)))


def _service(row: Service, paper: IncomingPaper) -> Line:
    words = texts.service(way=row.way, signer=row.signer, paper=label_of(paper))
    below = (Row(label=texts.TERM, value=texts.due_on(day_due=row.due_on)),) if row.due_on else ()
    return Line(when=day(row.served_on), words=words, link=Link(Subject.PAPER, number_of(paper)), below=below)
