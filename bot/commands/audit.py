"""`audit`: check the audit chains, and copy their heads to where nobody of this office can write."""

from __future__ import annotations

import sys
from pathlib import Path

from cyclopts import App

from bot.clock import utc_now
from bot.commands.opened import opened_database
from bot.errors import SettingsError
from handlers.audit_chains import Verdict, outside_copy, read_anchor, verify
from handlers.texts import audit as texts
from store.chains import Head

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
async def verify_chains(*, anchor: Path | None = None) -> None:
    """Recompute chains and heads, compare the records; exit status 1 and every place that does not hold.

    Args:
        anchor: a copy written by `audit heads`, to compare with.
    """
    known = _anchor(anchor) if anchor else ()
    async with opened_database() as database:
        verdict = await database.read(lambda work: verify(work, known), utc_now())
    _report(verdict)
    sys.exit(1 if verdict.breaks else 0)


def _write(file: Path, copy: str) -> None:
    try:
        file.write_text(copy, encoding="utf-8")
    except OSError as error:
        raise SettingsError(texts.not_written(file=str(file))) from error
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


def _report(verdict: Verdict) -> None:
    for found in verdict.breaks:
        print(texts.place(chain=found.chain, number=found.place, what=found.what))
    if verdict.breaks:
        print(texts.broken(count=len(verdict.breaks)))
    else:
        _report_held(verdict)
    if not verdict.anchored:
        print(texts.WITHOUT_ANCHOR)


def _report_held(verdict: Verdict) -> None:
    compared = verdict.compared
    print(
        texts.held(entries=verdict.entries, chains=verdict.chains, heads=verdict.heads, records=compared.records)
    )
    if compared.erased:
        print(texts.erased(count=compared.erased))
