"""Which kinds of money a contract is open for, now."""

from __future__ import annotations

import json
from collections.abc import Iterator

from handlers.casework.attempt import measure, office, system
from handlers.casework.transitions import OPEN
from handlers.results import Reason
from handlers.texts import casework as words
from handlers.texts import refusals as texts
from policy_kb.roles import PassageRole
from store.queries.applications import open_application, withheld_refusal
from store.queries.arrangements import arranged
from store.queries.cases import (
    acceptances_on,
    disposals_on,
    evaluations_on,
    is_revoked,
    newest_evaluation,
    rechecks_on,
)
from store.states import ContractState, Grade, Kind
from store.tables.applications import Application
from store.tables.contracts import Contract, Evaluation
from store.work import Work

NEEDS_ACCEPTANCE = "followup_needs_acceptance"
"""The arrangement by which 后续资金 wants a 验收 record; on unless staff set it to false."""


def applying_reasons(
    work: Work, contract: Contract, kind: Kind, *, but: Application | None = None
) -> tuple[Reason, ...]:
    """Everything against applying for this kind on the contract; `but` is the application that is mended."""
    return (
        *contract_reasons(contract),
        *other_open(work, contract, kind, but),
        *kind_reasons(work, contract, kind),
    )


def contract_reasons(contract: Contract) -> Iterator[Reason]:
    """A contract that is not activated, paused or ended holds applications and payments."""
    if contract.state != ContractState.ACTIVE.value:
        state = words.CONTRACT_STATES[contract.state]
        yield system(texts.inactive(number=contract.number, state=state))


def kind_reasons(work: Work, contract: Contract, kind: Kind) -> Iterator[Reason]:
    """What opens or holds this kind of money."""
    match kind:
        case Kind.PREPAYMENT:
            yield from _revoked(work, contract)
            if contract.ratio is None:
                yield measure(texts.NO_RATIO, PassageRole.PREPAYMENT)
        case Kind.MIDTERM:
            yield from _midterm(work, contract)
        case Kind.FOLLOWUP:
            yield from _revoked(work, contract)
            if needs_acceptance(work) and not any(one.passed for one in acceptances_on(work, contract.id)[:1]):
                yield office(texts.NOT_ACCEPTED)


def needs_acceptance(work: Work) -> bool:
    """Whether the office wants a 验收 record for 后续资金."""
    value = arranged(work, NEEDS_ACCEPTANCE)
    return True if value is None else json.loads(value) is not False


def other_open(work: Work, contract: Contract, kind: Kind, but: Application | None) -> Iterator[Reason]:
    """One application of a kind at a time on a contract; `but` is the one that is looked at.

    One that the meeting refused is open until its contractor is told: a new one would tell them.
    """
    found = open_application(work, contract.id, kind, OPEN) or withheld_refusal(work, contract.id, kind)
    if found is not None and (but is None or found.id != but.id):
        yield system(texts.one_open(number=found.number, kind=words.KINDS[kind.value]))


def _revoked(work: Work, contract: Contract) -> Iterator[Reason]:
    if is_revoked(work, contract.id):
        yield system(texts.REVOKED_OTHER)


def _midterm(work: Work, contract: Contract) -> Iterator[Reason]:
    """Article 18: only its own result opens mid-term money, and the newest counts."""
    if is_revoked(work, contract.id):
        yield measure(texts.REVOKED, PassageRole.MID_TERM)
        return
    newest = newest_evaluation(work, contract.id)
    if newest is None:
        yield measure(
            texts.ONLY_OTHER if evaluations_on(work, contract.id) else texts.NOT_EVALUATED, PassageRole.MID_TERM
        )
        return
    yield from _held(work, contract, newest)


def _held(work: Work, contract: Contract, newest: Evaluation) -> Iterator[Reason]:
    match Grade(newest.grade):
        case Grade.QUALIFIED:
            return
        case Grade.BASIC:
            checks = [one for one in rechecks_on(work, contract.id) if one.evaluation_id == newest.id]
            if not any(one.accepted for one in checks[:1]):
                yield measure(texts.NOT_RECTIFIED, PassageRole.MID_TERM)
        case Grade.UNQUALIFIED:
            if not any(one.evaluation_id == newest.id for one in disposals_on(work, contract.id)):
                yield measure(texts.NOT_DISPOSED, PassageRole.MID_TERM)
