"""What a contract's archive holds, one piece (件) a document: files, papers that came in, papers elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum, auto

from msgspec import Struct

from handlers.casework.incoming_papers import label_of
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.texts import archive as texts
from handlers.texts import contracts as contract_texts
from handlers.texts.bodies import BUREAU, OFFICE
from store.queries import archive as rows
from store.queries.applications import applications_on
from store.queries.cases import (
    acceptances_on,
    disposals_on,
    evaluations_on,
    oversights_on,
    rechecks_on,
    return_cases_on,
)
from store.queries.contracts import amendments_of, opening_payments_of
from store.queries.materials import items_ever
from store.states import AmendmentKind, Folder, PaperKind
from store.tables.applications import Application, Material, StepRow
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work

_STAFF = "staff:"


class Held(Enum):
    """Where the document of a piece is."""

    FILES = auto()  # here, as files
    PAPER = auto()  # elsewhere, on paper
    PRINT = auto()  # printed by the system whenever somebody wants it


class Piece(Struct, frozen=True, kw_only=True):
    """`key` names it for good. `about` is the application that it belongs to, `item` what it is on the list."""

    key: str
    folder: Folder
    title: str
    author: str = ""
    document: str = ""
    on: date | None = None
    held: Held = Held.PAPER
    about: str = ""
    files: tuple[Material, ...] = ()
    remark: str = ""
    item: str = ""


class _Read(Struct, frozen=True):
    """What several kinds of pieces are made of, read once."""

    work: Work
    contract: Contract
    firm: str
    numbers: dict[int, str]  # of applications, by id
    files: list[Material]


def pieces_of(work: Work, contract: Contract) -> list[Piece]:
    """Every piece, in the order of folders and days; as many statements however many pieces."""
    firm, applications = work.get(Firm, contract.firm_id), applications_on(work, contract.id)
    read = _Read(
        work,
        contract,
        firm.name if firm else "",
        {one.id: one.number for one in applications},
        rows.files_of_contract(work, contract.id),
    )
    found = (
        *_terms(read),
        *_uploads(read),
        *_handed_in(read, applications),
        *_papers(read),
        *_prints(read, applications),
        *_steps(read),
        *_money(read),
        *_taken_back(read),
        *_supervision(read),
    )
    order = list(Folder)
    return sorted(found, key=lambda one: (order.index(one.folder), one.on or date.max))


def _terms(read: _Read) -> Iterator[Piece]:
    """The procurement's result, the contract and its changes."""
    contract = read.contract
    if contract.procurement:
        yield Piece(
            key=f"procurement:{contract.id}",
            folder=Folder.TENDER,
            title=texts.PROCUREMENT_TITLE,
            document=contract.procurement,
        )
    yield Piece(
        key=f"contract:{contract.id}",
        folder=Folder.BUILDING,
        title=texts.contract(project=contract.project),
        author=f"{BUREAU}、{read.firm}",
        document=contract.number,
        on=contract.signed_on,
    )
    for one in amendments_of(read.work, contract.id):
        kind = contract_texts.AMENDMENT_WORDS[AmendmentKind(one.kind)]
        yield Piece(
            key=f"amendment:{one.id}",
            folder=Folder.BUILDING,
            title=texts.amendment(kind=kind),
            document=one.document,
            on=one.effective_on,
        )


def _uploads(read: _Read) -> Iterator[Piece]:
    """What staff uploaded; the removed are not in the directory."""
    for row, file in rows.contract_materials(read.work, read.contract.id):
        if row.removed_at is None:
            yield Piece(
                key=f"material:{file.id}",
                folder=Folder(row.folder),
                title=row.title,
                author=row.author,
                document=row.document,
                on=row.dated_on,
                held=Held.FILES,
                files=(file,),
                item=row.item,
            )


def _handed_in(read: _Read, applications: Iterable[Application]) -> Iterator[Piece]:
    """The firm's files; scans stand under their papers."""
    kinds = {one.id: one.kind for one in applications}
    lists = {kind: items_ever(read.work, kind) for kind in kinds.values()}
    labels = {(kind, item.code): item.label for kind, items in lists.items() for item in items}
    for file in read.files:
        if file.paper_id is None and file.application_id is not None:
            label = labels.get((kinds[file.application_id], file.item), "")
            yield Piece(
                key=f"material:{file.id}",
                folder=Folder.PAYMENT,
                title=texts.material(item=label, name=file.name),
                author=read.firm,
                on=local_day(file.received_at),
                held=Held.FILES,
                about=read.numbers[file.application_id],
                files=(file,),
            )


def _papers(read: _Read) -> Iterator[Piece]:
    """收文 with its scans."""
    scans: dict[int, list[Material]] = {}
    for file in read.files:
        if file.paper_id is not None:
            scans.setdefault(file.paper_id, []).append(file)
    for paper in rows.papers_on(read.work, read.contract.id):
        files = tuple(scans.get(paper.id, ()))
        is_other = paper.kind == PaperKind.LETTER.value and paper.application_id is None
        yield Piece(
            key=f"paper:{paper.id}",
            folder=Folder.OTHER if is_other else Folder.PAYMENT,
            title=paper.title,
            author=paper.sender,
            document=paper.document,
            on=paper.dated_on,
            held=Held.FILES if files else Held.PAPER,
            about=read.numbers.get(paper.application_id or 0, ""),
            files=files,
            remark=label_of(paper) if files else texts.remarks(parts=(label_of(paper), texts.NO_SCAN)),
        )


