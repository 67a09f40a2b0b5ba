"""The months before a day, as the overview counts by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from handlers.dates import start_of
from store.queries.dashboard import Span

_SHOWN = 6
_DAY = timedelta(days=1)


class MonthOf(Struct, frozen=True):
    """From its first day to its last, both included; that of the day itself ends with the day."""

    first: date
    last: date

    @property
    def span(self) -> Span:
        """The same as moments."""
        return Span(start_of(self.first), start_of(self.last + _DAY))


def months_before(last: date) -> tuple[MonthOf, ...]:
    """The last six, up to and with that of the day, the oldest first."""
    return tuple(reversed(list(_back(last))))


def _back(last: date) -> Iterator[MonthOf]:
    ends = last
    for _ in range(_SHOWN):
        first = ends.replace(day=1)
        yield MonthOf(first, ends)
        ends = first - _DAY
