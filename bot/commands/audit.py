"""`audit`: check the audit chains, and copy their heads to where nobody of this office can write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cyclopts import App
from msgspec.structs import replace

from bot import settings
from bot.clock import utc_now
from bot.commands.database_access import opened_database
from bot.errors import SettingsError
from bot.media.originals import changed_originals
from handlers.audit.verify_chains import Verdict, outside_copy, read_anchor, verify
from handlers.texts import audit as texts
from store.files import FileStore
from store.keyfile import PublicKey
from store.queries.audit_chains import Head

app = App(name="audit", help="Check the audit chains; copy their heads to be kept elsewhere.")


@app.command
async def heads(out: Path | None = None) -> None:
    """Print the heads of all days and what grew since, or write them to OUT: the copy that finds a cut tail."""
    async with opened_database() as database:
        copy = await database.read(outside_copy, utc_now())
    if out is None:
        sys.stdout.write(copy)
    else:
        _write(out, copy)


@app.command(name="verify")
async def verify_chains(
    *, anchor: Path | None = None, public_key: Path | None = None, files: bool = False
) -> None:
    """Recompute chains, signatures and heads, compare records; exit status 1 and every place that does not hold.

    Args:
        anchor: a copy written by `audit heads`, to compare with.
        public_key: a file written by `audit public-key`: checks without the key file, as auditors do.
        files: read every stored original as well, and compare it with the hash that is sealed.
    """
    known = _anchor(anchor) if anchor else ()
    key = _public_key(public_key) if public_key else None
    async with opened_database(signs=key is None) as database:
        verdict = await database.read(lambda work: verify(work, known, key), utc_now())
        if files:
            store = FileStore(settings.load(os.environ).files)
            verdict = replace(verdict, breaks=verdict.breaks + await changed_originals(database, store, utc_now()))
    _report(verdict)
    sys.exit(1 if verdict.breaks else 0)


@app.command(name="public-key")
async def export_public_key(out: Path | None = None) -> None:
    """Print the public key, or write it to OUT: who has it checks every signature and can make none."""
    async with opened_database() as database:
        assert database.keys is not None
        key = database.keys
    if out is None:
        sys.stdout.write(key.public_pem)
        return
    _write_text(out, key.public_pem)
    print(texts.public_key_written(file=str(out), fingerprint=key.fingerprint))


def _write_text(file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        raise SettingsError(texts.not_written(file=str(file))) from error


def _write(file: Path, copy: str) -> None:
    _write_text(file, copy)
    print(texts.copied(file=str(file), heads=copy.count("\n")))


def _anchor(file: Path) -> tuple[Head, ...]:
    try:
        return read_anchor(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise SettingsError(texts.anchor_unreadable(file=str(file), line="1")) from error
    except OSError as error:
        raise SettingsError(texts.file_unreadable(file=str(file))) from error
    except ValueError as error:
        raise SettingsError(texts.anchor_unreadable(file=str(file), line=str(error))) from error


def _public_key(file: Path) -> PublicKey:
    try:
        return PublicKey.read(file.read_bytes())
    except OSError as error:
        raise SettingsError(texts.file_unreadable(file=str(file))) from error
    except ValueError as error:
        raise SettingsError(texts.no_public_key(file=str(file))) from error


def _report(verdict: Verdict) -> None:
    for found in verdict.breaks:
        print(texts.place(chain=found.chain, number=found.place, what=found.what))
    if verdict.breaks:
        print(texts.broken(count=len(verdict.breaks)))
    else:
        _report_held(verdict)
    if verdict.adopted_on is not None:
        print(texts.adopted(day=verdict.adopted_on.isoformat()))
    if not verdict.anchored:
        print(texts.WITHOUT_ANCHOR)


def _report_held(verdict: Verdict) -> None:
    compared = verdict.compared
    print(
        texts.held(entries=verdict.entries, chains=verdict.chains, heads=verdict.heads, records=compared.records)
    )
    if compared.erased:
        print(texts.erased(count=compared.erased))
