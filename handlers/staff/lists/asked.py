"""What an address asks of a list: words, choices, days, the order and the page. What cannot be meant is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from urllib.parse import urlencode

from handlers.texts import console_lists as texts
from handlers.values.application_numbers import numbers_in
from store.queries.lists.paging import SIZES, Paging

_MOST_WORDS = 100
_LONG = 8
"""Figures that no page has."""
_NO_FILTER = frozenset({"page", "size", "sort"})
_DAY = timedelta(days=1)
_YEARS = range(1900, 2200)
"""Of days that can be meant; at the ends of the calendar there is no day before, or after."""


class Asked:
    """Read once; `odd` are sentences about what could not be read, which nothing was filtered by."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._pairs = tuple((name, value.strip()) for name, value in pairs if value.strip())
        self.odd: list[str] = []
        self.paging = Paging(self._page(), self._size())

    @property
    def words(self) -> str:
        """What is searched; the number of an application in its one spelling."""
        said = self.one("q")[:_MOST_WORDS]
        numbers = numbers_in(said)
        return numbers[0] if len(numbers) == 1 else said

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the order and the page is asked for."""
        return any(name not in _NO_FILTER for name, _ in self._pairs)

    def one(self, name: str) -> str:
        """The value of a name; empty where it has none."""
        return next((value for key, value in self._pairs if key == name), "")

    def chosen(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Those of the known values that are asked for, each once."""
        found = dict.fromkeys(value for key, value in self._pairs if key == name)
        return tuple(value for value in found if value in known)

    def has(self, name: str) -> bool:
        """Whether a flag is set."""
        return bool(self.one(name))

    def since(self) -> date | None:
        """The first day that is asked for."""
        return self.day("from")

    def until(self) -> date | None:
        """The last day that is asked for."""
        return self.day("to")

    def before(self) -> date | None:
        """The day after the last."""
        last = self.until()
        return last + _DAY if last is not None else None

    def order(self, known: Collection[str], default: str) -> tuple[str, bool]:
        """By what is sorted, and whether from the top down; `default` is written as addresses write it."""
        said = self.one("sort")
        sort = said if said.removeprefix("-") in known else default
        return sort.removeprefix("-"), sort.startswith("-")

    def address(self, **changes: str) -> str:
        """The address of the same list with something else in it; what is empty is left out."""
        pairs = [(name, value) for name, value in self._pairs if name not in changes]
        pairs += [(name, value) for name, value in changes.items() if value]
        return f"?{urlencode(pairs)}"

    def day(self, name: str) -> date | None:
        """The day that a name asks for; one that cannot be meant is told as odd."""
        said = self.one(name)
        if not said:
            return None
        try:
            found = date.fromisoformat(said)
        except ValueError:
            found = date.min
        if found.year in _YEARS:
            return found
        if (told := texts.odd_day(said=said[:_MOST_WORDS])) not in self.odd:
            self.odd.append(told)
        return None

    def _page(self) -> int:
        said = self.one("page")
        is_number = said.isascii() and said.isdecimal() and len(said) < _LONG
        return max(1, int(said)) if is_number else 1

    def _size(self) -> int:
        said = self.one("size")
        return int(said) if said in map(str, SIZES) else SIZES[0]
