"""Where applications stand, asked of one or of all on a contract."""

from __future__ import annotations

from functools import cache

from sqlalchemy import Select, bindparam, select

from store.standings.rule import standing
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.work import Work


def standing_of(work: Work, application_id: int) -> str:
    """The standing of one application, as it is in this unit of work."""
    found = work.session.scalar(_of_one(), {"application": application_id})
    assert found is not None
    return found


def standings_on(work: Work, contract_id: int) -> dict[int, str]:
    """The standings of all applications on a contract, by their ids."""
    query = select(Application.id, standing()).join(Contract, Contract.id == Application.contract_id)
    found = work.session.execute(query.where(Application.contract_id == contract_id))
    return {application: where for application, where in found}  # noqa: C416 -- rows, as pairs


@cache
def _of_one() -> Select[str]:
    """Made once: every card, notice and question of a contractor asks it."""
    query = select(standing()).select_from(Application).join(Contract, Contract.id == Application.contract_id)
    return query.where(Application.id == bindparam("application"))
