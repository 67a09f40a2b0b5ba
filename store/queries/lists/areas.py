"""Lists of what is for some items of the scope (Article 7)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, false, literal, or_, select

from store.queries.lists.distinct import distinct_values
from store.tables import ledger
from store.tables.applications import Application, ApplicationCount
from store.tables.contracts import Contract

UNLISTED = "none"
"""Asked for as an area: contracts that name none."""


def is_for(areas: Collection[str]) -> ColumnElement[bool]:
    """Whether the contract is for one of these items, by their ordinals, or names none.

    Asked of the few combinations that there are; an index finds the contracts of those that fit.
    """
    said = distinct_values(Contract.areas)
    return Contract.areas.in_(select(said.c.value).where(_fits(said.c.value, areas, unlisted="")))


def is_of_contract_for(areas: Collection[str]) -> ColumnElement[bool]:
    """Whether the application's contract is; asked of each application by itself."""
    contract = select(Contract.id).where(Contract.id == Application.contract_id, is_for(areas))
    return contract.correlate(Application).exists()


def is_counted_for(areas: Collection[str]) -> ColumnElement[bool]:
    """Whether applications are counted that are of such contracts."""
    return _fits(ApplicationCount.areas, areas, unlisted=ledger.UNLISTED)


def _fits(said: Any, areas: Collection[str], *, unlisted: str) -> ColumnElement[bool]:
    listed = literal(",") + said + literal(",")
    numbers = (listed.contains(f",{area},", autoescape=True) for area in areas if area != UNLISTED)
    return or_(said == unlisted if UNLISTED in areas else false(), *numbers)
