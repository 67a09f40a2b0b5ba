"""Runs the migrations that lie beside this module. Alone in importing alembic's machinery: see `store.upgrade`."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from store.errors import UpgradeFailed


def migrate(connection: Connection) -> None:
    """Run every migration that the database lacks, on its connection and in its transaction.

    Raises:
        UpgradeFailed: the database names a migration that is not here, such as a newer version's.
    """
    try:
        command.upgrade(configuration(connection), "head")
    except CommandError as error:
        raise UpgradeFailed(f"{type(error).__name__}: {error}") from error


def configuration(connection: Connection) -> Config:
    """Alembic's settings, without a file of its own; the migrations lie beside this module, also in a wheel."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
