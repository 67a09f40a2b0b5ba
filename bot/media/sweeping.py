"""The files' folder kept as the rows say: what was discarded goes, and what never came to a row."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.outbox.calendar import HOUR, Job
from store.database import Database
from store.files import FileStore
from store.queries.materials import all_paths, discarded_files, known_paths, sampled_originals
from store.tables.applications import DiscardedFile
from store.work import Work

_GRACE = timedelta(days=1)
"""A file is on the disk before its row: nothing younger is without a row for good."""


def file_jobs(database: Database, files: FileStore, clock: Clock) -> tuple[Job, ...]:
    """The jobs for the calendar."""
    return (
        Job("discarded files", timedelta(minutes=1), lambda: delete_discarded(database, files, clock())),
        Job("orphaned files", HOUR, lambda: sweep_orphans(database, files, clock())),
    )


async def delete_discarded(database: Database, files: FileStore, now: datetime) -> int:
    """Delete the files whose rows are gone; says how many. One that cannot be deleted comes again."""
    paths = [row.path for row in await database.read(discarded_files, now)]
    if paths:
        await asyncio.to_thread(_remove, files, paths)
        await database.write(lambda work: _forget(work, paths), now)
    return len(paths)


async def sweep_orphans(database: Database, files: FileStore, now: datetime) -> int:
    """Delete what was received and never tied to a draft, and what a dead process left half-way; says how many.

    Files that have a row are settled first, and settled ones are never deleted here: another database that is
    pointed at this folder by mistake (a copy to try something on) knows nothing of them.
    """
    before = now - _GRACE
    there = dict(await asyncio.to_thread(lambda: list(files.unsettled())))
    known = await database.read(lambda work: known_paths(work, list(there)), now)
    orphans = [path for path, came in there.items() if path not in known and came < before]
    await asyncio.to_thread(_settle_and_remove, files, known, orphans)
    return len(orphans) + await asyncio.to_thread(files.drop_incoming, before)


async def missing_files(database: Database, files: FileStore, now: datetime) -> list[int]:
    """The materials whose original is not in its place: somebody took it away, or the folder is another one."""
    paths = await database.read(all_paths, now)
    return await asyncio.to_thread(lambda: [number for number, path in paths if not files.is_there(path)])


async def changed_files(database: Database, files: FileStore, now: datetime, *, most: int) -> list[int]:
    """Of some materials by chance those whose original is there, and is no more what was handed in."""
    some = await database.read(lambda work: sampled_originals(work, most), now)
    return await asyncio.to_thread(lambda: sorted(one for one, path, told in some if _is_other(files, path, told)))


def _is_other(files: FileStore, path: str, told: str) -> bool:
    with suppress(FileNotFoundError), files.locate(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() != told
    return False


def _settle_and_remove(files: FileStore, known: set[str], orphans: list[str]) -> None:
    for path in known:
        files.settle(path)
    _remove(files, orphans)


def _remove(files: FileStore, paths: list[str]) -> None:
    for path in paths:
        files.remove(path)


def _forget(work: Work, paths: list[str]) -> None:
    for path in paths:
        row = work.get(DiscardedFile, path)
        if row is not None:
            work.remove(row)
