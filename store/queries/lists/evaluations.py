"""The contracts with the mid-term result that opens or holds their money."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TypeVarTuple

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from store.queries.lists.contracts import contract_names
from store.queries.lists.paging import Page, Paging, paged
from store.states import ContractState, EvaluationSource
from store.tables.contracts import Contract, Disposal, Evaluation, Recheck
from store.tables.people import Firm
from store.work import Work

_DECIDING = int(EvaluationSource.DECIDING)
UNEVALUATED = "none"
"""Asked for as a grade: contracts without such a result."""

_Row = TypeVarTuple("_Row")
_newest = aliased(Evaluation)


class ListedEvaluation(Struct, frozen=True):
    """A contract with its newest deciding result, how many of the county's own, and what followed.

    `recheck` is the newest one of that result, `disposal` likewise.
    """

    contract: Contract
    firm: str
    newest: Evaluation | None
    own: int
    recheck: Recheck | None
    disposal: Disposal | None


def list_evaluations(work: Work, asked: Paging, *, words: str = "", grades: Collection[str] = ()) -> Page:
    """A page of the contracts in use, in the order of their numbers."""
    query = select(Contract.id).select_from(Contract).where(Contract.state != ContractState.ENTERED.value)
    if words:
        query = query.join(Firm, Firm.id == Contract.firm_id).where(contract_names(words))
    if grades:
        query = _with_newest(query)
        wanted = _newest.grade.in_(sorted(grades))
        query = query.where(or_(wanted, _newest.id.is_(None)) if UNEVALUATED in grades else wanted)
    return paged(work, query, (Contract.number.asc(), Contract.id.asc()), asked)


def listed_evaluations(work: Work, ids: Sequence[int]) -> dict[int, ListedEvaluation]:
    """What is shown of these contracts, by id."""
    own = select(func.count(Evaluation.id)).where(
        Evaluation.contract_id == Contract.id, Evaluation.article != _DECIDING
    )
    shown = select(Contract, Firm.name, _newest, own.scalar_subquery(), Recheck, Disposal).select_from(Contract)
    query = _with_newest(shown).join(Firm, Firm.id == Contract.firm_id)
    query = query.outerjoin(Recheck, and_(Recheck.evaluation_id == _newest.id, ~_later_recheck()))
    query = query.outerjoin(Disposal, and_(Disposal.evaluation_id == _newest.id, ~_later_disposal()))
    found = work.session.execute(query.where(Contract.id.in_(ids)))
    return {row[0].id: ListedEvaluation(*row) for row in found}


def _with_newest(query: Select[*_Row]) -> Select[*_Row]:
    newest = (
        select(Evaluation.id)
        .where(Evaluation.contract_id == Contract.id, Evaluation.article == _DECIDING)
        .order_by(Evaluation.evaluated_on.desc(), Evaluation.id.desc())
        .limit(1)
        .correlate(Contract)
        .scalar_subquery()
    )
    return query.outerjoin(_newest, _newest.id == newest)


def _later_recheck() -> ColumnElement[bool]:
    later = aliased(Recheck)
    is_later = or_(
        later.checked_on > Recheck.checked_on, and_(later.checked_on == Recheck.checked_on, later.id > Recheck.id)
    )
    return exists().where(later.evaluation_id == Recheck.evaluation_id, is_later).correlate(Recheck)


def _later_disposal() -> ColumnElement[bool]:
    later = aliased(Disposal)
    is_later = or_(
        later.decided_on > Disposal.decided_on,
        and_(later.decided_on == Disposal.decided_on, later.id > Disposal.id),
    )
    return exists().where(later.evaluation_id == Disposal.evaluation_id, is_later).correlate(Disposal)
