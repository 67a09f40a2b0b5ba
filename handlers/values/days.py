"""Days as people write them: 2026年11月24日, 2026-11-24, 20261124, 11月24日, 昨天."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from handlers.texts import values as texts
from handlers.values import value_words
from handlers.values.numerals import to_number
from handlers.values.reading import Parsed, Reader, Value, invalid
from handlers.values.words import bare

_HALF_YEAR = 183
_LONGEST = 10  # characters of a day that went wrong; longer words ask or tell something


def day_reader(today: date, *, may_be_ahead: bool = False) -> Reader:
    """A reader of days, kept as 2026-11-24; days ahead are refused unless the matter may lie ahead."""

    def read(words: str) -> Parsed:
        found = read_day(words, today, may_be_ahead=may_be_ahead)
        if isinstance(found, Value) and not may_be_ahead and date.fromisoformat(str(found.stored)) > today:
            return invalid(texts.DAY_FUTURE_SAID)
        return found

    return read


def read_day(words: str, today: date, *, may_be_ahead: bool = True) -> Parsed:
    """The day as an ISO string; without a year, the one nearest to today.

    Of what has happened it is this year's, where that day has come: in November 3月1日 was in spring.
    """
    said = value_words.DAY_NUMERALS.sub(_in_digits, bare(words))
    if said in value_words.DAY_WORDS:
        return Value((today + timedelta(days=value_words.DAY_WORDS[said])).isoformat())
    whole = value_words.DAY.fullmatch(said) or value_words.DAY_COMPACT.fullmatch(said)
    if whole:
        return _made(lambda: date(int(whole["year"]), int(whole["month"]), int(whole["day"])))
    if short := value_words.DAY_SHORT.fullmatch(said):
        return _made(lambda: _nearest(short, today, may_be_ahead=may_be_ahead))
    return invalid(texts.DAY_SAID) if value_words.LIKE_A_DAY.search(said) and len(said) <= _LONGEST else None


def is_day(words: str) -> bool:
    """Whether words are nothing but a day, said as people say it or written out: no paper is called so."""
    said = value_words.DAY_NUMERALS.sub(_in_digits, bare(words))
    return bool(
        value_words.VAGUE_DAY.fullmatch(said)
        or value_words.DAY.fullmatch(said)
        or value_words.DAY_SHORT.fullmatch(said)
    )


def _in_digits(numeral: re.Match[str]) -> str:
    number = to_number(numeral[0])
    return numeral[0] if number is None else str(number)


def _nearest(short: re.Match[str], today: date, *, may_be_ahead: bool) -> date:
    made = date(today.year, int(short["month"]), int(short["day"]))
    if not may_be_ahead and made <= today:
        return made
    if (made - today).days > _HALF_YEAR:
        return made.replace(year=today.year - 1)
    return made.replace(year=today.year + 1) if (today - made).days > _HALF_YEAR else made


def _made(make: Callable[[], date]) -> Parsed:
    try:
        return Value(make().isoformat())
    except ValueError:
        return invalid(texts.DAY_NONE_SAID)
