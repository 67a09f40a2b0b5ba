"""`index.bin`: what is kept of a large document in its folder, and whether it still fits text, guide and code."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from policy_kb.array_file import Arrays, read, write
from policy_kb.guide import Guide

INDEX = "index.bin"

_CODE = (
    "array_file.py",
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


def fingerprint(text: str, guide: Guide) -> str:
    """SHA-256 over all that the file is made from: the text, the guide's everyday names, the code."""
    names = [(unit.id, unit.name, unit.names) for unit in guide.units]
    made_from = hashlib.sha256(_code_digest())
    made_from.update(json.dumps(names, ensure_ascii=False).encode())
    made_from.update(text.encode())
    return made_from.hexdigest()


def is_current(folder: Path, wanted: str) -> bool:
    """Whether the folder holds the file with this fingerprint."""
    return load(folder, wanted) is not None


def load(folder: Path, wanted: str) -> Arrays | None:
    """What the file holds; nothing where there is none, or a stale or broken one."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        kept = read(folder / INDEX)
        if unpack_text(kept["fingerprint"]) == wanted:
            return kept
    return None


def save(folder: Path, wanted: str, arrays: Arrays) -> None:
    """Keep it. Raises: OSError: the folder cannot be written."""
    write(folder / INDEX, {"fingerprint": pack_text(wanted), **arrays})


def pack_text(text: str) -> NDArray[np.uint8]:
    """Text as an array of bytes."""
    return np.frombuffer(text.encode(), dtype=np.uint8)


def unpack_text(array: NDArray[np.uint8]) -> str:
    """The text again."""
    return array.tobytes().decode()


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
