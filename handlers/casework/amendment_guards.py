"""The conditions of the bureau's acts on a contract itself."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.amending import MOVES, change_reasons
from handlers.casework.amendment_fields import ChangeFields, PayeeCheck, amendment
from handlers.casework.attempt import EVERYTHING, Attempt, Guard, guard, measure, office, system
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import contracts as texts
from handlers.values.contract_terms import Payee, read_account
from policy_kb.roles import PassageRole
from store.queries.contracts import unchecked_payee
from store.states import AmendmentKind, ContractState


@guard(hides=True)
def not_in_use_yet(attempt: Attempt) -> Iterator[Reason]:
    """A contract is activated once."""
    state = ContractState(attempt.contract.state)
    if state is not ContractState.ENTERED:
        yield system(texts.wrong_state(state=state))


@guard(hides=True)
def ratio_named(attempt: Attempt) -> Iterator[Reason]:
    """Article 9 wants the prepayment ratio named in the contract."""
    if attempt.contract.ratio is None:
        yield measure(texts.NO_RATIO, PassageRole.PREPAYMENT)


def can_change(kind: AmendmentKind) -> Guard:
    """An ended contract is changed no more; a pause, its end and the contract's end fit where it stands."""
    moves = MOVES.get(kind)

    @guard(hides=True)
    def can_change(attempt: Attempt) -> Iterator[Reason]:
        state = ContractState(attempt.contract.state)
        if state is ContractState.ENDED:
            yield system(texts.ENDED)
        elif moves and state not in moves[0]:
            yield system(texts.wrong_state(state=state))

    return can_change


def sound_change(kind: AmendmentKind) -> Guard:
    """What is set, its document and its day are such as can be recorded."""

    @guard(*EVERYTHING)
    def sound_change(attempt: Attempt) -> Iterator[Reason]:
        yield from change_reasons(attempt.work, attempt.contract, amendment(kind, attempt.given(ChangeFields)))

    return sound_change


@guard(hides=True)
def no_account_waiting(attempt: Attempt) -> Iterator[Reason]:
    """One new account waits at a time."""
    if unchecked_payee(attempt.work, attempt.contract.id) is not None:
        yield system(texts.PAYEE_WAITS)


@guard(hides=True)
def account_waiting(attempt: Attempt) -> Iterator[Reason]:
    """There is something to check or drop only where an account waits."""
    if unchecked_payee(attempt.work, attempt.contract.id) is None:
        yield system(texts.NO_PAYEE_WAITS)


@guard(hides=True)
def second_member(attempt: Attempt) -> Iterator[Reason]:
    """Who entered the account does not check it."""
    row, actor = unchecked_payee(attempt.work, attempt.contract.id), attempt.actor
    if row is not None and isinstance(actor, StaffMember) and row.recorded_by == actor.id:
        yield office(texts.SAME_PERSON)


@guard("account", alarm=texts.OTHER_ACCOUNT_TRIED)
def same_account(attempt: Attempt) -> Iterator[Reason]:
    """What is typed from the paper once more is what was entered."""
    row = unchecked_payee(attempt.work, attempt.contract.id)
    if row is None:
        return
    if read_account(attempt.given(PayeeCheck).account) != Payee.model_validate_json(row.value).account:
        yield system(texts.OTHER_ACCOUNT)
