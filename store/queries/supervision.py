"""Supervision: quarters of the fund that were reviewed, inspections, and what they found."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.contracts import Oversight
from store.tables.supervision import FundReview, Inspection, InspectionFinding
from store.work import Work

INSPECTION = "inspect"
"""The kind of an oversight that is an inspection."""


def review_of_fund(work: Work, quarter: str) -> FundReview | None:
    """The record of a quarter, written 2026Q4."""
    return work.find(FundReview, FundReview.quarter, quarter)


def held_inspection(work: Work, oversight_id: int) -> Oversight | None:
    """The inspection with this id, locked; None for a review of a quarter."""
    row = work.lock(Oversight, oversight_id)
    return row if row is not None and row.kind == INSPECTION else None


def particulars_of(work: Work, oversight_id: int) -> Inspection | None:
    """Who inspected, where, after what; None for inspections of before these were recorded."""
    return work.one(select(Inspection).where(Inspection.oversight_id == oversight_id))


def findings_of(work: Work, oversight_id: int) -> list[InspectionFinding]:
    """What an inspection found, by place."""
    query = select(InspectionFinding).where(InspectionFinding.oversight_id == oversight_id)
    return work.all(query.order_by(InspectionFinding.place))


def open_findings(work: Work, oversight_id: int) -> list[InspectionFinding]:
    """What of it no follow-up found put right."""
    return [one for one in findings_of(work, oversight_id) if one.settled_by is None]
