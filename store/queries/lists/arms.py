"""A list of several kinds of things in one order: each kind is found, counted and cut by its own index.

Words that are searched for no index finds: of a searched list each row is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Row, Select, Subquery, case, func, literal, select, true, union_all

from store.queries.lists.paging import Paging, page_of, shown_page
from store.work import Work


class Arm(Struct, frozen=True):
    """The things of a kind: their ids, and `at`, by which the list is ordered. Without `late` none is late."""

    kind: StrEnum
    id: Any
    at: Any
    query: Select[Any]
    late: ColumnElement[bool] | None = None

    def rows(self) -> Select[Any]:
        """Kind, id, moment or day, and whether it is late."""
        is_late = literal(0) if self.late is None else case((self.late, 1), else_=0)
        return self.query.with_only_columns(
            literal(self.kind.value).label("kind"),
            self.id.label("id"),
            self.at.label("at"),
            is_late.label("late"),
            maintain_column_froms=True,
        )

    def first(self, most: int) -> Select[Any]:
        """The earliest: no page needs more of any arm."""
        return select(self.rows().order_by(self.at, self.id).limit(most).subquery())

    def counts(self) -> tuple[ColumnElement[int], ColumnElement[int]]:
        """How many there are, and how many of them are late."""
        late = literal(0) if self.late is None else _count(self.query.where(self.late))
        return _count(self.query), late


class ArmsPage(Struct, frozen=True):
    """The rows of a page; `late` counts all pages."""

    rows: Sequence[Row[*tuple[Any, ...]]]
    total: int
    late: int
    number: int


def only_late(arms: Iterable[Arm]) -> Iterator[Arm]:
    """What of them is late."""
    for arm in arms:
        if arm.late is not None:
            yield replace(arm, query=arm.query.where(arm.late), late=true())


def page_of_arms(work: Work, arms: Sequence[Arm], asked: Paging, *, is_searched: bool) -> ArmsPage:
    """A page, the earliest first: one statement counts everything, and one reads the page.

    Where words are searched for, the page's rows come with the counts.
    """
    if is_searched and arms:
        return _page_at_once(work, arms, asked)
    total, late = _counts(work, arms)
    number = shown_page(total, asked)
    if not total:
        return ArmsPage((), 0, 0, number)
    found = union_all(*(arm.first(number * asked.size) for arm in arms)).subquery()
    query = select(found).order_by(*_order(found))
    rows = work.session.execute(query.offset((number - 1) * asked.size).limit(asked.size)).all()
    return ArmsPage(rows, total, late, number)


def every_row(work: Work, arms: Sequence[Arm]) -> Sequence[Row[*tuple[Any, ...]]]:
    """All of them, the earliest first."""
    if not arms:
        return ()
    found = _all_rows(arms)
    return work.session.execute(select(found).order_by(*_order(found))).all()


def _page_at_once(work: Work, arms: Sequence[Arm], asked: Paging) -> ArmsPage:
    found = _all_rows(arms)
    late = func.sum(found.c.late).over()
    rows, number = page_of(work, select(found, func.count().over(), late), _order(found), asked)
    total, late_ones = rows[0][-2:] if rows else (0, 0)
    return ArmsPage(rows, total, late_ones, number)


def _all_rows(arms: Iterable[Arm]) -> Subquery:
    return union_all(*(arm.rows() for arm in arms)).subquery()


def _order(found: Subquery) -> tuple[ColumnElement[Any], ...]:
    return found.c.at, found.c.kind, found.c.id


def _count(query: Select[Any]) -> ColumnElement[int]:
    return select(func.count()).select_from(query.subquery()).scalar_subquery()


def _counts(work: Work, arms: Sequence[Arm]) -> tuple[int, int]:
    if not arms:
        return 0, 0
    found = work.session.execute(select(*(count for arm in arms for count in arm.counts()))).one()
    return sum(found[::2]), sum(found[1::2])
