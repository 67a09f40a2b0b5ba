"""`index.npz`: what is kept of a large document in its folder, and whether it still fits text, guide and code."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policy_kb.guide import Guide

INDEX = "index.npz"

_CODE = (
    "documents",
    "matching",
    "models.py",
    "numerals.py",
    "opening.py",
    "passages.py",
    "records.py",
    "references",
    "saved.py",
)
"""What decides how the file comes out: after a change in any of it the file is made again."""

_BROKEN = (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile)

Arrays = dict[str, NDArray[Any]]


def fingerprint(text: str, guide: Guide) -> str:
    """SHA-256 over all that the file is made from: the text, the guide's everyday names, the code."""
    names = [(unit.id, unit.name, unit.names) for unit in guide.units]
    made_from = hashlib.sha256(_code_digest())
    made_from.update(json.dumps(names, ensure_ascii=False).encode())
    made_from.update(text.encode())
    return made_from.hexdigest()


def is_current(folder: Path, wanted: str) -> bool:
    """Whether the folder holds the file with this fingerprint."""
    return _read(folder, wanted, whole=False) is not None


def load(folder: Path, wanted: str) -> Arrays | None:
    """What the file holds; nothing where there is none, or a stale or broken one."""
    return _read(folder, wanted, whole=True)


def save(folder: Path, wanted: str, arrays: Arrays) -> None:
    """Put the file in place at once: another process opens the old one or the new one, never half of one.

    Raises:
        OSError: the folder cannot be written.
    """
    handle, name = tempfile.mkstemp(prefix=".index-", suffix=".npz", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, fingerprint=pack_text(wanted), **arrays)
        Path(name).chmod(0o644)
        Path(name).replace(folder / INDEX)
    finally:
        Path(name).unlink(missing_ok=True)


def pack_text(text: str) -> NDArray[np.uint8]:
    """Text as an array of bytes."""
    return np.frombuffer(text.encode(), dtype=np.uint8)


def unpack_text(array: NDArray[np.uint8]) -> str:
    """The text again."""
    return array.tobytes().decode()


def _read(folder: Path, wanted: str, *, whole: bool) -> Arrays | None:
    with (
        contextlib.suppress(*_BROKEN),
        (folder / INDEX).open("rb") as file,  # numpy leaves a broken file open that it opened itself
        np.load(file, allow_pickle=False) as kept,
    ):
        if unpack_text(kept["fingerprint"]) == wanted:
            return {name: kept[name] for name in kept.files} if whole else {}
    return None


@lru_cache(maxsize=1)
def _code_digest() -> bytes:
    """One digest of the code for the whole life of the process."""
    digest = hashlib.sha256()
    for file in _code_files(Path(__file__).parent):
        digest.update(file.read_bytes())
    return digest.digest()


def _code_files(package: Path) -> Iterator[Path]:
    for name in _CODE:
        path = package / name
        yield from sorted([*path.glob("*.py"), *path.glob("*.txt")]) if path.is_dir() else (path,)
