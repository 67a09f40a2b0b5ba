"""The list of inspections of projects, and what followed one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from sqlalchemy import ColumnElement, and_, exists, func, select

from store.queries.lists.contracts import contract_names
from store.queries.lists.paging import Page, Paging, paged
from store.queries.supervision import INSPECTION
from store.tables.contracts import Contract, Oversight
from store.tables.people import Firm
from store.tables.supervision import Inspection, InspectionFinding
from store.work import Work

_IS_OPEN = InspectionFinding.settled_by.is_(None)


class ListedInspection(Struct, frozen=True):
    """A row as it is shown. `term` is the first by which something open is to be put right."""

    row: Oversight
    contract: Contract
    firm: str
    particulars: Inspection | None
    problems: int
    open: int
    term: date | None


def has_open_findings(before: date | None = None) -> ColumnElement[bool]:
    """Whether something of an inspection is to be put right; or was to be before that day."""
    found = exists().where(InspectionFinding.oversight_id == Oversight.id, _IS_OPEN)
    late = found.where(InspectionFinding.rectify_by < before) if before is not None else found
    return late.correlate(Oversight)


def list_inspections(
    work: Work, asked: Paging, *, words: str = "", only_open: bool = False, late_on: date | None = None
) -> Page:
    """A page of the inspections that are wanted, the newest first."""
    query = select(Oversight.id).join(Contract, Contract.id == Oversight.contract_id)
    query = query.join(Firm, Firm.id == Contract.firm_id).where(Oversight.kind == INSPECTION)
    if words:
        query = query.where(contract_names(words))
    if only_open:
        query = query.where(has_open_findings())
    if late_on is not None:
        query = query.where(has_open_findings(late_on))
    return paged(work, query, (Oversight.done_on.desc(), Oversight.id.desc()), asked)


def listed_inspections(work: Work, ids: Sequence[int]) -> dict[int, ListedInspection]:
    """What is shown of these inspections, by id."""
    of = select(func.count(InspectionFinding.id)).where(InspectionFinding.oversight_id == Oversight.id)
    term = select(func.min(InspectionFinding.rectify_by)).where(
        and_(InspectionFinding.oversight_id == Oversight.id, _IS_OPEN)
    )
    query = select(
        Oversight,
        Contract,
        Firm.name,
        Inspection,
        of.scalar_subquery(),
        of.where(_IS_OPEN).scalar_subquery(),
        term.scalar_subquery(),
    )
    query = query.join(Contract, Contract.id == Oversight.contract_id).join(Firm, Firm.id == Contract.firm_id)
    query = query.outerjoin(Inspection, Inspection.oversight_id == Oversight.id)
    found = work.session.execute(query.where(Oversight.id.in_(ids)))
    return {row[0].id: ListedInspection(*row) for row in found}


def follow_ups_of(work: Work, oversight_id: int) -> list[ListedInspection]:
    """The inspections that followed this one, in their order."""
    query = select(Inspection.oversight_id).where(Inspection.follows == oversight_id)
    ids = list(work.session.scalars(query.order_by(Inspection.oversight_id)))
    found = listed_inspections(work, ids)
    return [found[number] for number in ids]
