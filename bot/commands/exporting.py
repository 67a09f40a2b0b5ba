"""`export`: the whole archive of a contract as a ZIP that `sha256sum -c` verifies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot import settings
from bot.clock import utc_now
from bot.commands.database_access import opened_database
from bot.commands.performed import end_refused
from bot.errors import SettingsError
from bot.media.archive_zip import ArchiveZip
from handlers.casework.table import TABLE
from handlers.identity.who import staff_member
from handlers.results import Reason, Refused, Source
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.archive.archive_view import archived_contract
from handlers.staff.archive.package import ArchivePackage, archive_package, export_of
from handlers.texts import archive_package as texts
from handlers.texts import audit, contracts, people
from handlers.values.contract_terms import read_number
from policy_kb.kb import PolicyKB
from store.database import Database
from store.files import FileStore
from store.tables.contracts import Contract
from store.work import Work


async def export(contract: str, out: Path, *, by: str) -> None:
    """Write the archive of CONTRACT to OUT: directory, originals, records, audit; exit status 1 if any is damaged.

    Args:
        contract: the contract's number.
        out: the .zip file; one that is there is not overwritten.
        by: the member of staff who takes it out, which is recorded.
    """
    _refuse_overwriting(out)
    configured = settings.load(os.environ)
    kb = PolicyKB.open(configured.kb)
    async with opened_database() as database:
        package = await _package(database, kb, contract, by)
    made = ArchiveZip(package, FileStore(configured.files))
    await _write(made, out)
    for one in made.damaged:
        print(texts.damaged(path=one.path), file=sys.stderr)
    print(texts.written(file=str(out), files=len(package.originals) - len(made.damaged)))
    sys.exit(1 if made.damaged else 0)


def _refuse_overwriting(out: Path) -> None:
    if out.exists():
        raise SettingsError(texts.there_already(file=str(out)))


async def _package(database: Database, kb: PolicyKB, number: str, by: str) -> ArchivePackage:
    """Recorded first, in an act of its own; then read in one snapshot."""
    mark = await database.write(lambda work: _recorded(work, kb, number, by), utc_now())
    if isinstance(mark, Refused):
        end_refused(mark.reasons)

    def look(work: Work) -> ArchivePackage:
        found = _found(work, kb, number, by)
        assert not isinstance(found, Refused)
        acting, contract = found
        return archive_package(acting, Catalogue(TABLE, kb.written_out), contract, mark)

    return await database.read(look, utc_now())


def _recorded(work: Work, kb: PolicyKB, number: str, by: str) -> str | Refused:
    found = _found(work, kb, number, by)
    return found if isinstance(found, Refused) else export_of(*found)


def _found(work: Work, kb: PolicyKB, number: str, by: str) -> tuple[Acting, Contract] | Refused:
    member = staff_member(work, by)
    if member is None:
        return _refused(people.unknown(name=by))
    if not member.reads_cases:
        return _refused(texts.NOT_FOR_ROLE)
    acting, named = Acting(work, member, kb), read_number(number)
    contract = archived_contract(acting, named)
    return (acting, contract) if contract else _refused(contracts.unknown(number=named))


def _refused(words: str) -> Refused:
    return Refused((Reason(words, Source.SYSTEM),))


async def _write(made: ArchiveZip, out: Path) -> None:
    """Whole, or not at all: a half that was cut off carries no name of a package."""
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("xb") as file:
            part.chmod(0o600)
            async for piece in made.pieces():
                file.write(piece)
        part.rename(out)
    except OSError as error:
        raise SettingsError(audit.not_written(file=str(out))) from error
    finally:
        part.unlink(missing_ok=True)
