"""What the store raises when a promise is broken; expected outcomes are return values."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class StoreError(Exception):
    """The base of everything that the store raises itself."""


class UnknownDatabase(StoreError):  # noqa: N818 -- named by what is wrong, like the rest of the product
    """The URL names an engine that the store does not run on."""


class UpgradeFailed(StoreError):  # noqa: N818 -- as above
    """The database could not be reached, or not be brought to the newest schema; the cause is attached."""


class WriterClosed(StoreError):  # noqa: N818 -- as above
    """A write was asked for after the writer had been closed."""


class WriteFailed(StoreError):  # noqa: N818 -- as above
    """The database refused a write, or could not be reached; the cause is attached."""


class KeyFault(StrEnum):
    """Why the key file cannot be used."""

    MISSING = "missing"  # and the database holds signed entries: a new key would be another's
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    FOREIGN = "foreign"  # the database's entries are signed by another key
    USED = "used"  # it has signed already, and the database holds older entries and no signed one


class UnusableKey(StoreError):  # noqa: N818 -- as above
    """The key file cannot be used with this database."""

    def __init__(self, fault: KeyFault, path: Path | None) -> None:
        super().__init__(f"key file {path}: {fault.value}")
        self.fault = fault
        self.path = path


def kind_of(error: BaseException) -> str:
    """The engine's short name for it (SQLITE_FULL, a SQLSTATE), else the exception's; never its text."""
    driver = getattr(error, "orig", error)
    for name in ("sqlite_errorname", "sqlstate"):
        found = getattr(driver, name, None)
        if isinstance(found, str):
            return found
    return type(error).__name__
