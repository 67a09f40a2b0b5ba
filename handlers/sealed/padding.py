"""Sizes that tell next to nothing: every box is padded to one of few steps."""

from __future__ import annotations

from math import ceil, sqrt

_LEAST = 16 * 1024
_GROWTH = sqrt(2)


def padded_size(size: int) -> int:
    """The next step, in bytes: 16 KiB, and each further one √2 times the one before."""
    step, exact = _LEAST, float(_LEAST)
    while step < size:
        exact *= _GROWTH
        step = ceil(exact)
    return step


def padded(content: bytes) -> bytes:
    """The content with zeros behind it, which an archive (tar) does not read."""
    return content + bytes(padded_size(len(content)) - len(content))
