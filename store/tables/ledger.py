"""The money that adds up: the journal, and the quotas (指标) by which money comes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from store.base import Code, Fen, Key, PlainLine, PlainWords, Record, Reference
from store.partial import partial_index
from store.sealing import Exempt, Look, Sealed, always, through
from store.tables.applications import Application
from store.tables.contracts import Contract, ReturnCase

QUOTAS = "quotas"
"""The chain of everything about quotas."""

UNLISTED, UNKNOWN = "unlisted", "unknown"
"""Of the items of the scope, where they are a key: the contract names none; nobody recorded them."""


def _chain(row: Any, look: Look) -> str:
    """That of the act that posts: the application's, else the contract's, else the quotas'."""
    if row.application_id is not None:
        return through("application_id", Application)(row, look)
    return through("contract_id", Contract)(row, look) if row.contract_id is not None else QUOTAS


class Quota(Record):
    """指标: money that a document allots for a year, from one source. Its sums are those of its movements."""

    __tablename__ = "quotas"
    __audit__ = Sealed(always(QUOTAS))

    id: Mapped[Key]
    document: Mapped[Reference] = mapped_column(unique=True)  # 指标文号
    budget_year: Mapped[int]
    source: Mapped[Code]
    purpose: Mapped[PlainLine]  # what the document calls the money, or empty
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class QuotaMovement(Record):
    """下达, 调整, 收回 or 到位 of a quota, with its paper. `amount` is signed as an entry of the journal is."""

    __tablename__ = "quota_movements"
    __audit__ = Sealed(always(QUOTAS))
    __table_args__ = (Index(None, "quota_id"),)

    id: Mapped[Key]
    quota_id: Mapped[int] = mapped_column(ForeignKey("quotas.id"))
    kind: Mapped[Code]
    amount: Mapped[Fen]
    document: Mapped[Reference]
    moved_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class Refund(Record):
    """退付: what a firm had paid back beyond the demand, returned to it."""

    __tablename__ = "refunds"
    __audit__ = Sealed(through("case_id", ReturnCase))
    __table_args__ = (Index(None, "case_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("return_cases.id"))
    amount: Mapped[Fen]
    voucher: Mapped[Reference] = mapped_column(unique=True)
    refunded_on: Mapped[date]
    reason: Mapped[PlainWords]
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class OverpaidSettlement(Record):
    """超付缴回: money above what a later result leaves, come back by a paper of its own; no 追回 and no 收回."""

    __tablename__ = "overpaid_settlements"
    __audit__ = Sealed(through("application_id", Application))
    __table_args__ = (Index(None, "application_id"),)

    id: Mapped[Key]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    amount: Mapped[Fen]
    source: Mapped[Code]
    budget_year: Mapped[int]
    voucher: Mapped[Reference] = mapped_column(unique=True)
    returned_on: Mapped[date]
    document: Mapped[PlainLine]  # on which it stands
    recorded_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    recorded_at: Mapped[datetime]


class JournalEntry(Record):
    """One sum of money, as an act posted it in its own commit; never edited, put right by a reversing entry.

    `posted_at` is when it was recorded, `happened_on` the day of its paper: a page of a past day counts what had
    been posted by then. `areas` are the contract's of that moment. `adjusts` is the entry that this one reverses.
    """

    __tablename__ = "journal_entries"
    __audit__ = Sealed(_chain)
    __table_args__ = (
        Index(None, "posted_at", "kind"),
        Index(None, "happened_on", "posted_at", "id"),
        Index(None, "contract_id"),
        Index(None, "application_id"),
        Index(None, "quota_id"),
        Index(None, "origin"),
    )

    id: Mapped[Key]
    posted_at: Mapped[datetime]
    happened_on: Mapped[date]
    kind: Mapped[Code]
    amount: Mapped[Fen]  # signed: see EntryType
    budget_year: Mapped[int | None]
    source: Mapped[Code | None]  # None where no paper says it
    quota_id: Mapped[int | None] = mapped_column(ForeignKey("quotas.id"))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    money_kind: Mapped[Code | None]  # of Kind
    areas: Mapped[Reference | None]
    document: Mapped[PlainLine]  # 文号, 支付凭证号
    origin: Mapped[Reference]  # the row that it tells of: payment:12
    adjusts: Mapped[int | None] = mapped_column(ForeignKey("journal_entries.id"))


class JournalSum(Record):
    """What entries of the journal add up to that were posted in a month, of papers of a month, and say the same.

    Kept in the commit that posts (`store.monthly`). Months are numbers: 202611. What an entry leaves out is empty,
    0 or `UNKNOWN`.
    """

    __tablename__ = "journal_sums"
    __audit__ = Exempt("follows from sealed rows; makes ledgers cheap")

    posted_month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    happened_month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Code] = mapped_column(primary_key=True)
    source: Mapped[Code] = mapped_column(primary_key=True)
    budget_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    money_kind: Mapped[Code] = mapped_column(primary_key=True)
    areas: Mapped[Reference] = mapped_column(primary_key=True)
    amount: Mapped[Fen]
    entries: Mapped[int]


class _Balance(Record):
    """Measures of the journal as they are now, in fen: `store.monthly.balances`."""

    __abstract__ = True

    contracted: Mapped[Fen]
    approved: Mapped[Fen]
    net: Mapped[Fen]
    held: Mapped[Fen]
    unpaid: Mapped[Fen]


class ApplicationBalance(_Balance):
    """Those of an application; what is approved and not paid is found by an index."""

    __tablename__ = "application_balances"
    __audit__ = Exempt("follows from sealed rows; makes ledgers cheap")
    __table_args__ = (
        partial_index("ix_application_balances_unpaid", "application_id", "unpaid", where=text("unpaid > 0")),
    )

    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), primary_key=True)


class ContractBalance(_Balance):
    """Those of a contract, its applications' entries among them."""

    __tablename__ = "contract_balances"
    __audit__ = Exempt("follows from sealed rows; makes ledgers cheap")

    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"), primary_key=True)
