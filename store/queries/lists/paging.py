"""Pages of a list: counted in full, then cut by the database and not before."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, true
from sqlalchemy.orm import InstrumentedAttribute

from store.work import Work

SIZES = (25, 50, 100, 200)
"""Rows of a page that can be chosen."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is asked for, counted from 1, and of how many rows."""

    number: int = 1
    size: int = SIZES[0]


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of a page's rows in their order, and how many rows there are on all pages together.

    `number` is the page that is shown: beyond the last page it is the last.
    """

    ids: tuple[int, ...]
    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return pages_of(self.total, self.size)


def pages_of(total: int, size: int) -> int:
    """How many pages so many rows make: at least one."""
    return max(1, -(-total // size))


def shown_page(total: int, asked: Paging) -> int:
    """The page to show: nobody lands beyond the last."""
    return min(asked.number, pages_of(total, asked.size))


def paged(work: Work, query: Select[int], order: Sequence[ColumnElement[Any]], asked: Paging) -> Page:
    """Count the rows of a query of ids, and read one page of it: two statements, whatever there is."""
    total = work.session.scalar(query.with_only_columns(func.count(), maintain_column_froms=True)) or 0
    number = shown_page(total, asked)
    found = work.session.scalars(query.order_by(*order).offset((number - 1) * asked.size).limit(asked.size))
    return Page(tuple(found), total, number, asked.size)


def matches(words: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether every word stands in one of the columns, in any case and width."""
    said = unicodedata.normalize("NFKC", words).split()
    return and_(true(), *(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in said))
