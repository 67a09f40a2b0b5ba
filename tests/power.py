"""A disk that forgets what was not synced, under the product's own SQLite: what a power loss leaves of its files.

The interpreter's SQLite is told of a file system of its own (a VFS) in front of the usual one: it notes what is
written, and what a sync makes last. Nothing of the product knows of it.
"""

from __future__ import annotations

import _sqlite3
import ctypes
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import RLock

_Pointer, _Int, _Large = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_Write = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int, _Large)
_Truncate = ctypes.CFUNCTYPE(_Int, _Pointer, _Large)
_Sync = ctypes.CFUNCTYPE(_Int, _Pointer, _Int)
_Open = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Pointer, _Int, _Pointer)  # a name's place matters: it is kept

_SECTOR = 512


class _Methods(ctypes.Structure):
    """The beginning of `sqlite3_io_methods`, and room for what newer versions add."""

    _fields_ = [
        ("version", _Int),
        ("close", _Pointer),
        ("read", _Pointer),
        ("write", _Write),
        ("truncate", _Truncate),
        ("sync", _Sync),
        ("others", _Pointer * 13),
    ]


class _Vfs(ctypes.Structure):
    """The beginning of `sqlite3_vfs`, and room for the rest."""

    _fields_ = [
        ("version", _Int),
        ("size", _Int),
        ("longest", _Int),
        ("next", _Pointer),
        ("name", ctypes.c_char_p),
        ("data", _Pointer),
        ("open", _Open),
        ("others", _Pointer * 15),
    ]


@dataclass(slots=True)
class _File:
    """`lasting` is what is on the disk whatever happens, `pending` what may be: in any order, in part, or not."""

    lasting: bytearray
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for offset, written in self.pending:
            _apply(self.lasting, offset, written)
        self.pending.clear()

    def after_power_loss(self, chance: random.Random, share: float) -> bytes:
        left = bytearray(self.lasting)
        for offset, written in self.pending:
            if chance.random() < share:
                _apply(left, offset, written if chance.random() < share else _torn(written, chance))
        return bytes(left)


class Disk:
    """What lies on it, of every file that SQLite opens. `on_write` is called before each write, in any thread."""

    def __init__(self) -> None:
        self.on_write: Callable[[], None] = lambda: None
        self._files: dict[str, _File] = {}
        self._lock = RLock()

    def lose_power(self, folder: Path, chance: random.Random, share: float) -> None:
        """Put into a new folder what stands on the disk, and of what was not synced this share, by chance."""
        folder.mkdir()
        with self._lock:
            for name, file in self._files.items():
                (folder / Path(name).name).write_bytes(file.after_power_loss(chance, share))

    def opened(self, name: str) -> None:
        """SQLite opens a file; what stands in one that is there lasts."""
        with self._lock:
            if name not in self._files:
                place = Path(name)
                self._files[name] = _File(bytearray(place.read_bytes() if place.exists() else b""))

    def written(self, name: str, offset: int, content: bytes | None) -> None:
        """These bytes, or the file's end there."""
        self.on_write()
        with self._lock:
            self._files[name].pending.append((offset, content))

    def synced(self, name: str) -> None:
        """All of the file lasts."""
        with self._lock:
            self._files[name].sync()


@contextmanager
def forgetful_disk() -> Iterator[Disk]:
    """What SQLite opens meanwhile lies on such a disk; what it opened is closed before the end."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    usual = library.sqlite3_vfs_find(None).contents
    disk = Disk()
    front = _Vfs.from_buffer_copy(usual)
    front.name, front.open = b"forgetful", _Open(_Shim(usual, disk).open)
    library.sqlite3_vfs_register(ctypes.byref(front), 1)
    try:
        yield disk
    finally:
        library.sqlite3_vfs_unregister(ctypes.byref(front))


class _Shim:
    """Stands before the usual file system. A sync is noted and not made: nothing of it is to outlast the test."""

    def __init__(self, usual: _Vfs, disk: Disk) -> None:
        self._usual = usual
        self._disk = disk
        self._names: dict[int, str] = {}
        self._kinds: dict[int, _Methods] = {}

    def open(self, _vfs: int, name: int | None, file: int, flags: int, told: int) -> int:
        code: int = self._usual.open(ctypes.addressof(self._usual), name, file, flags, told)
        if code == 0 and name:  # one without a name is for the moment only
            self._names[file] = ctypes.string_at(name).decode()
            self._disk.opened(self._names[file])
            methods = ctypes.cast(file, ctypes.POINTER(_Pointer))
            methods[0] = ctypes.addressof(self._shimmed(methods[0]))
        return code

    def _shimmed(self, methods: int) -> _Methods:
        if methods not in self._kinds:
            usual = _Methods.from_address(methods)
            shimmed = _Methods.from_buffer_copy(usual)

            def write(file: int, content: int, size: int, offset: int) -> int:
                self._disk.written(self._names[file], offset, ctypes.string_at(content, size))
                return int(usual.write(file, content, size, offset))

            def truncate(file: int, size: int) -> int:
                self._disk.written(self._names[file], size, None)
                return int(usual.truncate(file, size))

            def sync(file: int, _flags: int) -> int:
                self._disk.synced(self._names[file])
                return 0

            shimmed.write, shimmed.truncate, shimmed.sync = _Write(write), _Truncate(truncate), _Sync(sync)
            self._kinds[methods] = shimmed
        return self._kinds[methods]


def _apply(content: bytearray, offset: int, written: bytes | None) -> None:
    if written is None:
        del content[offset:]
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(written)] = written


def _torn(written: bytes | None, chance: random.Random) -> bytes | None:
    """The first sectors only."""
    return written and written[: chance.randrange(len(written)) // _SECTOR * _SECTOR]
