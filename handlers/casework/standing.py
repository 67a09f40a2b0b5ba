"""The state of an application in words, and what its payment waits for."""

from __future__ import annotations

from handlers.casework.caps import never_paid
from handlers.casework.conditions import unmet_condition
from handlers.casework.state_words import (
    ALL_PAID,
    NOT_ALL_PAID,
    NOTHING_TO_PAY,
    NOTHING_TO_RESUBMIT,
    STATE_WORDS,
    WITH_CONDITION,
    WITHOUT_MINUTES,
    StateWords,
)
from store.queries.applications import meetings_of, paid_on
from store.states import ContractState, State
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.work import Work

_PAYABLE = frozenset({State.APPROVED, State.PAYING})


def standing_of(work: Work, application: Application) -> StateWords:
    """The words of its state; while a payment waits for a record of the office, it is the office that holds it."""
    state = State(application.state)
    if state is State.ARCHIVED:
        return ALL_PAID if paid_on(work, application.id) == application.approved else NOT_ALL_PAID
    if state in _PAYABLE and _is_over(work, application):
        return NOTHING_TO_PAY
    if state is State.RETURNED and _contract(work, application).state == ContractState.ENDED.value:
        return NOTHING_TO_RESUBMIT
    if state is not State.APPROVED:
        return STATE_WORDS[state]
    meetings = meetings_of(work, application.id)
    if not (meetings and meetings[-1].minutes and meetings[-1].item):
        return WITHOUT_MINUTES
    return WITH_CONDITION if unmet_condition(work, application) else STATE_WORDS[state]


def _is_over(work: Work, application: Application) -> bool:
    return bool(never_paid(work, _contract(work, application), application))


def _contract(work: Work, application: Application) -> Contract:
    contract = work.get(Contract, application.contract_id)
    assert contract is not None
    return contract
