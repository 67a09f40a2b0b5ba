"""The corrections that wait for their check, as lists show them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import select

from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.corrections import Correction
from store.tables.people import Firm
from store.work import Work


class ListedCorrection(Struct, frozen=True):
    """A correction with what it belongs to; `application` is its number, or empty."""

    correction: Correction
    contract: Contract
    firm: Firm
    application: str


def listed_corrections(work: Work, ids: Sequence[int]) -> dict[int, ListedCorrection]:
    """What is shown of these corrections, by id."""
    query = select(Correction, Contract, Firm, Application.number)
    query = query.join(Contract, Contract.id == Correction.contract_id).join(Firm, Firm.id == Contract.firm_id)
    query = query.outerjoin(Application, Application.id == Correction.application_id)
    found = work.session.execute(query.where(Correction.id.in_(ids))) if ids else ()
    return {row.id: ListedCorrection(row, contract, firm, number or "") for row, contract, firm, number in found}
