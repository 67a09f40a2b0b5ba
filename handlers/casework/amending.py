"""What a change of a contract sets, and what keeps it from being recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.dates import local_day
from handlers.results import Reason, Source
from handlers.texts import contracts as texts
from handlers.values.contract_terms import (
    WHOLE,
    NewAmendment,
    Payee,
    amount_fault,
    line_fault,
    payee_faults,
    ratio_fault,
    read_account,
)
from store.queries.contracts import paid_net, prepaid, unchecked_payee
from store.states import AmendmentKind, ContractState
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work

MOVES: dict[AmendmentKind, tuple[frozenset[ContractState], ContractState]] = {
    AmendmentKind.PAUSE: (frozenset({ContractState.ACTIVE}), ContractState.PAUSED),
    AmendmentKind.RESUME: (frozenset({ContractState.PAUSED}), ContractState.ACTIVE),
    AmendmentKind.END: (
        frozenset({ContractState.ENTERED, ContractState.ACTIVE, ContractState.PAUSED}),
        ContractState.ENDED,
    ),
}
"""Which changes move a contract, and from where to where. An ended contract is changed no more."""


def change_reasons(work: Work, contract: Contract, new: NewAmendment) -> tuple[Reason, ...]:
    """Everything that keeps a change from being recorded, at once."""
    return tuple(Reason(text, Source.SYSTEM) for text in _faults(work, contract, new) if text)


def apply_change(contract: Contract, new: NewAmendment) -> None:
    """Put a change in force; a new account is put in force by whoever checks it."""
    if new.kind in MOVES:
        contract.state = MOVES[new.kind][1].value
    elif new.kind is AmendmentKind.AMOUNT and new.amount is not None:
        contract.amount = new.amount
    elif new.kind is AmendmentKind.RATIO and new.ratio is not None:
        contract.ratio = new.ratio
    elif new.kind is AmendmentKind.DUE_DATE and new.due_on is not None:
        contract.due_on = new.due_on


def stored_value(new: NewAmendment | Payee) -> str:
    """What a change sets, as its record keeps it: fen, basis points, a day, or the account as JSON."""
    if isinstance(new, Payee):
        figures = {"account": read_account(new.account), "bank_code": read_account(new.bank_code)}
        return new.model_copy(update=figures).model_dump_json()
    if new.kind is AmendmentKind.PAYEE and new.payee is not None:
        return stored_value(new.payee)
    value = _new_value(new)
    return "" if value is None else str(value)


def words_of(new: NewAmendment) -> str:
    """What a change sets, as people read it."""
    return texts.value_words(kind=new.kind, amount=new.amount, ratio=new.ratio, due_on=new.due_on)


def _faults(work: Work, contract: Contract, new: NewAmendment) -> Iterator[str]:
    if contract.state == ContractState.ENDED.value:
        yield texts.ENDED
        return
    if new.effective_on > local_day(work.now):
        yield texts.NOT_YET
    if fault := line_fault(new.document):
        yield fault if new.document.strip() else texts.NO_DOCUMENT
    match new.kind:
        case AmendmentKind.PAYEE:
            yield from _payee_faults(work, contract, new.payee)
        case AmendmentKind.AMOUNT | AmendmentKind.RATIO | AmendmentKind.DUE_DATE:
            yield from _value_faults(work, contract, new)
        case AmendmentKind.PAUSE | AmendmentKind.RESUME | AmendmentKind.END:
            state = ContractState(contract.state)
            yield "" if state in MOVES[new.kind][0] else texts.wrong_state(state=state)


def _value_faults(work: Work, contract: Contract, new: NewAmendment) -> Iterator[str]:
    value = _new_value(new)
    if value is None:
        yield f"{texts.AMENDMENT_WORDS[new.kind]}：{texts.EMPTY}"
    elif value in _values_now(contract, new.kind):
        yield texts.SAME
    elif isinstance(value, date):
        yield texts.DUE_BEFORE_SIGNED if value < contract.signed_on else ""
    else:
        yield from _sum_faults(work, contract, new)


def _sum_faults(work: Work, contract: Contract, new: NewAmendment) -> Iterator[str]:
    """Another sum or ratio must hold what was paid already, or the caps would be broken at once."""
    amount = new.amount if new.kind is AmendmentKind.AMOUNT and new.amount is not None else contract.amount
    ratio = new.ratio if new.kind is AmendmentKind.RATIO and new.ratio is not None else contract.ratio
    if fault := amount_fault(amount) or (ratio_fault(ratio) if ratio is not None else ""):
        yield fault
        return
    if (paid := paid_net(work, contract.id)) > amount:
        yield texts.below_paid(fen=paid)
    if ratio is not None and (before := prepaid(work, contract.id)) * WHOLE > amount * ratio:
        yield texts.below_prepaid(fen=before)


def _payee_faults(work: Work, contract: Contract, payee: Payee | None) -> Iterator[str]:
    firm = work.get(Firm, contract.firm_id)
    if payee is None or firm is None:
        yield f"{texts.AMENDMENT_WORDS[AmendmentKind.PAYEE]}：{texts.EMPTY}"
        return
    for field, fault in payee_faults(payee, firm.name).items():
        yield f"{texts.FIELD_WORDS[f'payee_{field}']}：{fault}"
    if unchecked_payee(work, contract.id) is not None:
        yield texts.PAYEE_WAITS
    now = (contract.payee_account, contract.payee_bank, contract.payee_bank_code or "")
    if (read_account(payee.account), payee.bank, read_account(payee.bank_code)) == now:
        yield texts.SAME


def _new_value(new: NewAmendment) -> int | date | None:
    match new.kind:
        case AmendmentKind.AMOUNT:
            return new.amount
        case AmendmentKind.RATIO:
            return new.ratio
        case AmendmentKind.DUE_DATE:
            return new.due_on
        case _:
            return None


def _values_now(contract: Contract, kind: AmendmentKind) -> tuple[int | date | None, ...]:
    if kind is AmendmentKind.AMOUNT:
        return (contract.amount,)
    return (contract.ratio,) if kind is AmendmentKind.RATIO else (contract.due_on,)
