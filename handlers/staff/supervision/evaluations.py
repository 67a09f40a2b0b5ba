"""中期绩效评价 as pages show it: what each of two articles asks, what is recorded, what it holds and frees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework.eligibility import kind_reasons
from handlers.casework.recipients import evaluation_label
from handlers.casework.transitions import EVALUATED_UNDER, ActName
from handlers.results import Reason, Source
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import contract_target
from handlers.staff.cards.people import firm_name
from handlers.staff.lists.asked import Asked
from handlers.staff.overview.not_offered import Others, others
from handlers.staff.supervision.lacks import Lack, lacks_of
from handlers.texts import casework
from handlers.texts import evaluations as texts
from handlers.values.contract_terms import read_number
from policy_kb.models import Quotation
from store.queries.cases import (
    disposals_on,
    evaluations_on,
    is_revoked,
    rechecks_on,
    reducing_decision,
    return_cases_on,
)
from store.queries.contracts import contract_numbered, paid_net
from store.queries.lists.evaluations import (
    UNEVALUATED,
    ListedEvaluation,
    list_evaluations,
    listed_evaluations,
)
from store.queries.lists.paging import Page
from store.states import CaseKind, EvaluationSource, Grade, Kind
from store.tables.contracts import Contract, Disposal, Evaluation, Recheck

_ACTS = (ActName.EVALUATE, ActName.RECHECK, ActName.DISPOSE, ActName.RECLAIM)


class Result(Struct, frozen=True, kw_only=True):
    """An evaluation with what followed it, the newest first."""

    row: Evaluation
    rechecks: tuple[Recheck, ...]
    disposals: tuple[Disposal, ...]


class UnderArticle(Struct, frozen=True, kw_only=True):
    """What one article asks, and what is recorded and missing under it."""

    title: str
    label: str
    quotation: Quotation | None
    results: tuple[Result, ...]
    lacks: tuple[Lack, ...]


class EvaluationView(Struct, frozen=True, kw_only=True):
    """A contract's evaluations. `is_free`: whether mid-term money can be applied for; sums in fen.

    `reduced_by` is the newest decision of 减少支持资金, whose sum is the cap.
    """

    contract: Contract
    firm: str
    articles: tuple[UnderArticle, ...]
    is_free: bool
    reduced_by: Disposal | None
    paid: int
    acts: tuple[Action, ...]
    others: Others


class EvaluationsView(Struct, frozen=True, kw_only=True):
    """A page of contracts with their newest results that open or hold money."""

    lines: tuple[tuple[ListedEvaluation, str], ...]  # each with what is missing
    grades: dict[str, str]
    chosen: tuple[str, ...]
    page: Page
    asked: Asked


def evaluation_view(acting: Acting, catalogue: Catalogue, number: str) -> EvaluationView | None:
    """A contract's evaluations as they stand; None where there is no such contract."""
    work = acting.work
    contract = contract_numbered(work, read_number(number))
    if contract is None:
        return None
    offered, refused = catalogue.sorted_out(work, acting.member, contract_target(contract))
    mine = [one for one in refused if one.action.row.act in _ACTS]
    return EvaluationView(
        contract=contract,
        firm=firm_name(work, contract),
        articles=tuple(_under(acting, contract, source) for source in EvaluationSource),
        is_free=not any(kind_reasons(work, contract, Kind.MIDTERM)),
        reduced_by=reducing_decision(work, contract.id),
        paid=paid_net(work, contract.id),
        acts=tuple(one for one in offered if one.row.act in _ACTS),
        others=others(acting, mine),
    )


def evaluations_view(acting: Acting, asked: Asked) -> EvaluationsView:
    """A page of contracts, as the address asks."""
    grades = {**casework.GRADES, UNEVALUATED: texts.NOT_RECORDED}
    chosen = asked.chosen("grade", grades)
    page = list_evaluations(acting.work, asked.paging, words=asked.words, grades=chosen)
    found = listed_evaluations(acting.work, page.ids)
    lines = tuple((found[number], _lack_of(found[number])) for number in page.ids)
    return EvaluationsView(lines=lines, grades=grades, chosen=chosen, page=page, asked=asked)


def _lack_of(one: ListedEvaluation) -> str:
    """What the newest result wants and has not."""
    if one.newest is None:
        return texts.NOT_RECORDED
    match Grade(one.newest.grade):
        case Grade.BASIC if one.recheck is None or not one.recheck.accepted:
            return texts.NO_RECHECK
        case Grade.UNQUALIFIED if one.disposal is None:
            return texts.NO_DISPOSAL
        case _:
            return ""


def _under(acting: Acting, contract: Contract, source: EvaluationSource) -> UnderArticle:
    work, article = acting.work, int(source.value)
    checks, disposals = rechecks_on(work, contract.id), disposals_on(work, contract.id)
    rows = [one for one in evaluations_on(work, contract.id) if one.article == article]
    reasons = _lacking(acting, contract) if source is EvaluationSource.DECIDING else _own(rows)
    return UnderArticle(
        title=casework.EVALUATIONS[source.value],
        label=evaluation_label(acting.kb, source),
        quotation=acting.kb.role(EVALUATED_UNDER[source]),
        results=tuple(
            Result(
                row=row,
                rechecks=tuple(one for one in checks if one.evaluation_id == row.id),
                disposals=tuple(one for one in disposals if one.evaluation_id == row.id),
            )
            for row in rows
        ),
        lacks=lacks_of(acting.kb, reasons),
    )


def _own(rows: Iterable[Evaluation]) -> Iterator[Reason]:
    if not list(rows):
        yield Reason(texts.NO_OWN_RESULT, Source.SYSTEM)


def _lacking(acting: Acting, contract: Contract) -> Iterator[Reason]:
    """What holds mid-term money is said by the system: the measure's own words stand quoted above."""
    work = acting.work
    for reason in kind_reasons(work, contract, Kind.MIDTERM):
        yield replace(reason, source=Source.SYSTEM, role=None)
    has_case = any(one.kind == CaseKind.RECLAIM.value for one in return_cases_on(work, contract.id))
    if is_revoked(work, contract.id) and not has_case:
        yield Reason(texts.NO_RECLAIM_CASE, Source.SYSTEM)
