"""Instants: aware UTC in Python, microseconds since the epoch in either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, Dialect
from sqlalchemy.types import TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Instant(TypeDecorator[datetime]):
    """SQLite has no time type and would drop the zone; a whole number compares and adds alike on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Aware times only: a naive one raises, for its zone would be a guess."""
        return microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Aware UTC again."""
        return instant(value)


def microseconds(value: datetime | None) -> int | None:
    """An instant as it is stored."""
    return None if value is None else (value - _EPOCH) // _MICROSECOND


def instant(value: int | None) -> datetime | None:
    """A stored instant."""
    return None if value is None else _EPOCH + timedelta(microseconds=value)
