"""What is recorded of materials beside themselves: that somebody held a copy against the paper original."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from store.base import KeptWords, Key, Record
from store.sealing import Look, Sealed
from store.tables.applications import Application, Material


def _application_chain(row: Any, look: Look) -> str:
    """The chain of the application whose material it is; none where that is not there."""
    material = look(Material, row.material_id)
    owner = material.application_id if material is not None else None
    application = look(Application, owner) if owner is not None else None
    return str(application.number) if application is not None else ""


class MaterialCheck(Record):
    """已与原件核对: one that is taken back stays, with who took it back, and why."""

    __tablename__ = "material_checks"
    __audit__ = Sealed(_application_chain)
    __table_args__ = (Index(None, "material_id"),)

    id: Mapped[Key]
    material_id: Mapped[int] = mapped_column(ForeignKey("materials.id"))
    checked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    checked_at: Mapped[datetime]
    revoked_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    revoked_at: Mapped[datetime | None]
    reason: Mapped[KeptWords]  # why it was taken back; empty as long as it stands
