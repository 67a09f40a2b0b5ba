"""What every table hangs on: one metadata, the same names of constraints on both engines, the column types."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import BigInteger, Date, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

from store.columns import Instant

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(DeclarativeBase):
    """Every table hangs here; the names of its constraints are the same on both engines."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant(), date: Date(), bytes: LargeBinary()}  # noqa: RUF012 -- SQLAlchemy's hook


Key = Annotated[int, mapped_column(primary_key=True)]
Fen = Annotated[int, mapped_column(BigInteger)]
"""Money in whole fen (1 yuan = 100 fen)."""
Code = Annotated[str, mapped_column(String(32))]
"""A short stored name: a state, a kind, a role."""
Line = Annotated[str, mapped_column(String(255))]
Words = Annotated[str, mapped_column(Text)]
Json = Annotated[str, mapped_column(Text)]
