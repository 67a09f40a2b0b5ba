"""What the bureau's acts on a contract itself change in it, and the amendment that says so."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework.amending import MOVES, apply_change, stored_value, words_of
from handlers.casework.amendment_fields import ChangeFields, amendment
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.journal import post
from handlers.texts import contracts as texts
from handlers.values.contract_terms import NewAmendment, Payee
from store.posting import of_amendment
from store.queries.bindings import bound_people
from store.queries.contracts import unchecked_payee
from store.states import AmendmentKind, ContractState
from store.tables.contracts import Amendment


def activated(attempt: Attempt) -> Recorded:
    """From now on applications can be made on the contract.

    Most firms have nobody bound by then: whoever is bound later reads there and then what they can do.
    """
    is_anybody = bool(bound_people(attempt.work, attempt.contract.firm_id))
    notice = texts.activated(number=attempt.contract.number) if is_anybody else ""
    return Recorded(ContractState.ACTIVE, notice=notice)


def changed(kind: AmendmentKind) -> Callable[[Attempt], Recorded]:
    """A change of this kind; a new account waits for its second check."""
    return lambda attempt: _changed(attempt, amendment(kind, attempt.given(ChangeFields)))


def _changed(attempt: Attempt, new: NewAmendment) -> Recorded:
    contract = attempt.contract
    row = attempt.work.add(
        Amendment(
            contract_id=contract.id,
            kind=new.kind.value,
            value=stored_value(new),
            document=" ".join(new.document.split()),
            effective_on=new.effective_on,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
            checked_by=None,
            checked_at=None,
        )
    )
    if new.kind is AmendmentKind.PAYEE:
        waits = texts.payee_waits(number=contract.number)
        return Recorded(ContractState(contract.state), record=row, staff_notice=waits)
    to = MOVES[new.kind][1] if new.kind in MOVES else ContractState(contract.state)
    before = contract.amount
    apply_change(contract, new)
    if contract.amount != before:
        post(attempt.work, of_amendment(row, contract, contract.amount - before))
    return Recorded(to, notice=_notice(attempt, row, words_of(new)), record=row)


def checked(attempt: Attempt) -> Recorded:
    """The new account is in force."""
    row, contract = _waiting(attempt), attempt.contract
    payee = Payee.model_validate_json(row.value)
    row.checked_by, row.checked_at = staff_id(attempt), attempt.work.now
    contract.payee_account, contract.payee_bank = payee.account, payee.bank
    contract.payee_bank_code = payee.bank_code or None
    notice = _notice(attempt, row, texts.ending_in(account=payee.account))
    return Recorded(ContractState(contract.state), notice=notice, record=row)


def discarded(attempt: Attempt) -> Recorded:
    """The new account is dropped; the contract keeps the one it has."""
    row = _waiting(attempt)
    row.checked_by, row.checked_at, row.discarded = staff_id(attempt), attempt.work.now, True
    return Recorded(ContractState(attempt.contract.state), record=row)


def _waiting(attempt: Attempt) -> Amendment:
    row = unchecked_payee(attempt.work, attempt.contract.id)
    assert row is not None
    return row


def _notice(attempt: Attempt, row: Amendment, value: str) -> str:
    kind, number = AmendmentKind(row.kind), attempt.contract.number
    return texts.amended(number=number, kind=kind, value=value, effective=row.effective_on)
