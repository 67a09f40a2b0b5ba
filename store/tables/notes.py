"""Internal notes of members on an application or a contract: for the house alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import KeptWords, Key, Record
from store.sealing import Look, Sealed
from store.tables.applications import Application
from store.tables.contracts import Contract


def chain_of_case(row: Any, look: Look) -> str:
    """The application's chain, or the contract's where it is on none."""
    owner = look(Application, row.application_id) if row.application_id is not None else None
    if owner is not None:
        return str(owner.number)
    contract = look(Contract, row.contract_id)
    return f"contract:{contract.number}" if contract is not None else ""


class CaseNote(Record):
    """What a member noted for colleagues; never shown to the firm, and never changed."""

    __tablename__ = "case_notes"
    __audit__ = Sealed(chain_of_case)
    __table_args__ = (Index(None, "contract_id"), Index(None, "application_id"))

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    words: Mapped[KeptWords]
    noted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    noted_at: Mapped[datetime]
