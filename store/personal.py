"""What every column says of itself: plain, or personal (whose it is, how it is erased, why it is kept)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, Table

from store.columns import Instant

_MARK: Final = "personal"
_PLAIN_TYPES = (Integer, BigInteger, Boolean, Date, Instant)
"""Numbers of rows, sums, days and instants are plain unless marked; words and bytes must say what they are."""

_ACCOUNT_COLUMNS = frozenset({"channel", "address"})
_HASHED_ACCOUNT = "person_hash"


class Whose(StrEnum):
    """Whom a personal column tells of."""

    ACCOUNT = "account"  # the person of the channel's account
    CONTACT = "contact"  # people named in what a firm handed in, or was told about it
    STAFF = "staff"
    ANYBODY = "anybody"  # words in which anybody may be named


class Erased(StrEnum):
    """What becomes of a personal column when its person asks to be erased, or leaves the channel."""

    WITH_ROW = "with_row"  # the row is deleted
    EMPTIED = "emptied"  # the row stays without it
    WITH_SALT = "with_salt"  # a digest whose salt is deleted
    WITH_KEY = "with_key"  # a hash whose day's key is destroyed within 72 hours
    EXPIRES = "expires"  # says not whose it is: deleted when its time is over
    KEPT = "kept"


class Kept(StrEnum):
    """Why a personal column outlives its person's wish."""

    ARTICLE_8 = "article_8"  # 第八条: 县工信局 keeps the archive of the project
    DUTIES = "duties"  # who did an act must be known, so that nobody decides what they did themselves


class Personal(Struct, frozen=True):
    """The mark of a personal column."""

    whose: Whose
    erased: Erased
    kept: Kept | None = None


class UnmarkedColumnError(TypeError):
    """A table's column does not say what it holds, or says what cannot be done."""


def plain() -> dict[Any, Any]:
    """`info` of a column that tells of no person: `mapped_column(String(64), info=plain())`."""
    return {_MARK: None}


def personal(whose: Whose, erased: Erased, kept: Kept | None = None) -> dict[Any, Any]:
    """`info` of a column that tells of a person.

    Raises:
        UnmarkedColumnError: it is kept without a reason, or has a reason and is not kept.
    """
    if (erased is Erased.KEPT) != (kept is not None):
        raise UnmarkedColumnError("a personal column has a `kept` reason if and only if it is Erased.KEPT")
    return {_MARK: Personal(whose, erased, kept)}


def mark_of(column: Column[Any]) -> Personal | None:
    """The mark of a personal column; None for a plain one."""
    mark: Personal | None = column.info.get(_MARK)
    return mark


def personal_columns(table: Table, *erased: Erased) -> Iterator[tuple[Column[Any], Personal]]:
    """The personal columns of a table with their marks; or those erased in these ways only."""
    for column in table.columns:
        mark = mark_of(column)
        if mark is not None and (not erased or mark.erased in erased):
            yield column, mark


def names_an_account(columns: Iterable[str]) -> bool:
    """Whether a row of these columns names the channel's account whose it is, so that erasure finds it."""
    return set(columns) >= _ACCOUNT_COLUMNS


def check_marks(table: Table) -> None:
    """Refuse a table that does not say what it holds.

    Raises:
        UnmarkedColumnError: naming table and column, and what to write.
    """
    for column in table.columns:
        if _MARK not in column.info and not _is_plain_by_type(column):
            raise UnmarkedColumnError(
                f"column {table.name}.{column.name} does not say whether it tells of a person: write"
                " mapped_column(…, info=plain()) or info=personal(Whose.…, Erased.…), see store/personal.py"
            )
    for column, _mark in personal_columns(table, Erased.WITH_ROW, Erased.EMPTIED):
        if not names_an_account(table.columns.keys()) and _HASHED_ACCOUNT not in table.columns:
            raise UnmarkedColumnError(
                f"column {table.name}.{column.name} is to be erased with its person, but no row of the table says"
                " whose it is: give it `channel` and `address`, or say Erased.KEPT and why"
            )


def _is_plain_by_type(column: Column[Any]) -> bool:
    """A foreign key has the type of the number that it refers to, but not before all tables are there."""
    return bool(column.foreign_keys) or isinstance(column.type, _PLAIN_TYPES)
