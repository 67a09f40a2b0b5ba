"""The applications of which something can be paid now, with their contracts: one statement for all."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import select

from store.standings.rule import standing
from store.standings.sums import net_paid
from store.states import ContractState, State
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.people import Firm
from store.work import Work


class Payable(Struct, frozen=True):
    """An approved application that is minuted, not all paid, and on a contract in use; `paid` in fen."""

    application: Application
    contract: Contract
    firm: Firm
    paid: int

    @property
    def left(self) -> int:
        """What is approved and not paid."""
        return (self.application.approved or 0) - self.paid


def payable(work: Work, most: int) -> list[Payable]:
    """Those first that have waited longest."""
    query = (
        select(Application, Contract, Firm, net_paid())
        .join(Contract, Contract.id == Application.contract_id)
        .join(Firm, Firm.id == Contract.firm_id)
        .where(
            standing().in_((State.APPROVED.value, State.PAYING.value)),
            Contract.state == ContractState.ACTIVE.value,
        )
    )
    rows = work.session.execute(query.order_by(Application.state_since, Application.id).limit(most))
    return [Payable(application, contract, firm, int(out)) for application, contract, firm, out in rows]
