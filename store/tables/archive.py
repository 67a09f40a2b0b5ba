"""The contract's archive (Article 8): what staff upload of its life, what its directory says, its hand-overs."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, KeptJson, KeptLine, KeptWords, Key, Line, PlainLine, Record, Reference
from store.personal import Erased, Kept, Whose, personal
from store.sealing import Sealed, through
from store.tables.contracts import Contract


class ContractMaterial(Record):
    """A material of the contract's life, by staff. The file is a `Material` that belongs to no application.

    `item` is the piece of the office's list that it is, or empty. One that was removed stays, with why.
    """

    __tablename__ = "contract_materials"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (Index(None, "contract_id"), Index(None, "material_id"))

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    material_id: Mapped[int] = mapped_column(ForeignKey("materials.id"))
    folder: Mapped[Code]
    item: Mapped[PlainLine]
    title: Mapped[KeptLine]
    author: Mapped[KeptLine]  # 责任者
    document: Mapped[PlainLine]  # 文号, or empty
    dated_on: Mapped[date | None]
    added_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    added_at: Mapped[datetime]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    removed_at: Mapped[datetime | None]
    reason: Mapped[KeptWords]


class PieceNote(Record):
    """What members entered of a line (件) of the directory that the records themselves do not say.

    `piece` names the line: material:12, payment:3.
    """

    __tablename__ = "piece_notes"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (UniqueConstraint("contract_id", "piece"),)

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    piece: Mapped[Reference]
    reference: Mapped[PlainLine]  # 档号
    secrecy: Mapped[PlainLine]  # 密级
    pages: Mapped[int | None]
    remark: Mapped[KeptLine]
    item: Mapped[PlainLine]  # the piece of the office's list that it is, or empty
    noted_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    noted_at: Mapped[datetime]


class ArchiveTransfer(Record):
    """移交: what went from the office to the bureau, as the directory was then. `place` counts from 1."""

    __tablename__ = "archive_transfers"
    __audit__ = Sealed(through("contract_id", Contract))
    __table_args__ = (UniqueConstraint("contract_id", "place"),)

    id: Mapped[Key]
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    place: Mapped[int]
    handed_by: Mapped[Line] = mapped_column(info=personal(Whose.STAFF, Erased.KEPT, Kept.ARTICLE_8))
    received_by: Mapped[Line] = mapped_column(info=personal(Whose.STAFF, Erased.KEPT, Kept.ARTICLE_8))
    handed_on: Mapped[date]
    note: Mapped[KeptWords]
    lines: Mapped[KeptJson]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]
