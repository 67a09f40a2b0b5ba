"""The files' folder: what was handed in, byte for byte, under names that we give; no sender's name is a path."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

_INCOMING = "incoming"
_PRIVATE, _SETTLED, _FOLDER = 0o600, 0o400, 0o700
"""Modes: for our account alone; a file is read-only once its row is known to be committed."""

_KEPT = re.compile(r"[0-9]{4}-[0-9]{2}/[0-9a-f]{32}")


class ChangedFileError(Exception):
    """A kept file is not byte for byte what its row registers."""


class Incoming:
    """A file that is still coming in. Its owner keeps it or drops it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()
        self._file: BinaryIO = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb")

    @property
    def sha256(self) -> str:
        """The digest of all bytes so far."""
        return self._digest.hexdigest()

    def write(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._file.write(chunk)
        self._digest.update(chunk)
        self.size += len(chunk)

    def finish(self) -> None:
        """Bring all bytes to the disk; the file can then be read and nothing more be written."""
        if not self._file.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def drop(self) -> None:
        """Delete what came; harmless where the file was kept."""
        self._file.close()
        self.path.unlink(missing_ok=True)


class FileStore:
    """Files below one folder, outside every web root. Several machines that share a database share the folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def is_writable(self) -> bool:
        """Whether a file could be taken now."""
        try:
            self.begin().drop()
        except OSError:
            return False
        return True

    def begin(self) -> Incoming:
        """Open a new file to write to."""
        place = self.folder / _INCOMING
        self.folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        place.mkdir(mode=_FOLDER, exist_ok=True)
        return Incoming(place / secrets.token_hex(16))

    def keep(self, incoming: Incoming, now: datetime) -> str:
        """Put a file in its place for good, and return the path that a row names.

        It is on the disk before this returns: the row that names it comes after, never before.
        """
        incoming.finish()
        path = f"{now:%Y-%m}/{incoming.path.name}"
        place = self.folder / path
        if not place.parent.is_dir():
            place.parent.mkdir(mode=_FOLDER, exist_ok=True)
            _settle(self.folder)
        os.utime(incoming.path, (now.timestamp(), now.timestamp()))
        incoming.path.rename(place)
        _settle(place.parent)
        return path

    def keep_bytes(self, content: bytes, now: datetime) -> str:
        """Keep what was made here, such as a copy to look at."""
        incoming = self.begin()
        incoming.write(content)
        return self.keep(incoming, now)

    def locate(self, path: str) -> Path:
        """Where a kept file lies.

        Raises:
            ValueError: this is no path that `keep` gave.
        """
        if not _KEPT.fullmatch(path):
            raise ValueError("not a kept file's path")
        return self.folder / path

    def read_checked(self, path: str, *, sha256: str, size: int) -> bytes:
        """The bytes of a kept file: all that were checked, and no others; for files that fit into memory.

        Raises:
            ChangedFileError: they are not those that were registered.
            OSError: the file is gone, or cannot be read.
            ValueError: this is no path that `keep` gave.
        """
        with self.locate(path).open("rb") as file:
            content = file.read(size + 1)
        if len(content) != size or hashlib.sha256(content).hexdigest() != sha256:
            raise ChangedFileError(path)
        return content

    def open_checked(self, path: str, *, sha256: str, size: int) -> BinaryIO:
        """A kept file, open at its beginning, after all of it was checked; whoever asked closes it.

        Raises:
            ChangedFileError: it is not what was registered.
            OSError: the file is gone, or cannot be read.
            ValueError: this is no path that `keep` gave.
        """
        file = self.locate(path).open("rb")
        if os.fstat(file.fileno()).st_size != size or hashlib.file_digest(file, "sha256").hexdigest() != sha256:
            file.close()
            raise ChangedFileError(path)
        file.seek(0)
        return file

    def is_there(self, path: str) -> bool:
        """Whether a kept file is still in its place; never where the path is none that `keep` gave."""
        return bool(_KEPT.fullmatch(path)) and self.locate(path).is_file()

    def read(self, path: str) -> bytes | None:
        """A kept file's bytes; None where it is gone."""
        try:
            return self.locate(path).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, path: str) -> None:
        """Delete a kept file; one that is gone already is no fault."""
        self.locate(path).unlink(missing_ok=True)

    def settle(self, path: str) -> None:
        """Mark a kept file as one that a row names: no sweep of any database touches it from now on."""
        with suppress(FileNotFoundError):
            self.locate(path).chmod(_SETTLED)

    def unsettled(self) -> Iterator[tuple[str, datetime]]:
        """The kept files that nobody has settled, with the moment of their coming."""
        for place in sorted(self.folder.glob("[0-9]*-[0-9]*/*")):
            path = f"{place.parent.name}/{place.name}"
            with suppress(FileNotFoundError):  # somebody else deleted it meanwhile
                found = place.stat()
                if _KEPT.fullmatch(path) and found.st_mode & stat.S_IWUSR:
                    yield path, datetime.fromtimestamp(found.st_mtime, UTC)

    def drop_incoming(self, before: datetime) -> int:
        """Delete what a dead process was still receiving; says how many files."""
        dropped = 0
        for place in (self.folder / _INCOMING).glob("*"):
            if _is_older(place, before):
                place.unlink(missing_ok=True)
                dropped += 1
        return dropped


def _is_older(place: Path, moment: datetime) -> bool:
    with suppress(FileNotFoundError):  # somebody else deleted it meanwhile
        return place.stat().st_mtime < moment.timestamp()
    return False


def _settle(folder: Path) -> None:
    """Bring a folder's own entries to the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
