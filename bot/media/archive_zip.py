"""The ZIP of a contract's archive: one original in memory at a time, each checked, all in a manifest."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from zipfile import ZipFile, ZipInfo

from bot.media.zip_pipe import ZipPipe
from handlers.dates import ZONE
from handlers.staff.archive.package import ArchivePackage, Original
from handlers.texts import archive_package as texts
from store.files import ChangedFileError, FileStore

_PRIVATE = 0o600


async def damaged_originals(package: ArchivePackage, files: FileStore) -> list[Original]:
    """The originals that are gone, or not what was handed in; each is read once, and none is held."""
    return [one for one in package.originals if not await asyncio.to_thread(_is_whole, files, one)]


class ArchiveZip:
    """Makes the package's bytes; `damaged` are the originals that were left out, complete at the end."""

    def __init__(self, package: ArchivePackage, files: FileStore) -> None:
        self.damaged: list[Original] = []
        self._package = package
        self._files = files
        self._sums: list[str] = []

    async def pieces(self) -> AsyncIterator[bytes]:
        """The bytes in their order. What is damaged is left out, named in the report, and stops nothing."""
        pipe = ZipPipe()
        with ZipFile(pipe, "w") as made:
            for path, content in self._package.documents:
                self._put(made, path, content)
                yield pipe.take()
            for one in self._package.originals:
                original = await asyncio.to_thread(_read, self._files, one)
                if original is None:
                    self.damaged.append(one)
                    continue
                await asyncio.to_thread(self._put, made, one.path, original, one.material.sha256)
                yield pipe.take()
            self._put(made, texts.REPORT, self._package.report(self.damaged))
            made.writestr(self._entry(texts.MANIFEST), "".join(self._sums))
        yield pipe.take()

    def _put(self, made: ZipFile, path: str, content: bytes, sha256: str = "") -> None:
        self._sums.append(f"{sha256 or hashlib.sha256(content).hexdigest()}  {path}\n")
        made.writestr(self._entry(path), content)

    def _entry(self, path: str) -> ZipInfo:
        at = self._package.at.astimezone(ZONE)
        entry = ZipInfo(path, (at.year, at.month, at.day, at.hour, at.minute, at.second))
        entry.external_attr = _PRIVATE << 16
        return entry


def _read(files: FileStore, one: Original) -> bytes | None:
    material = one.material
    try:
        return files.read_checked(material.path, sha256=material.sha256, size=material.size)
    except (ChangedFileError, OSError, ValueError):  # a path that no file of ours has was tampered with
        return None


def _is_whole(files: FileStore, one: Original) -> bool:
    material = one.material
    try:
        files.open_checked(material.path, sha256=material.sha256, size=material.size).close()
    except (ChangedFileError, OSError, ValueError):
        return False
    return True
