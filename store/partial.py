"""Indexes over the rows that meet a condition, written for the engine that is there.

SQLAlchemy takes such a condition by the names of dialects, and would import PostgreSQL's at each start on SQLite.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, TextClause
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateIndex

_WHERE = "where"


def partial_index(name: str | None, *columns: str, where: TextClause, unique: bool = False) -> Index:
    """An index, named as every other without a name, over the rows for which `where` holds."""
    return Index(name, *columns, unique=unique, info={_WHERE: where})


@compiles(CreateIndex)
def _create(statement: CreateIndex, compiler: Any, **options: Any) -> str:
    index = statement.element
    if _WHERE in index.info:
        index.dialect_options[compiler.dialect.name]["where"] = index.info[_WHERE]
    return str(compiler.visit_create_index(statement, **options))
