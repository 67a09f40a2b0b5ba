"""Which entries a ledger counts: posted by a day, of some source, year, kind and items, in some time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement

from store.monthly import journal
from store.tables.ledger import JournalEntry

UNSAID = "none"
"""In addresses: no source, no kind, no year said."""


class Dimension(StrEnum):
    """By what sums are told apart. Stands in addresses: never rename one."""

    SOURCE = "source"
    YEAR = "year"
    KIND = "kind"
    AREAS = "areas"


KEYS: Mapping[Dimension, str] = MappingProxyType(
    {
        Dimension.SOURCE: "source",
        Dimension.YEAR: "budget_year",
        Dimension.KIND: "money_kind",
        Dimension.AREAS: "areas",
    }
)
"""What an entry says of each, as kept sums call it: never NULL."""


class Scope(Struct, frozen=True, kw_only=True):
    """Entries posted before `before`; None lets everything pass, `UNSAID` what says nothing of it.

    `since` and `until` are days of the papers, both included.
    """

    before: datetime
    source: str | None = None
    year: int | None = None
    kind: str | None = None
    areas: str | None = None
    since: date | None = None
    until: date | None = None
    contract_id: int | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """All that an entry must meet."""
        yield JournalEntry.posted_at < self.before
        yield from self.said(journal.said())
        yield from self.days()
        if self.contract_id is not None:
            yield JournalEntry.contract_id == self.contract_id

    def days(self) -> Iterator[ColumnElement[bool]]:
        """What its paper's day must be."""
        if self.since is not None:
            yield JournalEntry.happened_on >= self.since
        if self.until is not None:
            yield JournalEntry.happened_on <= self.until

    def said(self, columns: Mapping[str, Any]) -> Iterator[ColumnElement[bool]]:
        """What it must say, by the names of `KEYS`."""
        if self.source is not None:
            yield columns["source"] == _said(self.source)
        if self.year is not None:
            yield columns["budget_year"] == self.year
        if self.kind is not None:
            yield columns["money_kind"] == _said(self.kind)
        if self.areas is not None:
            yield columns["areas"] == self.areas


def _said(asked: str) -> str:
    return "" if asked == UNSAID else asked
