"""Forms of the console that were carried out: a form that comes again has the outcome of the first."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Json, Record
from store.personal import Erased, Whose, personal, plain
from store.sealing import Exempt
from store.tables.people import new_reference


class FormClaim(Record):
    """A form that was carried out, written in the transaction of its act. Only the hash of its token is stored."""

    __tablename__ = "form_claims"
    __audit__ = Exempt("tells only which act a form came to, which has its entry in the act's chain")
    __table_args__ = (Index(None, "at"),)

    token_hash: Mapped[bytes] = mapped_column(primary_key=True, info=plain())
    reference: Mapped[Code] = mapped_column(unique=True, default=new_reference)  # by which pages name the outcome
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    outcome: Mapped[Json] = mapped_column(info=personal(Whose.ANYBODY, Erased.EXPIRES))
