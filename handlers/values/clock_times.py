"""Times of the day as people write them: 8:30, 8点半, 下午2点."""

from __future__ import annotations

from datetime import time

from handlers.values.numerals import plainly, to_number
from policy_kb.expressions import lazy_compile

_TIME = lazy_compile(
    r"(?P<part>早上|上午|中午|下午|晚上)?\s*(?P<hour>[\d一二三四五六七八九十]{1,3})\s*(?:[:：]|点钟?|时)\s*(?P<minute>半|[\d一二三四五六七八九十]{1,3})?\s*分?"
)
_LATER = frozenset({"下午", "晚上"})
_NOON, _HALF = 12, 30
_HOURS, _MINUTES = range(24), range(60)


def read_time(words: str) -> time | None:
    """The time of the day; None for what is none."""
    found = _TIME.fullmatch(plainly(words.strip()))
    if found is None:
        return None
    hour, said = _whole(found["hour"]), found["minute"] or "0"
    minute = _HALF if said == "半" else _whole(said)
    if found["part"] in _LATER and hour < _NOON:
        hour += _NOON
    return time(hour, minute) if hour in _HOURS and minute in _MINUTES else None


def _whole(numeral: str) -> int:
    """The number; -1 for what is none."""
    found = to_number(numeral)
    return -1 if found is None else int(found)
