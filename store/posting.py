"""What each row of money posts to the journal: one mapping, for acts and for what was there before the journal.

Signs: REVERSED and WITHDRAWN are negative, ADJUSTED, CONTRACTED and APPROVED either; all others are positive. What
is with the contractors is PAID + REVERSED - RECOVERED - RECLAIMED - OVERPAID_RETURNED + REFUNDED.
"""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from store.audit.seals import values_of
from store.base import Record
from store.states import CaseKind, EntryType, Kind
from store.tables.applications import Application, Meeting, Payment
from store.tables.contracts import Amendment, Contract, OpeningPayment, ReturnCase, ReturnedMoney
from store.tables.ledger import JournalEntry, OverpaidSettlement, Quota, QuotaMovement, Refund


class Money(Struct, frozen=True, kw_only=True):
    """Which money it is: of which source and year, by which quota, for what kind of application."""

    source: str | None = None
    budget_year: int | None = None
    quota_id: int | None = None
    kind: str | None = None


class Paper(Struct, frozen=True, kw_only=True):
    """What shows it: when it was recorded, the day and the number on it."""

    at: datetime
    on: date
    number: str = ""


_UNSAID = Money()


def entry(
    kind: EntryType,
    fen: int,
    origin: Record,
    paper: Paper,
    *,
    contract: Contract | None = None,
    application: Application | None = None,
    money: Money = _UNSAID,
    adjusts: JournalEntry | None = None,
) -> JournalEntry:
    """A line of the journal, to be added in the commit of the act that it tells of. `origin` is the act's row."""
    return JournalEntry(
        posted_at=paper.at,
        happened_on=paper.on,
        kind=kind.value,
        amount=fen,
        budget_year=money.budget_year,
        source=money.source,
        quota_id=money.quota_id,
        contract_id=contract.id if contract else None,
        application_id=application.id if application else None,
        money_kind=application.kind if application else money.kind,
        areas=contract.areas if contract else None,
        document=paper.number,
        origin=origin_of(origin),
        adjusts=adjusts.id if adjusts else None,
    )


def origin_of(row: Record) -> str:
    """How entries name the row that they tell of: `payments:12`."""
    return f"{row.__tablename__}:{values_of(row)['id']}"


_SAME = (
    "kind",
    "budget_year",
    "source",
    "quota_id",
    "contract_id",
    "application_id",
    "money_kind",
    "areas",
    "origin",
)


def reversing(standing: JournalEntry, paper: Paper) -> JournalEntry:
    """红字冲正: takes an entry back, in everything but its sum the same; what is right is posted beside it."""
    return JournalEntry(
        **{name: getattr(standing, name) for name in _SAME},
        posted_at=paper.at,
        happened_on=paper.on,
        amount=-standing.amount,
        document=paper.number,
        adjusts=standing.id,
    )


def of_contract(contract: Contract, fen: int) -> JournalEntry:
    """The sum of a contract as it was entered."""
    paper = Paper(at=contract.created_at, on=contract.signed_on, number=contract.number)
    return entry(EntryType.CONTRACTED, fen, contract, paper, contract=contract)


def of_amendment(row: Amendment, contract: Contract, difference: int) -> JournalEntry:
    """What a changed sum adds to the contract, or takes from it."""
    paper = Paper(at=row.recorded_at, on=row.effective_on, number=row.document)
    return entry(EntryType.CONTRACTED, difference, row, paper, contract=contract)


def of_meeting(row: Meeting, application: Application, contract: Contract) -> JournalEntry:
    """What a meeting approved."""
    paper = Paper(at=row.recorded_at, on=row.held_on, number=row.session)
    return entry(EntryType.APPROVED, row.approved or 0, row, paper, contract=contract, application=application)


def of_approval(fen: int, application: Application, contract: Contract, paper: Paper) -> JournalEntry:
    """What an approval loses when it lapses or is archived unpaid, or regains when its condition is met."""
    return entry(EntryType.APPROVED, fen, application, paper, contract=contract, application=application)


def of_payment(row: Payment, application: Application, contract: Contract, quota: Quota | None) -> JournalEntry:
    """A payment or its reversal; without a quota the year is that of its voucher."""
    kind = EntryType.REVERSED if row.reverses is not None else EntryType.PAID
    year = quota.budget_year if quota else row.paid_on.year
    money = Money(source=row.source, budget_year=year, quota_id=row.quota_id)
    paper = Paper(at=row.recorded_at, on=row.paid_on, number=row.voucher)
    return entry(kind, row.amount, row, paper, contract=contract, application=application, money=money)


def of_opening(row: OpeningPayment, contract: Contract) -> JournalEntry:
    """A payment of before; its paper names no source."""
    money = Money(budget_year=row.paid_on.year, kind=row.kind)
    paper = Paper(at=row.recorded_at, on=row.paid_on, number=row.voucher)
    return entry(EntryType.PAID, row.amount, row, paper, contract=contract, money=money)


_BACK = {CaseKind.RECOVERY: EntryType.RECOVERED, CaseKind.RECLAIM: EntryType.RECLAIMED}


def of_returned(row: ReturnedMoney, case: ReturnCase, contract: Contract) -> JournalEntry:
    """Money that came back, all that its voucher says."""
    paper = Paper(at=row.recorded_at, on=row.returned_on, number=row.voucher)
    money = Money(source=row.source, budget_year=row.budget_year or row.returned_on.year, kind=_kind_of(case))
    fen = row.amount + (row.surplus or 0)
    return entry(_BACK[CaseKind(case.kind)], fen, row, paper, contract=contract, money=money)


def of_refund(row: Refund, back: ReturnedMoney, case: ReturnCase, contract: Contract) -> JournalEntry:
    """退付, of the money that had come back too much."""
    paper = Paper(at=row.recorded_at, on=row.refunded_on, number=row.voucher)
    money = Money(source=back.source, budget_year=back.budget_year or row.refunded_on.year, kind=_kind_of(case))
    return entry(EntryType.REFUNDED, row.amount, row, paper, contract=contract, money=money)


def of_settlement(row: OverpaidSettlement, application: Application, contract: Contract) -> JournalEntry:
    """超付缴回, of the kind of money that was paid."""
    paper = Paper(at=row.recorded_at, on=row.returned_on, number=row.voucher)
    money = Money(source=row.source, budget_year=row.budget_year)
    kind = EntryType.OVERPAID_RETURNED
    return entry(kind, row.amount, row, paper, contract=contract, application=application, money=money)


def of_movement(row: QuotaMovement, quota: Quota) -> JournalEntry:
    """下达, 调整, 收回 or 到位 of a quota."""
    paper = Paper(at=row.recorded_at, on=row.moved_on, number=row.document)
    money = Money(source=quota.source, budget_year=quota.budget_year, quota_id=quota.id)
    return entry(EntryType(row.kind), row.amount, row, paper, money=money)


def _kind_of(case: ReturnCase) -> str | None:
    """Article 9 recovers prepaid money alone; Article 18 any."""
    return Kind.PREPAYMENT.value if case.kind == CaseKind.RECOVERY.value else None
