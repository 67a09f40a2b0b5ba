"""A paper that came in (收文), found by its number, and what keeps an act from standing on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from handlers.casework.attempt import office, system
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import incoming as texts
from handlers.values.paper_numbers import PaperNumber, read_paper_number
from store.queries.incoming import entries_from, paper_at, scans_of
from store.states import EntryKind, EntryState, PaperKind
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.incoming import IncomingPaper
from store.work import Work

_FREE = frozenset({EntryState.CLOSED.value})

WANTED: Mapping[EntryKind, tuple[PaperKind, ...]] = MappingProxyType(
    {
        EntryKind.SUBMISSION: (PaperKind.APPLICATION, PaperKind.RESUBMISSION),
        EntryKind.WITHDRAWAL: (PaperKind.WITHDRAWAL,),
        EntryKind.PAYMENT: (PaperKind.VOUCHER,),
    }
)
"""The papers that each kind of entry is made from."""


def paper_named(work: Work, words: str) -> IncomingPaper | None:
    """The paper with the 收文号 that the words are."""
    number = read_paper_number(words, local_day(work.now).year)
    return paper_at(work, number.year, number.place) if number else None


def number_of(paper: IncomingPaper) -> str:
    """2026-12: how acts and addresses name it."""
    return str(PaperNumber(paper.year, paper.place))


def label_of(paper: IncomingPaper) -> str:
    """收文〔2026〕12号."""
    return texts.paper_number(year=paper.year, place=paper.place)


def paper_reasons(
    work: Work, words: str, kind: EntryKind, contract: Contract, sent: Application | None
) -> Iterator[Reason]:
    """Everything against entering this from the paper of that number."""
    if not words:
        yield office(texts.NO_PAPER_NAMED)
        return
    paper = paper_named(work, words)
    if paper is None:
        yield system(texts.NO_SUCH_PAPER)
        return
    yield from _misplaced(paper, contract, sent)
    if paper.kind not in WANTED[kind]:
        wanted = tuple(texts.KINDS[one.value] for one in WANTED[kind])
        yield system(texts.other_kind(number=label_of(paper), kind=texts.KINDS[paper.kind], wanted=wanted))
    yield from _used(work, paper, sent)
    if kind is EntryKind.PAYMENT and not scans_of(work, paper.id):
        yield office(texts.NO_SCAN)


def scan_reasons(
    work: Work, words: str, kind: PaperKind, contract: Contract, sent: Application | None = None
) -> Iterator[Reason]:
    """Everything against taking the scans of that paper as what shows an act of the office's own."""
    paper = paper_named(work, words)
    if paper is None:
        yield system(texts.NO_SUCH_PAPER)
        return
    yield from _misplaced(paper, contract, sent)
    if paper.kind != kind:
        wanted = (texts.KINDS[kind.value],)
        yield system(texts.other_kind(number=label_of(paper), kind=texts.KINDS[paper.kind], wanted=wanted))
    if not scans_of(work, paper.id):
        yield office(texts.SCAN_MISSING)


def _misplaced(paper: IncomingPaper, contract: Contract, sent: Application | None) -> Iterator[Reason]:
    if paper.voided:
        yield system(texts.VOIDED)
    if paper.contract_id != contract.id:
        yield system(texts.OTHER_CONTRACT)
    elif paper.application_id is not None and (sent is None or paper.application_id != sent.id):
        yield system(texts.OTHER_APPLICATION)


def _used(work: Work, paper: IncomingPaper, sent: Application | None) -> Iterator[Reason]:
    """What was sent back may be corrected from the paper that it was entered from."""
    for entry in entries_from(work, paper.id):
        is_mended = sent is not None and (entry.application_id, entry.state) == (sent.id, EntryState.RETURNED)
        if entry.state not in _FREE and not is_mended:
            application = work.get(Application, entry.application_id)
            number = application.number if application else ""
            yield system(texts.used(number=label_of(paper), application=number))
            return
