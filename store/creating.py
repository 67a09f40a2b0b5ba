"""Makes the tables of a new database at once, as the migrations would leave them: a first start waits for none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect

from store.schema import HEAD

VERSION_TABLE = "alembic_version"
"""As alembic makes and reads it."""

END = ";\n"
"""Of a statement in a file of `STATEMENTS`."""

STATEMENTS = Path(__file__).parent / "tables"
"""What makes every table is written down for each engine, see `store.written_tables`: nothing is mapped for it."""


def is_new(connection: Connection) -> bool:
    """Whether the database has no table at all."""
    return not inspect(connection).get_table_names()


def create(connection: Connection) -> None:
    """Make every table, and note that no migration is lacking."""
    written = (STATEMENTS / f"{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in written.removesuffix(END).split(END):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"INSERT INTO {VERSION_TABLE} (version_num) VALUES ('{HEAD}')")  # noqa: S608 -- our own names
