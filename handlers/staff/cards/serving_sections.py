"""呈批 and 送达 on a card: by whom, when, how, and the paper that shows it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handlers.casework.incoming_papers import label_of, number_of
from handlers.casework.transitions import ActName, Subject
from handlers.dates import day
from handlers.staff.cards.card import Line, Link, Part, Row, Section
from handlers.texts import serving as texts
from store.queries.applications import steps_of
from store.queries.serving import papers_behind, services_for, sign_offs_of
from store.states import State
from store.tables.applications import Application
from store.tables.incoming import IncomingPaper
from store.tables.serving import Service, SignOff
from store.work import Work


def sign_offs_section(work: Work, application: Application) -> Section:
    """What was signed on an application, the newest first; its history, which is read anyway, says whether."""
    is_there = any(step.act == ActName.SIGN_OFF.value for step in steps_of(work, application.id))
    rows = sign_offs_of(work, application.id) if is_there else []
    papers = papers_behind(work, rows)
    return Section(
        part=Part.SIGN_OFFS,
        title=texts.SIGN_OFFS,
        lines=tuple(_sign_off(one, papers[one.paper_id]) for one in rows),
    )


def decline_section(work: Work, application: Application) -> Section:
    """That the firm was served what was declined, or that it was not yet; nothing of any other."""
    if application.state != State.DECLINED.value:
        return Section(part=Part.SERVICES)
    rows = services_for(work, application_id=application.id)
    unserved = Row(label=texts.UNSERVED, value=texts.NOT_SERVED, warns=True)
    return replace(services_section(work, rows), rows=() if rows else (unserved,))


def services_section(work: Work, rows: Sequence[Service]) -> Section:
    """What was served, the newest first."""
    papers = papers_behind(work, rows)
    lines = tuple(_service(one, papers[one.paper_id]) for one in rows)
    return Section(part=Part.SERVICES, title=texts.SERVICES, lines=lines)


def _sign_off(row: SignOff, paper: IncomingPaper) -> Line:
    words = texts.sign_off(
        purpose=row.purpose, agreed=row.agreed, signer=row.signer, opinion=row.opinion, paper=label_of(paper)
    )
    return Line(when=day(row.signed_on), words=words, link=Link(Subject.PAPER, number_of(paper)))


def _service(row: Service, paper: IncomingPaper) -> Line:
    words = texts.service(way=row.way, signer=row.signer, paper=label_of(paper))
    below = (Row(label=texts.TERM, value=texts.due_on(day_due=row.due_on)),) if row.due_on else ()
    return Line(when=day(row.served_on), words=words, link=Link(Subject.PAPER, number_of(paper)), below=below)
