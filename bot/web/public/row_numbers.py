"""The id of a row as it stands in an address or a form."""

from __future__ import annotations

_MOST_DIGITS = 15


def row_number(said: str) -> int:
    """The id; 0, which no row has, for what is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) <= _MOST_DIGITS else 0
