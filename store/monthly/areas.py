"""The items of the scope of a contract, or of an entry, as a key: never NULL, never empty."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, case

from store.tables.ledger import UNKNOWN, UNLISTED


def listed(areas: str | None) -> str:
    """What a row says of them."""
    return UNKNOWN if areas is None else areas or UNLISTED


def listed_in(column: Any) -> ColumnElement[str]:
    """The same of a column."""
    return case((column.is_(None), UNKNOWN), (column == "", UNLISTED), else_=column)
