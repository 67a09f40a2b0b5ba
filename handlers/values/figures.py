"""Numbers that people copy by hand: made of a keyed hash, shown in groups, read however they are written."""

from __future__ import annotations

import re
import unicodedata

GROUP = 4


def figures_of(mac: bytes, count: int) -> str:
    """So many figures that a hash comes to."""
    return f"{int.from_bytes(mac, 'big') % 10**count:0{count}}"


def grouped(figures: str) -> str:
    """As people read and copy them: 1234 5678 9012."""
    return " ".join(figures[start : start + GROUP] for start in range(0, len(figures), GROUP))


def figures_in(words: str) -> str:
    """The figures of what was typed, whatever stands between them."""
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", words))
