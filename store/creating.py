"""Makes the tables of a new database at once, as the migrations would leave them: a first start waits for none."""

from __future__ import annotations

from sqlalchemy import Column, Connection, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect

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
    METADATA.create_all(connection, checkfirst=False)
    _VERSION.create(connection)
    connection.execute(insert(_VERSION), {"version_num": HEAD})
