"""Writes down what makes the tables of a new database: `make tables`, after a table or an index changed."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Column, Dialect, MetaData, PrimaryKeyConstraint, String, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from store.creating import END, STATEMENTS, VERSION_TABLE
from store.schema import whole_metadata

_VERSION = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def written(dialect: Dialect) -> str:
    """Every table and its indexes, each table behind those that it refers to."""
    lines = "".join(f"{statement.strip()}{END}" for statement in _statements(dialect)).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _statements(dialect: Dialect) -> Iterator[str]:
    for table in (*whole_metadata().sorted_tables, _VERSION):
        yield str(CreateTable(table).compile(dialect=dialect))
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect))


def main() -> None:
    """Write the files."""
    dialects: tuple[type[Dialect], ...] = (sqlite.dialect, postgresql.dialect)
    for dialect in (kind() for kind in dialects):
        (STATEMENTS / f"{dialect.name}.sql").write_text(written(dialect), encoding="utf-8")


if __name__ == "__main__":
    main()
