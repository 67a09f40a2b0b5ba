"""Papers that came in, their scans, and what was entered from them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVarTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, func, or_, select

from store.states import EntryState
from store.tables.applications import Application, Material
from store.tables.contracts import Contract
from store.tables.incoming import IncomingPaper, PaperEntry
from store.tables.people import Firm, Staff
from store.work import Work

_Row = TypeVarTuple("_Row")


class RegisterLine(Struct, frozen=True):
    """A line of the 收文登记簿; `scans` are how many there are, `application` is what it came to belong to.

    `entry` is where the newest entry from it stands; empty where there is none.
    """

    paper: IncomingPaper
    contract: str
    firm: str
    application: str
    scans: int
    by: str
    entry: str


def paper_at(work: Work, year: int, place: int) -> IncomingPaper | None:
    """The paper with this 收文号."""
    return work.one(select(IncomingPaper).where(IncomingPaper.year == year, IncomingPaper.place == place))


def next_place(work: Work, year: int) -> int:
    """The place after the last one of the year; whoever takes it holds the register."""
    query = select(func.max(IncomingPaper.place)).where(IncomingPaper.year == year)
    return (work.session.scalar(query) or 0) + 1


def scans_of(work: Work, paper_id: int) -> list[Material]:
    """The scans of a paper, in order of arrival."""
    return work.all(select(Material).where(Material.paper_id == paper_id).order_by(Material.id))


def entries_from(work: Work, paper_id: int) -> list[PaperEntry]:
    """What was entered from a paper, oldest first."""
    return work.all(select(PaperEntry).where(PaperEntry.paper_id == paper_id).order_by(PaperEntry.id))


def entries_of(work: Work, application_id: int, *states: EntryState) -> list[PaperEntry]:
    """What was entered from paper on an application, oldest first; or what stands in these states."""
    mine = select(PaperEntry).where(PaperEntry.application_id == application_id).order_by(PaperEntry.id)
    return [entry for entry in work.all(mine) if not states or EntryState(entry.state) in states]


def papers_of_entries(work: Work, entries: Sequence[PaperEntry]) -> dict[int, IncomingPaper]:
    """The papers that entries were made from, by id."""
    ids = sorted({one.paper_id for one in entries})
    found = work.all(select(IncomingPaper).where(IncomingPaper.id.in_(ids))) if ids else []
    return {one.id: one for one in found}


def years_of_register(work: Work) -> list[int]:
    """The years in which papers came in, the newest first."""
    query = select(IncomingPaper.year).distinct().order_by(IncomingPaper.year.desc())
    return list(work.session.scalars(query))


def count_register(work: Work, year: int, words: str = "") -> int:
    """How many lines of the year say these words."""
    return work.session.scalar(_register(select(func.count(IncomingPaper.id)), year, words)) or 0


def register_lines(
    work: Work, year: int, words: str = "", *, skip: int = 0, most: int | None
) -> list[RegisterLine]:
    """Lines of the year that say these words, the newest first; all of them where `most` is None."""
    query = _register(select(IncomingPaper, Contract.number, Firm.name, Staff.name), year, words)
    query = query.join(Staff, Staff.id == IncomingPaper.recorded_by)
    query = query.order_by(IncomingPaper.place.desc()).offset(skip).limit(most)
    found = list(work.session.execute(query))
    ids = [paper.id for paper, *_ in found]
    scans, numbers, entries = _scan_counts(work, ids), _applications(work, ids), _newest_entries(work, ids)
    return [
        RegisterLine(
            paper=paper,
            contract=contract,
            firm=firm,
            application=entries.get(paper.id, (numbers.get(paper.id, ""), ""))[0],
            scans=scans.get(paper.id, 0),
            by=by,
            entry=entries.get(paper.id, ("", ""))[1],
        )
        for paper, contract, firm, by in found
    ]


def contracts_called(work: Work, words: str, *, most: int) -> list[tuple[Contract, str]]:
    """Contracts by their number or their firm's name, with that."""
    query = select(Contract, Firm.name).join(Firm, Firm.id == Contract.firm_id)
    said = or_(Contract.number.contains(words, autoescape=True), Firm.name.contains(words, autoescape=True))
    found = work.session.execute(query.where(said).order_by(Contract.number).limit(most))
    return [(contract, firm) for contract, firm in found]


def _register(query: Select[*_Row], year: int, words: str) -> Select[*_Row]:
    query = query.join(Contract, Contract.id == IncomingPaper.contract_id)
    query = query.join(Firm, Firm.id == IncomingPaper.firm_id).where(IncomingPaper.year == year)
    return query.where(_says(words)) if words else query


def _says(words: str) -> ColumnElement[bool]:
    columns = (
        IncomingPaper.title,
        IncomingPaper.sender,
        IncomingPaper.document,
        Contract.number,
        Firm.name,
    )
    return or_(*(column.contains(words, autoescape=True) for column in columns))


def _scan_counts(work: Work, ids: Collection[int]) -> dict[int, int]:
    query = select(Material.paper_id, func.count()).where(Material.paper_id.in_(ids)).group_by(Material.paper_id)
    return {paper: count for paper, count in work.session.execute(query) if paper is not None}


def _applications(work: Work, ids: Collection[int]) -> dict[int, str]:
    """What each paper says it belongs to."""
    said = select(IncomingPaper.id, Application.number).where(IncomingPaper.application_id == Application.id)
    return {paper: number for paper, number in work.session.execute(said.where(IncomingPaper.id.in_(ids)))}  # noqa: C416 -- rows are no pairs to the types


def _newest_entries(work: Work, ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """The application and the state of what was entered last from each."""
    made = select(PaperEntry.paper_id, Application.number, PaperEntry.state)
    made = made.where(PaperEntry.application_id == Application.id, PaperEntry.paper_id.in_(ids))
    found = work.session.execute(made.order_by(PaperEntry.id))
    return {paper: (number, state) for paper, number, state in found}