def _prints(read: _Read, applications: Iterable[Application]) -> Iterator[Piece]:
    """What the product prints of each application that the firm sent itself."""
    for one in applications:
        if not one.submitted_by.startswith(_STAFF):
            sent = local_day(one.submitted_at)
            yield _print(f"letter:{one.id}", texts.APPLICATION_LETTER, read.firm, sent, one.number)
            yield _print(f"receipt:{one.id}", texts.RECEIPT, OFFICE, sent, one.number)


def _print(key: str, title: str, author: str, on: date, number: str) -> Piece:
    return Piece(key=key, folder=Folder.PAYMENT, title=title, author=author, on=on, held=Held.PRINT, about=number)


def _steps(read: _Read) -> Iterator[Piece]:
    """The papers that steps name by their numbers, and the notices of what is missing."""
    for step in rows.steps_on(read.work, read.contract.id):
        number = read.numbers[step.application_id]
        if step.act == ActName.RETURN.value:
            yield _print(f"step:{step.id}", texts.RETURN_NOTICE, OFFICE, local_day(step.at), number)
        elif document := _document(step):
            yield Piece(
                key=f"step:{step.id}",
                folder=Folder.PAYMENT,
                title=texts.step(act=step.act),
                document=document,
                on=local_day(step.at),
                about=number,
            )


def _document(step: StepRow) -> str:
    """The number of the paper that a step was recorded with, or empty."""
    fields = json.loads(step.fields or "{}")
    document = fields.get("document", "") if isinstance(fields, dict) else ""
    return document if isinstance(document, str) else ""


def _money(read: _Read) -> Iterator[Piece]:
    """Minutes and vouchers: the papers are with those who made them."""
    for meeting in rows.meetings_on(read.work, read.contract.id):
        yield Piece(
            key=f"meeting:{meeting.id}",
            folder=Folder.PAYMENT,
            title=texts.meeting(session=meeting.session),
            document=meeting.minutes or "",
            on=meeting.held_on,
            about=read.numbers[meeting.application_id],
            remark="" if meeting.minutes else texts.MINUTES_MISSING,
        )
    for payment in rows.payments_on(read.work, read.contract.id):
        yield Piece(
            key=f"payment:{payment.id}",
            folder=Folder.PAYMENT,
            title=texts.payment(amount=payment.amount),
            document=payment.voucher,
            on=payment.paid_on,
            about=read.numbers[payment.application_id],
        )
    for before in opening_payments_of(read.work, read.contract.id):
        yield Piece(
            key=f"opening:{before.id}",
            folder=Folder.PAYMENT,
            title=texts.opening(amount=before.amount),
            document=before.voucher,
            on=before.paid_on,
        )


def _taken_back(read: _Read) -> Iterator[Piece]:
    for case in return_cases_on(read.work, read.contract.id):
        yield Piece(
            key=f"case:{case.id}",
            folder=Folder.PAYMENT,
            title=texts.case(kind=case.kind),
            author=case.organ,
            document=case.decision,
            on=local_day(case.opened_at),
        )
    for back in rows.returned_on(read.work, read.contract.id):
        yield Piece(
            key=f"returned:{back.id}",
            folder=Folder.PAYMENT,
            title=texts.returned(amount=back.amount),
            document=back.voucher,
            on=back.returned_on,
        )


def _supervision(read: _Read) -> Iterator[Piece]:
    """Acceptance, inspections, reviews, evaluations and what followed them."""
    work, contract = read.work, read.contract.id
    for one in acceptances_on(work, contract):
        yield Piece(
            key=f"acceptance:{one.id}",
            folder=Folder.ACCEPTANCE,
            title=texts.acceptance(passed=one.passed),
            author=texts.ACCEPTANCE_GROUP,
            document=one.report,
            on=one.accepted_on,
        )
    for seen in oversights_on(work, contract):
        title = texts.review(quarter=seen.quarter) if seen.quarter else texts.INSPECTION
        folder = Folder.OTHER if seen.quarter else Folder.BUILDING
        yield Piece(key=f"oversight:{seen.id}", folder=folder, title=title, on=seen.done_on)
    for result in evaluations_on(work, contract):
        yield _other(
            f"evaluation:{result.id}",
            texts.evaluation(grade=result.grade),
            result.organiser,
            result.document,
            result.evaluated_on,
        )
    for check in rechecks_on(work, contract):
        yield _other(f"recheck:{check.id}", texts.RECHECK, check.organ, check.document, check.checked_on)
    for decision in disposals_on(work, contract):
        key = f"disposal:{decision.id}"
        yield _other(key, texts.DISPOSAL, decision.organ, decision.document, decision.decided_on)


def _other(key: str, title: str, author: str, document: str, on: date) -> Piece:
    return Piece(key=key, folder=Folder.OTHER, title=title, author=author, document=document, on=on)
