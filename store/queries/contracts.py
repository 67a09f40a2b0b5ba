"""Contracts, their changes, and the sums that stand against them."""

from __future__ import annotations

from sqlalchemy import Select, func, select

from store.states import AmendmentKind, ContractState, Kind
from store.tables.applications import Application, Payment
from store.tables.contracts import Amendment, Contract, OpeningPayment, ReturnCase, ReturnedMoney
from store.tables.people import Firm
from store.work import Work


def contract_numbered(work: Work, number: str) -> Contract | None:
    """The contract with this number."""
    return work.find(Contract, Contract.number, number)


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
    return work.one(
        select(Amendment).where(
            Amendment.contract_id == contract_id,
            Amendment.kind == AmendmentKind.PAYEE.value,
            Amendment.checked_by.is_(None),
        )
    )


def paid_net(work: Work, contract_id: int) -> int:
    """Everything paid on the contract, here and before, less reversals and what came back (追回, 收回), in fen."""
    returned = select(func.coalesce(func.sum(ReturnedMoney.amount), 0)).join(ReturnCase)
    back = work.session.scalar(returned.where(ReturnCase.contract_id == contract_id))
    return _sum(work, _paid(contract_id)) + _sum(work, _opening(contract_id)) - int(back or 0)


def prepaid(work: Work, contract_id: int) -> int:
    """What was paid as 前期预付资金, less reversals, in fen."""
    here = _sum(work, _paid(contract_id).where(Application.kind == Kind.PREPAYMENT.value))
    return here + _sum(work, _opening(contract_id).where(OpeningPayment.kind == Kind.PREPAYMENT.value))


def opening_payments_of(work: Work, contract_id: int) -> list[OpeningPayment]:
    """What was paid before the contract was kept here, the oldest first."""
    mine = select(OpeningPayment).where(OpeningPayment.contract_id == contract_id)
    return work.all(mine.order_by(OpeningPayment.paid_on, OpeningPayment.id))


def opening_payment_with(work: Work, voucher: str) -> OpeningPayment | None:
    """The payment of before with this voucher's number, on whichever contract."""
    return work.find(OpeningPayment, OpeningPayment.voucher, voucher)


def _paid(contract_id: int) -> Select[int]:
    query = select(func.coalesce(func.sum(Payment.amount), 0))
    return query.join(Application, Application.id == Payment.application_id).where(
        Application.contract_id == contract_id
    )


def _opening(contract_id: int) -> Select[int]:
    query = select(func.coalesce(func.sum(OpeningPayment.amount), 0))
    return query.where(OpeningPayment.contract_id == contract_id)


def _sum(work: Work, query: Select[int]) -> int:
    return int(work.session.scalar(query) or 0)
