"""What an address asks of a ledger: up to which day, in what unit, by what, and which entries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from handlers.dates import local_day, start_of
from handlers.money import Unit
from handlers.staff.lists.asked import Asked
from handlers.texts import console_ledgers as texts
from policy_kb.expressions import lazy_compile
from store.measures import Measure
from store.queries.ledger.scope import UNSAID, Dimension, Scope
from store.queries.lists.paging import Paging
from store.states import Kind, MoneySource
from store.tables.ledger import UNKNOWN, UNLISTED

_AREAS = lazy_compile(r"[1-9][0-9]?(,[1-9][0-9]?)*")
_YEAR = lazy_compile(r"20[0-9]{2}")
_DAY = timedelta(days=1)
AS_OF = "as_of"
"""The day up to which everything counts, in every address of a ledger."""


class LedgerAsked:
    """Read once. `as_of` is never after today; `odd` tells what could not be read."""

    def __init__(self, pairs: Iterable[tuple[str, str]], now: datetime) -> None:
        self._asked = Asked(pairs)
        self.today = local_day(now)
        asked_for = self._asked.day(AS_OF) or self.today
        self.as_of = min(asked_for, self.today)
        self.unit = Unit.WAN if self._asked.one("unit") == Unit.WAN else Unit.YUAN
        self.since, self.until = self._asked.since(), self._asked.until()
        self.odd = [*self._asked.odd, *([texts.NOT_YET] if asked_for > self.today else [])]

    @property
    def paging(self) -> Paging:
        """Which page of entries."""
        return self._asked.paging

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """By what the sums are told apart."""
        return tuple(map(Dimension, self.by.split(",")))

    @property
    def by(self) -> str:
        """The same as addresses write it."""
        said = self._asked.one("by")
        return said if said in texts.BY else next(iter(texts.BY))

    def measure(self, usual: Measure) -> Measure:
        """Which sum the entries below make."""
        said = self._asked.one("measure")
        return Measure(said) if said in set(Measure) else usual

    def said(self, name: str) -> str:
        """What the address says under a name, as it stands there."""
        return self._asked.one(name)

    def flag(self, name: str) -> bool:
        """Whether a flag is set."""
        return self._asked.has(name)

    def year(self) -> int | None:
        """The budget year; 0 for entries that name none, None where none is asked for."""
        said = self._asked.one("year")
        if said == UNSAID:
            return 0
        return int(said) if _YEAR.fullmatch(said) else None

    @property
    def calendar_year(self) -> int:
        """The year of the months; that of the day where none is asked for, and never a later one."""
        said = self._asked.one("of")
        return min(int(said), self.as_of.year) if _YEAR.fullmatch(said) else self.as_of.year

    def chosen(self, name: str) -> str:
        """The value of a filter that is in force; empty where it is not."""
        said = self._asked.one(name)
        known = {
            "source": {*MoneySource, UNSAID},
            "kind": {*Kind, UNSAID},
            "areas": {UNLISTED, UNKNOWN},
        }
        if name == "year":
            return said if self.year() is not None else ""
        is_known = said in known[name] or (name == "areas" and _AREAS.fullmatch(said))
        return said if is_known else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the day and the unit is asked for by the conditions."""
        return any(map(self._asked.has, ("from", "to", "source", "year", "kind", "all")))

    def scope(self, *, contract_id: int | None = None) -> Scope:
        """The entries of the filters, in the time that is asked for."""
        return Scope(
            before=self.before,
            source=self.chosen("source") or None,
            year=self.year(),
            kind=self.chosen("kind") or None,
            areas=self.chosen("areas") or None,
            since=self.since,
            until=self.until,
            contract_id=contract_id,
        )

    @property
    def before(self) -> datetime:
        """The moment at which the day is over; what was posted then or later does not count."""
        return start_of(self.as_of + _DAY)

    def address(self, **changes: str) -> str:
        """The address of the same page with something else in it; the day stands in each."""
        return self._asked.address(**{AS_OF: self.as_of.isoformat(), "page": "", **changes})

    def elsewhere(self, path: str, **values: str) -> str:
        """The address of another ledger as of the same day, in the same unit."""
        pairs = {AS_OF: self.as_of.isoformat(), "unit": self.unit.value, **values}
        return f"{path}?{urlencode({name: value for name, value in pairs.items() if value})}"
