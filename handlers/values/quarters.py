"""Quarters of a year: stored as 2026Q4."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from policy_kb.expressions import lazy_compile

_STORED = lazy_compile(r"(?P<year>20[0-9]{2})Q(?P<place>[1-4])")
_IN_YEAR, _MONTHS, _TEN = 4, 3, 10
_DAY = timedelta(days=1)


class Quarter(Struct, frozen=True, order=True):
    """`place` is that in its year, from 1."""

    year: int
    place: int

    @property
    def stored(self) -> str:
        """As records and addresses name it."""
        return f"{self.year}Q{self.place}"

    @property
    def ordinal(self) -> int:
        """A number for what has no row of its own: 20264."""
        return self.year * _TEN + self.place

    @property
    def first(self) -> date:
        """The day on which it begins."""
        return date(self.year, self.place * _MONTHS - _MONTHS + 1, 1)

    @property
    def last(self) -> date:
        """The day on which it ends."""
        return self.next.first - _DAY

    @property
    def next(self) -> Quarter:
        """The one after it."""
        return Quarter(self.year + self.place // _IN_YEAR, self.place % _IN_YEAR + 1)


def quarter_of(day: date) -> Quarter:
    """The quarter that a day is in."""
    return Quarter(day.year, (day.month + _MONTHS - 1) // _MONTHS)


def quarter_with(ordinal: int) -> Quarter:
    """The quarter that has this ordinal."""
    return Quarter(*divmod(ordinal, _TEN))


def read_quarter(stored: str) -> Quarter | None:
    """The quarter that is stored or stands in an address so; None for what is none."""
    found = _STORED.fullmatch(stored)
    return Quarter(int(found["year"]), int(found["place"])) if found else None


def quarters_from(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """All from the first to the last, both included."""
    current = first
    while current <= last:
        yield current
        current = current.next
