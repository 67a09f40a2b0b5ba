"""Makes the tables of a new database at once, as the migrations would leave them: a first start waits for none."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Column, Connection, Dialect, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect
from sqlalchemy.schema import CreateIndex, CreateTable

from store.schema import HEAD, METADATA

VERSION_TABLE = "alembic_version"
"""As alembic makes and reads it."""

_VERSION = Table(
    VERSION_TABLE,
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)


def is_new(connection: Connection) -> bool:
    """Whether the database has no table at all."""
    return not inspect(connection).get_table_names()


def create(connection: Connection) -> None:
    """Make every table, and note that no migration is lacking."""
    for statement in _statements(connection.dialect):
        connection.exec_driver_sql(statement)
    connection.execute(insert(_VERSION), {"version_num": HEAD})


@cache
def _statements(dialect: Dialect) -> tuple[str, ...]:
    """What makes the tables and their indexes, compiled once for a dialect: most of a new database's time."""
    found = []
    for table in (*METADATA.sorted_tables, _VERSION):
        found.append(str(CreateTable(table).compile(dialect=dialect)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        found += [str(CreateIndex(index).compile(dialect=dialect)) for index in indexes]
    return tuple(found)
