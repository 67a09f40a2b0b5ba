"""Declarative base: metadata, naming convention and column types for both engines."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, Date, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

from store.columns import Instant
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

    A table whose column does not say whether it tells of a person is refused at import, see `store.personal`, and
    so is one that does not say how the audit covers its rows, see `store.sealing`.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Instant(), date: Date(), bytes: LargeBinary()}  # noqa: RUF012 -- SQLAlchemy's hook

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        table = getattr(cls, "__table__", None)
        if isinstance(table, Table):  # an abstract class has none
            check_marks(table)
            check_declaration(cls)


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
