"""Whole tables, read without making objects that could be changed: the oracle looks after every act."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Select, Table, select

from store.base import Record
from store.work import Work

_R = TypeVar("_R", bound=Record)


def rows_of(work: Work, kind: type[_R]) -> list[_R]:
    """All rows in the order of their keys, by the names of the columns: to be read, and for nothing else."""
    work.session.flush()  # the connection knows nothing of what waits to be written
    return cast("list[_R]", work.connection.execute(_all_of(kind)).all())


@cache
def _all_of(kind: type[Record]) -> Select[Any]:
    table = cast("Table", kind.__table__)
    return select(table).order_by(*table.primary_key)
