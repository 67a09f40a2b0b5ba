"""The whole archive of a contract as a package: its directory, originals, records and audit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from handlers.casework.archive_directory import Directory, DirectoryLine, directory_of
from handlers.dates import local_day
from handlers.notices.records import Told, notices_of
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target, application_target, case_target, contract_target
from handlers.staff.archive.archive_view import subject_of
from handlers.staff.archive.audit_copy import audit_documents
from handlers.staff.archive.record_pages import directory_page, ledger_page, record_page
from handlers.staff.archive.taken_out import Paper, grouped, sheet_of
from handlers.staff.cards.people import firm_name
from handlers.staff.exporting import export_mark
from handlers.staff.file_names import safe_name
from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.contract_ledger import contract_entries, contract_ledger
from handlers.staff.overview.card_of import card_of
from handlers.texts import archive
from handlers.texts import archive_package as texts
from store.queries.applications import applications_on
from store.queries.archive_rows import plain_rows, rows_of_contract
from store.queries.cases import return_cases_on
from store.states import Folder
from store.tables.applications import Material
from store.tables.contracts import Contract


class Original(Struct, frozen=True):
    """A file on its way into the package, by its path there."""

    path: str
    material: Material


class ArchivePackage(Struct, frozen=True, kw_only=True):
    """`documents` are made here, by their paths; `mark` says who takes it out, and when (`at`)."""

    number: str
    mark: str
    at: datetime
    documents: tuple[tuple[str, bytes], ...]
    originals: tuple[Original, ...]

    def report(self, damaged: Sequence[Original]) -> bytes:
        """What the package holds, which originals are missing in it, and how it is checked."""
        lost = tuple((one.path, one.material.sha256) for one in damaged)
        said = texts.export_report(mark=self.mark, files=len(self.originals) - len(lost), damaged=lost)
        return said.encode()


def export_of(acting: Acting, contract: Contract) -> str:
    """Record that the member takes the archive out, and give the mark that stands on it."""
    return export_mark(acting.work, acting.member, subject=subject_of(contract), what=texts.PACKAGE)


def archive_package(acting: Acting, catalogue: Catalogue, contract: Contract, mark: str) -> ArchivePackage:
    """The package as everything stands in this unit of work; the originals are named, not read."""
    directory = directory_of(acting.work, contract)
    placed = [_placed(line) for line in directory.lines]
    documents = (
        *_directory(acting, contract, directory, placed, mark),
        *_records(acting, catalogue, contract, mark),
        *_audit(acting, contract),
    )
    return ArchivePackage(
        number=contract.number,
        mark=mark,
        at=acting.work.now,
        documents=tuple(documents),
        originals=tuple(one for several in placed for one in several),
    )


def _placed(line: DirectoryLine) -> list[Original]:
    """Where the files of a line lie: numbers keep names apart that are the same."""
    piece = line.piece
    folder = f"{texts.ORIGINALS}/{list(Folder).index(piece.folder) + 1}{archive.FOLDERS[piece.folder.value]}"
    several = len(piece.files) > 1
    return [
        Original(f"{folder}/{line.place:03}{f'-{place}' if several else ''}_{safe_name(file.name)}", file)
        for place, file in enumerate(piece.files, start=1)
    ]


def _directory(
    acting: Acting, contract: Contract, directory: Directory, placed: Sequence[Sequence[Original]], mark: str
) -> Iterator[tuple[str, bytes]]:
    naming = acting.kb.written_out
    yield f"{archive.TITLE}.xlsx", sheet_of(directory, contract.number, mark, naming)
    paper = Paper(
        title=archive.TITLE,
        number=contract.number,
        firm=firm_name(acting.work, contract),
        project=contract.project,
        term=directory.term,
        place=directory.place,
        as_of=str(local_day(acting.work.now)),
        folders=grouped(directory),
        count=len(placed),
        mark=mark,
    )
    links = [[(one.material.name, one.path) for one in several] for several in placed]
    yield f"{archive.TITLE}.html", naming(directory_page(paper, links)).encode()


def _records(acting: Acting, catalogue: Catalogue, contract: Contract, mark: str) -> Iterator[tuple[str, bytes]]:
    """A page for the contract, for each application and each case; all rows and notices as JSON."""
    work = acting.work
    notices = notices_of(work, contract_id=contract.id)
    told = {f"{texts.CONTRACT} {contract.number}": (contract_target(contract), notices)}
    for one in applications_on(work, contract.id):
        found = application_target(work, one), notices_of(work, application_id=one.id)
        told[archive.of_application(number=one.number)] = found
    for case in return_cases_on(work, contract.id):
        told[texts.of_case(place=case.id)] = case_target(work, case), notices_of(work, case_id=case.id)
    for name, (target, about_it) in told.items():
        yield f"{texts.RECORDS}/{safe_name(name)}.html", _record_page(acting, catalogue, target, about_it, mark)
    asked = LedgerAsked((), work.now)
    sheets = (*contract_ledger(acting, contract, asked).sheets, contract_entries(acting, contract, asked))
    ledger = ledger_page(f"{contract.number} {texts.LEDGER}", sheets, mark)
    yield f"{texts.RECORDS}/{texts.LEDGER}.html", acting.kb.written_out(ledger).encode()
    rows = plain_rows(rows_of_contract(work, contract)) | {"notices": list(map(_notice, notices))}
    content = json.dumps(rows, ensure_ascii=False, sort_keys=True, indent=1)
    yield f"{texts.RECORDS}/{texts.ROWS}.json", content.encode()


def _record_page(
    acting: Acting, catalogue: Catalogue, target: Target, notices: Sequence[Told], mark: str
) -> bytes:
    page = record_page(card_of(acting, catalogue, target), notices, mark)
    return acting.kb.written_out(page).encode()


def _notice(told: Told) -> dict[str, str]:
    return {
        "at": told.at.isoformat(),
        "text": told.text,
        "became": "\n".join(one.words for one in told.deliveries),
    }


def _audit(acting: Acting, contract: Contract) -> Iterator[tuple[str, bytes]]:
    for name, content in audit_documents(acting.work, contract):
        yield f"{texts.AUDIT}/{name}", content.encode()
