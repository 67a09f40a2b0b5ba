"""Corrections of the register (登记更正): what was recorded otherwise than its paper says."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, KeptWords, Key, PlainLine, PlainWords, Record
from store.sealing import ChainOf, Look, Sealed, through
from store.tables.applications import Application
from store.tables.contracts import Contract

OF_RESULTS = "meeting"
"""The kind of corrections of what a meeting decided: whoever makes or checks one approves."""

OF_PAYMENTS = frozenset({"payment", "reversal"})
"""Those of what was paid: whoever makes or checks one pays."""

_OF_APPLICATION: ChainOf = through("application_id", Application)
_OF_CONTRACT: ChainOf = through("contract_id", Contract)


def _chain(row: "Correction", look: Look) -> str:
    return (_OF_CONTRACT if row.application_id is None else _OF_APPLICATION)(row, look)


class Correction(Record):
    """One value of one record, as it was and as its paper says, for ever. The record holds what is in force.

    `kind` and `record` name the row, `field` the value; `before` and `after` are kept as stored, not as shown.
    `barred` are the ids of the members who must not check it, each between commas: who recorded it, or the
    original, or did what the checker must not have done. `finding` is why it was refused.
    """

    __tablename__ = "corrections"
    __audit__ = Sealed(_chain)
    __table_args__ = (
        Index(None, "contract_id"),
        Index(None, "application_id"),
        Index(None, "case_id"),
        Index(None, "state"),
    )

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    case_id: Mapped[int | None] = mapped_column(ForeignKey("return_cases.id"))
    kind: Mapped[Code]
    record: Mapped[int]
    field: Mapped[Code]
    before: Mapped[KeptWords]
    after: Mapped[KeptWords]
    reason: Mapped[KeptWords]
    document: Mapped[PlainLine]
    dated_on: Mapped[date]
    state: Mapped[Code]
    barred: Mapped[PlainWords]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
    checked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime | None]
    finding: Mapped[KeptWords]
