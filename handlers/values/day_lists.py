"""Several days as people write them: one by one, or from one to another (10月1日至7日)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from handlers.values.days import read_day
from handlers.values.reading import Value
from policy_kb.expressions import lazy_compile

_BETWEEN = lazy_compile(r"[\s、,，;；]+")
_SPAN = lazy_compile(r"(?P<first>[^至到~～—]+?日?)\s*(?:至|到|~|～|—+)\s*(?P<last>.+)")
_DAY_ALONE = lazy_compile(r"[\d一二三四五六七八九十]{1,3}[日号]?")
_MONTH = lazy_compile(r".*[月]")
_DAY = timedelta(days=1)
_LONGEST = 60
"""Days of one span: no holiday is longer, and a slip in a year would be."""


def read_day_list(words: str, today: date) -> tuple[date, ...] | None:
    """Every day that is named, each once, in order; None where something names none."""
    found = set[date]()
    for part in filter(None, _BETWEEN.split(words.strip())):
        days = _span(part, today)
        if not days:
            return None
        found.update(days)
    return tuple(sorted(found)) or None


def spans_of(days: Sequence[date]) -> Iterator[tuple[date, date]]:
    """The days, which are in order, as first and last of what follows on each other."""
    place = 0
    while place < len(days):
        first = last = days[place]
        while place + 1 < len(days) and days[place + 1] == last + _DAY:
            place, last = place + 1, days[place + 1]
        yield first, last
        place += 1


def _span(part: str, today: date) -> tuple[date, ...]:
    found = _SPAN.fullmatch(part)
    if found is None:
        one = _day(part, today)
        return (one,) if one else ()
    first = _day(found["first"], today)
    last = _last(found["first"], found["last"], today, first)
    if first is None or last is None or not 0 <= (last - first).days < _LONGEST:
        return ()
    return tuple(first + place * _DAY for place in range((last - first).days + 1))


def _last(first_words: str, words: str, today: date, first: date | None) -> date | None:
    """What the last day leaves out (year, or year and month) is that of the first."""
    month = _MONTH.match(first_words)
    if month and _DAY_ALONE.fullmatch(words):
        return _day(f"{month[0]}{words.rstrip('日号')}日", today)
    return _day(words, first or today)


def _day(words: str, today: date) -> date | None:
    found = read_day(words, today)
    return date.fromisoformat(str(found.stored)) if isinstance(found, Value) else None
