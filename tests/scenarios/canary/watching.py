"""Files that come into being while a test runs, however short they are there."""

from __future__ import annotations

import ctypes
import os
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.scenarios.canary.marks import found_in

_CREATED, _CLOSED_WRITTEN, _MODIFIED, _MOVED_HERE = 0x100, 0x8, 0x2, 0x80
_EVENT = struct.Struct("iIII")
_ROOM = 1 << 20
_LIBC = ctypes.CDLL(None, use_errno=True)


class Watch:
    """Names of the files that were made or written in some folders; the kernel tells also of one that is gone."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._queue = _LIBC.inotify_init1(os.O_NONBLOCK)
        self._places = {self._add(folder): folder for folder in folders}
        self.seen: set[Path] = set()

    def look(self) -> set[Path]:
        """Everything so far."""
        while told := self._read():
            while told:
                place, _mask, _cookie, length = _EVENT.unpack_from(told)
                name = told[_EVENT.size : _EVENT.size + length].rstrip(b"\0").decode()
                told = told[_EVENT.size + length :]
                assert place in self._places, "more happened than the kernel remembered"
                self.seen.add(self._places[place] / name)
        return self.seen

    def close(self) -> None:
        os.close(self._queue)

    def _add(self, folder: Path) -> int:
        mask = _CREATED | _CLOSED_WRITTEN | _MODIFIED | _MOVED_HERE
        place: int = _LIBC.inotify_add_watch(self._queue, os.fsencode(folder), mask)
        assert place >= 0, os.strerror(ctypes.get_errno())
        return place

    def _read(self) -> bytes:
        try:
            return os.read(self._queue, _ROOM)
        except BlockingIOError:
            return b""


@contextmanager
def watched(*folders: Path) -> Iterator[Watch]:
    """Watch while the block runs."""
    watch = Watch(folders)
    try:
        yield watch
    finally:
        watch.close()


def is_probe(path: str | Path) -> bool:
    """Whether Python only tried whether it may write in a folder: the name of its own files begins with `tmp`."""
    return re.fullmatch(r"[a-z0-9_]{8}", Path(path).name) is not None


def marked_files(*folders: Path, since: float = 0) -> dict[Path, list[str]]:
    """The files below these folders that were written `since` and hold a mark, each with what was found."""
    files = (file for folder in folders for file in written_files(folder, since))
    return {file: found for file in files if (found := found_in(file.read_bytes()))}


def written_files(folder: Path, since: float) -> list[Path]:
    """The files below a folder that were written since (seconds of the epoch)."""
    return [file for file in sorted(folder.rglob("*")) if _is_written(file, since)]


def _is_written(file: Path, since: float) -> bool:
    """Not what has gone meanwhile: an engine takes files away."""
    return file.is_file() and file.stat().st_mtime >= since
