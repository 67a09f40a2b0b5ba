"""Contracts, their changes, and the sums that stand against them."""

from __future__ import annotations

from sqlalchemy import select

from store.queries.money import money_on
from store.states import AmendmentKind, ContractState
from store.tables.contracts import Amendment, Contract, OpeningPayment
from store.tables.people import Firm
from store.work import Work


def contract_numbered(work: Work, number: str) -> Contract | None:
    """The contract with this number: asked as its page asks, so that one look at a snapshot asks once."""
    found = contract_at_hand(work, number)
    return found[0] if found else None


def contract_at_hand(work: Work, number: str) -> tuple[Contract, Firm] | None:
    """The contract with this number, with its firm."""
    query = select(Contract, Firm).join(Firm, Firm.id == Contract.firm_id).where(Contract.number == number)
    found = work.session.execute(query).one_or_none()
    return found and (found[0], found[1])


def contracts_of(work: Work, firm_id: int, *states: ContractState) -> list[Contract]:
    """The firm's contracts in their order, of all states where none is named."""
    query = select(Contract).where(Contract.firm_id == firm_id)
    if states:
        query = query.where(Contract.state.in_([state.value for state in states]))
    return work.all(query.order_by(Contract.id))


def all_contracts(work: Work) -> list[tuple[Contract, Firm]]:
    """Every contract with its firm, in the order of numbers."""
    query = select(Contract, Firm).join(Firm, Firm.id == Contract.firm_id).order_by(Contract.number)
    return [(contract, firm) for contract, firm in work.session.execute(query)]


def amendments_of(work: Work, contract_id: int) -> list[Amendment]:
    """What was recorded about a contract, in the order of recording."""
    return work.all(select(Amendment).where(Amendment.contract_id == contract_id).order_by(Amendment.id))


def unchecked_payee(work: Work, contract_id: int) -> Amendment | None:
    """The new account that waits for a second member of staff."""
    payees = (one for one in amendments_of(work, contract_id) if one.kind == AmendmentKind.PAYEE.value)
    return next((one for one in payees if one.checked_by is None), None)


def paid_net(work: Work, contract_id: int) -> int:
    """All paid on the contract, here and before, less reversals and 追回, 收回 and 超付缴回, in fen."""
    return money_on(work, contract_id).paid_net


def prepaid(work: Work, contract_id: int) -> int:
    """What was paid as 前期预付资金, less reversals and 超付缴回, in fen."""
    return money_on(work, contract_id).prepaid


def opening_payments_of(work: Work, contract_id: int) -> list[OpeningPayment]:
    """What was paid before the contract was kept here, the oldest first."""
    mine = select(OpeningPayment).where(OpeningPayment.contract_id == contract_id)
    return work.all(mine.order_by(OpeningPayment.paid_on, OpeningPayment.id))


def opening_payment_with(work: Work, voucher: str) -> OpeningPayment | None:
    """The payment of before with this voucher's number, on whichever contract."""
    return work.find(OpeningPayment, OpeningPayment.voucher, voucher)
