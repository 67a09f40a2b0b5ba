"""The rows of 收文: a paper is registered in the year's 收文登记簿, its scans are kept, a slip is voided."""

from collections.abc import Iterator
from datetime import date, datetime

from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import Line, OptionalLine, Words, asked
from handlers.casework.incoming_papers import number_of
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.forms.attachments import Received
from handlers.materials.allowances import MOST_FILES
from handlers.materials.names import told_apart
from handlers.results import Reason
from handlers.texts import incoming as texts
from handlers.values.application_numbers import numbers_in
from policy_kb.models import Model
from store.queries.applications import application_numbered
from store.queries.incoming import entries_from, next_place, scans_of
from store.queries.people import lock_register
from store.states import EntryState, PaperKind, Role
from store.tables.applications import Application, Material
from store.tables.contracts import Contract
from store.tables.incoming import IncomingPaper

_REGISTER = "incoming papers"

_REGISTRARS = frozenset({Role.OFFICE, Role.BUREAU})


class RegisterPaperFields(Model):
    """What the register says of a paper."""

    kind: PaperKind = asked(texts.KIND)
    title: Line = asked(texts.TITLE)
    sender: Line = asked(texts.SENDER)
    dated_on: date = asked(texts.DATED_ON)
    received_on: date = asked(texts.RECEIVED_ON)
    document: OptionalLine = asked(texts.NUMBER, default="")
    application: OptionalLine = asked(texts.BELONGS_TO, default="")


class ScanFields(Model):
    """A file that was looked into and kept. `size` is in bytes, `path` and `copy` are below the files' folder."""

    name: str = asked(texts.SCAN_NAME)
    media_type: str = asked(texts.SCAN_TYPE)
    size: int = asked(texts.SCAN_SIZE)
    sha256: str = asked(texts.SCAN_SHA256)
    path: str = asked(texts.SCAN_PATH)
    copy_path: str | None = asked(texts.SCAN_COPY)
    invoice: str | None = asked(texts.SCAN_INVOICE)
    at: datetime = asked(texts.SCAN_AT)


def scan_fields(received: Received) -> ScanFields:
    """A file that was taken in, as a scan."""
    return ScanFields(
        name=received.name,
        media_type=received.media_type,
        size=received.size,
        sha256=received.sha256,
        path=received.path,
        copy_path=received.copy,
        invoice=received.invoice,
        at=received.at,
    )


class VoidPaperFields(Model):
    """Why a line of the register counts no more."""

    reason: Words = asked(texts.VOID_REASON)


@guard("dated_on", "received_on")
def _received_after(attempt: Attempt) -> Iterator[Reason]:
    fields = attempt.given(RegisterPaperFields)
    if fields.received_on < fields.dated_on:
        yield system(texts.RECEIVED_BEFORE)


@guard("application")
def _on_the_contract(attempt: Attempt) -> Iterator[Reason]:
    words = attempt.given(RegisterPaperFields).application
    if words and _application(attempt) is None:
        yield system(texts.NO_SUCH_APPLICATION)


def _application(attempt: Attempt) -> Application | None:
    """The application that the paper says it belongs to, where it is one on the contract."""
    found = numbers_in(attempt.given(RegisterPaperFields).application)
    sent = application_numbered(attempt.work, found[0]) if found else None
    return sent if sent is not None and sent.contract_id == attempt.about(Contract).id else None


def _registered(attempt: Attempt) -> Recorded:
    """The next place of the year, which nobody else takes: the register is held."""
    fields, contract = attempt.given(RegisterPaperFields), attempt.about(Contract)
    year, sent = local_day(attempt.work.now).year, _application(attempt)
    lock_register(attempt.work, _REGISTER)
    paper = attempt.work.add(
        IncomingPaper(
            year=year,
            place=next_place(attempt.work, year),
            kind=fields.kind.value,
            firm_id=contract.firm_id,
            contract_id=contract.id,
            application_id=sent.id if sent else None,
            sender=fields.sender,
            title=fields.title,
            document=fields.document,
            dated_on=fields.dated_on,
            received_on=fields.received_on,
            voided="",
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    return Recorded(facts={"year": year, "place": paper.place}, made=number_of(paper))


@guard()
def _counts_still(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(IncomingPaper).voided:
        yield system(texts.VOIDED_ALREADY)


@guard("sha256")
def _not_there_yet(attempt: Attempt) -> Iterator[Reason]:
    there = scans_of(attempt.work, attempt.about(IncomingPaper).id)
    if any(one.sha256 == attempt.given(ScanFields).sha256 for one in there):
        yield system(texts.SCAN_THERE)
    elif len(there) >= MOST_FILES:
        yield system(texts.TOO_MANY_SCANS)


def _scanned(attempt: Attempt) -> Recorded:
    """A material of the paper: an application takes it over when it is entered from the paper."""
    fields, paper = attempt.given(ScanFields), attempt.about(IncomingPaper)
    names = {one.name for one in scans_of(attempt.work, paper.id)}
    attempt.work.add(
        Material(
            draft_id=None,
            application_id=None,
            paper_id=paper.id,
            firm_id=paper.firm_id,
            item="",
            name=told_apart(fields.name, names),
            media_type=fields.media_type,
            size=fields.size,
            sha256=fields.sha256,
            path=fields.path,
            copy=fields.copy_path,
            invoice=fields.invoice,
            received_at=fields.at,
            received_by=attempt.actor.reference,
        )
    )
    return Recorded(facts={"year": paper.year, "place": paper.place, "sha256": fields.sha256})


@guard(hides=True)
def _nothing_entered(attempt: Attempt) -> Iterator[Reason]:
    entries = entries_from(attempt.work, attempt.about(IncomingPaper).id)
    if any(one.state != EntryState.CLOSED for one in entries):
        yield system(texts.IN_USE)


def _voided(attempt: Attempt) -> Recorded:
    """The line stays, with why; its place is not given again."""
    paper = attempt.about(IncomingPaper)
    paper.voided = attempt.given(VoidPaperFields).reason
    return Recorded(facts={"year": paper.year, "place": paper.place})


INCOMING_ROWS = (
    register_row(
        ActName.REGISTER_PAPER,
        Subject.FIRM,
        no_day_to_come,
        _received_after,
        _on_the_contract,
        roles=_REGISTRARS,
        fields=RegisterPaperFields,
        record=_registered,
        not_theirs=texts.STAFF_ONLY,
    ),
    register_row(
        ActName.ADD_SCAN,
        Subject.PAPER,
        _counts_still,
        _not_there_yet,
        roles=_REGISTRARS,
        fields=ScanFields,
        record=_scanned,
        own_page=True,
        not_theirs=texts.STAFF_ONLY,
    ),
    register_row(
        ActName.VOID_PAPER,
        Subject.PAPER,
        _counts_still,
        _nothing_entered,
        roles=_REGISTRARS,
        fields=VoidPaperFields,
        record=_voided,
        not_theirs=texts.STAFF_ONLY,
    ),
)
