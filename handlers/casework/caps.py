"""Sums and what bounds them: the contract in force, its prepayment ratio, a reduced sum, what came back."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import system
from handlers.casework.conditions import lapse_of
from handlers.results import Reason
from handlers.texts import case_notices as notices
from handlers.texts import refusals as texts
from policy_kb.roles import PassageRole
from store.queries.applications import committed, committed_prepaid
from store.queries.cases import is_revoked, reduced_sum, reducing_decision
from store.queries.contracts import paid_net, prepaid
from store.states import ContractState, Kind
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.work import Work

_WHOLE = 10_000


def prepayment_cap(contract: Contract) -> int:
    """The most that may be prepaid: ratio times the sum in force, in whole fen, rounded down."""
    return contract.amount * (contract.ratio or 0) // _WHOLE


def applied_reasons(work: Work, contract: Contract, kind: Kind, fen: int) -> tuple[Reason, ...]:
    """Everything against applying for a sum: what is paid, and what is approved and not paid, counts as used."""
    if fen <= 0:
        return (system(texts.NOT_POSITIVE),)
    waiting = committed(work, contract.id)
    found = list(_contract(work, contract, fen, waiting))
    if kind is Kind.PREPAYMENT:
        found += _ratio(work, contract, fen, committed_prepaid(work, contract.id))
    return tuple(found)


def paid_reasons(work: Work, contract: Contract, kind: Kind, fen: int) -> Iterator[Reason]:
    """Everything against paying a sum on the contract."""
    yield from _contract(work, contract, fen, 0)
    if kind is Kind.PREPAYMENT:
        yield from _ratio(work, contract, fen, 0)


def no_more(work: Work, contract: Contract, kind: Kind) -> str:
    """Why nothing more is paid of this kind, as contract and decisions stand; empty where something can be."""
    if contract.state == ContractState.ENDED.value:
        return notices.CONTRACT_ENDED
    if is_revoked(work, contract.id):
        return notices.REVOKED
    decision, used = reducing_decision(work, contract.id), paid_net(work, contract.id)
    if decision is not None and decision.reduced_to is not None and used >= decision.reduced_to:
        return notices.reduced(document=decision.document, cap=decision.reduced_to)
    if used >= contract.amount:
        return notices.contract_full(cap=contract.amount)
    cap = prepayment_cap(contract)
    if kind is Kind.PREPAYMENT and contract.ratio is not None and prepaid(work, contract.id) >= cap:
        return notices.prepayment_full(ratio=contract.ratio, cap=cap)
    return ""


def never_paid(work: Work, contract: Contract, sent: Application) -> str:
    """Why nothing more is paid of an application: its condition is not met for good, or no more can be paid."""
    lapse = lapse_of(work, sent)
    return lapse.told if lapse is not None else no_more(work, contract, Kind(sent.kind))


def _contract(work: Work, contract: Contract, fen: int, waiting: int) -> Iterator[Reason]:
    used = paid_net(work, contract.id) + waiting
    if used + fen > contract.amount:
        yield system(texts.over_contract(cap=contract.amount, used=used))
    reduced = reduced_sum(work, contract.id)
    if reduced is not None and used + fen > reduced:
        yield system(texts.over_reduced(cap=reduced, used=used))


def _ratio(work: Work, contract: Contract, fen: int, waiting: int) -> Iterator[Reason]:
    used, cap = prepaid(work, contract.id) + waiting, prepayment_cap(contract)
    if contract.ratio is not None and used + fen > cap:
        yield system(texts.over_ratio(ratio=contract.ratio, cap=cap, used=used), PassageRole.PREPAYMENT)
