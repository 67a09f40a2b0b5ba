"""Quotas (指标) with what was allotted by them, what of it arrived, and what payments drew."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, func, select

from store.states import EntryType
from store.tables.applications import Payment
from store.tables.ledger import Quota, QuotaMovement
from store.work import Work


class Standing(Struct, frozen=True):
    """In fen: allotted as adjusted and withdrawn; arrived; drawn by payments less reversals."""

    quota: Quota
    allotted: int
    arrived: int
    drawn: int

    @property
    def left(self) -> int:
        """What payments may still draw."""
        return self.allotted - self.drawn


def quota_documented(work: Work, document: str) -> Quota | None:
    """The quota of this 指标文号."""
    return work.find(Quota, Quota.document, document)


def has_quotas(work: Work) -> bool:
    """Whether the office keeps any."""
    return work.session.scalar(select(Quota.id).limit(1)) is not None


def standings(work: Work) -> list[Standing]:
    """Every quota, the newest year first: one statement, however many there are."""
    rows = work.session.execute(_standings().order_by(Quota.budget_year.desc(), Quota.id))
    return [Standing(quota, int(allotted), int(arrived), int(drawn)) for quota, allotted, arrived, drawn in rows]


def standing_of(work: Work, quota: Quota) -> Standing:
    """One quota, as it is in this unit of work."""
    row = work.session.execute(_standings().where(Quota.id == quota.id)).one()
    return Standing(row[0], int(row[1]), int(row[2]), int(row[3]))


def movements_of(work: Work, quota_id: int) -> list[QuotaMovement]:
    """What moved a quota, in the order of recording."""
    return work.all(select(QuotaMovement).where(QuotaMovement.quota_id == quota_id).order_by(QuotaMovement.id))


def all_movements(work: Work) -> dict[int, list[QuotaMovement]]:
    """What moved every quota, by its id."""
    found: dict[int, list[QuotaMovement]] = {}
    for row in work.all(select(QuotaMovement).order_by(QuotaMovement.id)):
        found.setdefault(row.quota_id, []).append(row)
    return found


def _standings() -> Select[Quota, int, int, int]:
    arrived = QuotaMovement.kind == EntryType.ARRIVED.value
    drawn = select(func.coalesce(func.sum(Payment.amount), 0)).where(Payment.quota_id == Quota.id)
    return select(Quota, _moved(~arrived), _moved(arrived), drawn.scalar_subquery())


def _moved(which: ColumnElement[bool]) -> ColumnElement[int]:
    total = select(func.coalesce(func.sum(QuotaMovement.amount), 0))
    return total.where(QuotaMovement.quota_id == Quota.id, which).scalar_subquery()
