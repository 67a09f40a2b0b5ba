"""Which entries a ledger counts: posted by a day, of some source, year, kind and items, in some time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, func
from sqlalchemy.orm import InstrumentedAttribute

from store.tables.ledger import JournalEntry

UNSAID = "none"
"""In addresses: no source, no kind, no year said."""

UNLISTED, UNKNOWN = "unlisted", "unknown"
"""Of the items of the scope: the contract names none; nobody recorded them."""


class Dimension(StrEnum):
    """By what sums are told apart. Stands in addresses: never rename one."""

    SOURCE = "source"
    YEAR = "year"
    KIND = "kind"
    AREAS = "areas"


def key_of(dimension: Dimension) -> ColumnElement[Any]:
    """What an entry says of it, never NULL: a code, empty where it says none; a year as a number, none as 0."""
    match dimension:
        case Dimension.SOURCE:
            return func.coalesce(JournalEntry.source, "")
        case Dimension.YEAR:
            return func.coalesce(JournalEntry.budget_year, 0)
        case Dimension.KIND:
            return func.coalesce(JournalEntry.money_kind, "")
        case Dimension.AREAS:
            stored = JournalEntry.areas
            return case((stored.is_(None), UNKNOWN), (stored == "", UNLISTED), else_=stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
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
        if self.source is not None:
            yield _is(JournalEntry.source, self.source)
        if self.year is not None:
            yield key_of(Dimension.YEAR) == self.year
        if self.kind is not None:
            yield _is(JournalEntry.money_kind, self.kind)
        if self.areas is not None:
            yield key_of(Dimension.AREAS) == self.areas
        if self.since is not None:
            yield JournalEntry.happened_on >= self.since
        if self.until is not None:
            yield JournalEntry.happened_on <= self.until
        if self.contract_id is not None:
            yield JournalEntry.contract_id == self.contract_id


def _is(column: InstrumentedAttribute[str | None], said: str) -> ColumnElement[bool]:
    return column.is_(None) if said == UNSAID else column == said
