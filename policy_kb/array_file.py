"""Named arrays in one file that is mapped into memory: a start pays for what it touches, and copies nothing."""

from __future__ import annotations

import json
import mmap
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]

_BEGINS = b"arrays 1"
_LENGTH = 8
"""Bytes of the number that tells how long the head behind it is."""
_ALIGNED = 64
"""Bytes of a line of the processor's caches: every array begins with one."""

_Size = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
_HEAD = msgspec.json.Decoder(list[tuple[str, str, tuple[_Size, ...]]])
"""Of each array its name, the type of its numbers, and its shape."""


def write(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Put the file in place at once: another process maps the old one or the new one, never half of one.

    Raises:
        OSError: the folder cannot be written.
    """
    head = json.dumps([(name, array.dtype.str, array.shape) for name, array in arrays.items()]).encode()
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_BEGINS + len(head).to_bytes(_LENGTH, "little") + head)
            for array in arrays.values():
                file.write(bytes(-file.tell() % _ALIGNED))
                file.write(np.ascontiguousarray(array).data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def read(path: Path) -> Arrays:
    """The arrays, which cannot be written to. Raises: OSError; ValueError of another file, or half of one."""
    with path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    at = len(_BEGINS) + _LENGTH
    if mapped[: len(_BEGINS)] != _BEGINS:
        raise ValueError(path.name)
    end = at + int.from_bytes(mapped[len(_BEGINS) : at], "little")
    arrays: Arrays = {}
    for name, kind, shape in _HEAD.decode(mapped[at:end]):
        end += -end % _ALIGNED
        count = int(np.prod(shape, dtype=np.int64))
        arrays[name] = np.frombuffer(mapped, _type(kind), count, end if count else 0).reshape(shape)
        end += arrays[name].nbytes
    return arrays


def _type(kind: str) -> np.dtype[Any]:
    try:
        return np.dtype(kind)
    except TypeError as error:
        raise ValueError(kind) from error
