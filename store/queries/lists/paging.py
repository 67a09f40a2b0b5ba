"""Pages of a list: counted in full, then cut by the database and not before."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from store.work import Work

SIZES = (25, 50, 100, 200)
"""Rows of a page that can be chosen."""


class Paging(Struct, frozen=True):
    """Which page is asked for, counted from 1, and of how many rows."""

    number: int = 1
    size: int = SIZES[0]


class Page(Struct, frozen=True):
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


def paged(
    work: Work,
    query: Select[int],
    order: Sequence[ColumnElement[Any]],
    asked: Paging,
    *,
    total: int | None = None,
) -> Page:
    """Count the rows of a query of ids, and read one page of it: each by an index where there is one for it.

    `total` is for who can count them by less than the query looks at.
    """
    total = count_of(work, query) if total is None else total
    number = shown_page(total, asked)
    ordered = query.order_by(*order).offset((number - 1) * asked.size).limit(asked.size)
    return Page(tuple(work.session.scalars(ordered)) if total else (), total, number, asked.size)


def paged_at_once(work: Work, query: Select[int], order: Sequence[ColumnElement[Any]], asked: Paging) -> Page:
    """The same in one statement, for what no index decides: no row is looked at twice."""
    rows, number = page_of(work, query.add_columns(func.count().over()), order, asked)
    return Page(tuple(row[0] for row in rows), rows[0][1] if rows else 0, number, asked.size)


def count_of(work: Work, query: Select[*tuple[Any, ...]]) -> int:
    """How many rows it has."""
    return (
        work.session.scalar(query.order_by(None).with_only_columns(func.count(), maintain_column_froms=True)) or 0
    )


def page_of(
    work: Work, query: Select[*tuple[Any, ...]], order: Sequence[Any], asked: Paging
) -> tuple[Sequence[Row[*tuple[Any, ...]]], int]:
    """One page of a query that counts its rows itself, and its number: beyond the last page it is the last.

    One statement: what decides about a row is asked once, for the count and for the page.
    """
    ordered = query.order_by(*order)
    rows = work.session.execute(ordered.offset((asked.number - 1) * asked.size).limit(asked.size)).all()
    if rows or asked.number == 1:
        return rows, asked.number
    total = work.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    last = pages_of(total, asked.size)
    return work.session.execute(ordered.offset((last - 1) * asked.size).limit(asked.size)).all(), last


def matches(words: str, *columns: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Whether every word stands in one of the columns, in any case and width."""
    said = unicodedata.normalize("NFKC", words).split()
    return and_(true(), *(or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in said))
