"""A ZIP as it is sent, one original in memory at a time, each checked against its digest."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from zipfile import ZipFile, ZipInfo

from bot.media.zip_pipe import ZipPipe
from handlers.dates import ZONE
from handlers.staff.overview.material_export import Package, Packed
from handlers.texts import exporting as texts
from store.files import ChangedFileError, FileStore
from store.tables.applications import Material


async def first_fault(package: Package, files: FileStore) -> tuple[Material, Exception] | None:
    """Hold every original against its digest before the first byte leaves; the first that is gone or another."""
    for one in package.files:
        try:
            opened = await asyncio.to_thread(
                files.open_checked, one.material.path, sha256=one.material.sha256, size=one.material.size
            )
        except (ChangedFileError, OSError) as error:
            return one.material, error
        opened.close()
    return None


async def packed(package: Package, files: FileStore) -> AsyncIterator[bytes]:
    """The package's bytes, as they are made.

    Raises:
        ChangedFileError: an original changed meanwhile.
        OSError: or is gone.
    """
    pipe = ZipPipe()
    with ZipFile(pipe, "w") as made:
        made.writestr(f"{texts.MATERIALS}.xlsx", package.sheet)
        made.writestr(texts.NOTE, package.mark)
        for one in package.files:
            content = await asyncio.to_thread(
                files.read_checked, one.material.path, sha256=one.material.sha256, size=one.material.size
            )
            made.writestr(_entry(one), content)
            yield pipe.take()
    yield pipe.take()


def _entry(one: Packed) -> ZipInfo:
    at = one.at.astimezone(ZONE)
    return ZipInfo(one.name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
