"""Counts of days as people write them: 30, 30日, 三十天."""

from __future__ import annotations

from handlers.values.numerals import plainly, to_number

_UNITS = ("个自然日", "自然日", "日内", "天内", "日", "天")


def read_day_count(words: str, least: int, most: int) -> int | None:
    """Whole days within bounds; None for what is none."""
    said = plainly(words.strip())
    unit = next((unit for unit in _UNITS if said.endswith(unit)), "")
    found = to_number(said.removesuffix(unit).strip())
    is_whole = found is not None and found == found.to_integral_value() and least <= found <= most
    return int(found) if found is not None and is_whole else None
