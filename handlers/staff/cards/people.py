"""The names on cards: the contractor's, and of members who acted."""

from __future__ import annotations

from collections.abc import Collection

from store.queries.people import staff_with
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work


def firm_name(work: Work, contract: Contract) -> str:
    """The contractor's name."""
    firm = work.get(Firm, contract.firm_id)
    return firm.name if firm else ""


def staff_names(work: Work, references: Collection[str]) -> dict[str, str]:
    """The names of the members behind references; everybody else has none."""
    ids = {_id(one): one for one in references if one.startswith("staff:")}
    return {ids[row.id]: row.name for row in staff_with(work, ids)}


def _id(reference: str) -> int:
    number = reference.partition(":")[2]
    return int(number) if number.isdigit() else 0
