"""Declarative base: metadata, naming convention and column types for both engines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, Date, LargeBinary, MetaData, String, Table, Text, inspect
from sqlalchemy.orm import DeclarativeBase, mapped_column

from store.columns import Instant
from store.mapping import defer
from store.personal import Erased, Kept, Whose, check_marks, personal, plain
from store.sealing import check_declaration

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(DeclarativeBase):
    """Every table hangs here; the names of its constraints are the same on both engines.

    A table that does not say how the audit covers its rows is refused at import, see `store.sealing`; one whose
    column does not say whether it tells of a person when it is mapped, see `store.personal` and `store.mapping`.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant(), date: Date(), bytes: LargeBinary()}  # noqa: RUF012 -- SQLAlchemy's hook

    def __init_subclass__(cls, **options: Any) -> None:
        if cls.__dict__.get("__abstract__"):
            super().__init_subclass__(**options)
            return
        check_declaration(cls)
        if cls.metadata is Record.metadata:
            TABLES[cls.__tablename__] = cls
        defer(cls, _map)


TABLES: dict[str, type[Record]] = {}
"""By name, those that were imported; `store.schema` imports all that there are."""


def _map(kind: type[Record]) -> None:
    """With the tables that its rows belong to: what is written goes by their order."""
    kind.registry.map_declaratively(kind)
    table = kind.__table__
    assert isinstance(table, Table)
    check_marks(table)
    for key in table.foreign_keys:
        owner, _column = key.target_fullname.split(".")
        if owner in TABLES:
            inspect(TABLES[owner])


Key = Annotated[int, mapped_column(primary_key=True)]
Fen = Annotated[int, mapped_column(BigInteger)]
"""Money in whole fen (1 yuan = 100 fen)."""
Code = Annotated[str, mapped_column(String(32), info=plain())]
"""A short stored name: a state, a kind, a role."""
ChannelName = Annotated[str, mapped_column(String(16), info=plain())]
Address = Annotated[str, mapped_column(String(255), info=personal(Whose.ACCOUNT, Erased.WITH_ROW))]
"""An account of a channel, in a row that is deleted with it."""
Reference = Annotated[str, mapped_column(String(64), info=plain())]
"""A number of something or somebody in our own records: a 申请编号, an actor (binding:3), a voucher, a hash."""
Line = Annotated[str, mapped_column(String(255))]
Words = Annotated[str, mapped_column(Text)]
Json = Annotated[str, mapped_column(Text)]
PlainLine = Annotated[str, mapped_column(String(255), info=plain())]
"""Names of firms, projects and papers, and what else tells of no person."""
PlainWords = Annotated[str, mapped_column(Text, info=plain())]
"""Official words: findings, grounds, conclusions."""
PlainJson = Annotated[str, mapped_column(Text, info=plain())]
_HANDED_IN = (Whose.CONTACT, Erased.KEPT, Kept.ARTICLE_8)
KeptLine = Annotated[str, mapped_column(String(255), info=personal(*_HANDED_IN))]
"""What a firm handed in or was told: it may name people, and the archive of Article 8 keeps it."""
KeptWords = Annotated[str, mapped_column(Text, info=personal(*_HANDED_IN))]
KeptJson = Annotated[str, mapped_column(Text, info=personal(*_HANDED_IN))]
