"""A contract on a card, and a case of money taken back, as staff read them. Data, in no channel's terms."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.casework.standing import standing_of
from handlers.staff.cards.application_card import firm_name
from store.queries.applications import applications_on
from store.queries.bindings import bound_people
from store.queries.cases import (
    acceptances_on,
    balance_of,
    disposals_on,
    evaluations_on,
    oversights_on,
    rechecks_of,
    return_cases_on,
    returned_in,
)
from store.queries.contracts import amendments_of, paid_net, prepaid, unchecked_payee
from store.states import CaseKind
from store.tables.contracts import (
    Acceptance,
    Amendment,
    Contract,
    Disposal,
    Evaluation,
    Oversight,
    Recheck,
    ReturnCase,
    ReturnedMoney,
)
from store.work import Work


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case of 追回 or 收回, with what came back."""

    case: ReturnCase
    kind: CaseKind
    contract: Contract
    firm: str
    returned: tuple[ReturnedMoney, ...]
    balance: int


@dataclass(frozen=True, slots=True)
class ContractCard:
    """Everything recorded of a contract."""

    contract: Contract
    firm: str
    people: int
    paid: int
    prepaid: int
    payee_waits: bool
    applications: tuple[tuple[str, str, str], ...]  # number, kind, staff's word for the state
    amendments: tuple[Amendment, ...]
    evaluations: tuple[tuple[Evaluation, tuple[Recheck, ...]], ...]
    disposals: tuple[Disposal, ...]
    acceptances: tuple[Acceptance, ...]
    oversights: tuple[Oversight, ...]
    cases: tuple[CaseCard, ...]


def contract_card(work: Work, contract: Contract) -> ContractCard:
    """The card of a contract as it stands in this unit of work."""
    return ContractCard(
        contract=contract,
        firm=firm_name(work, contract),
        people=len(bound_people(work, contract.firm_id)),
        paid=paid_net(work, contract.id),
        prepaid=prepaid(work, contract.id),
        payee_waits=unchecked_payee(work, contract.id) is not None,
        applications=tuple(
            (one.number, one.kind, standing_of(work, one).staff) for one in applications_on(work, contract.id)
        ),
        amendments=tuple(amendments_of(work, contract.id)),
        evaluations=tuple((one, tuple(rechecks_of(work, one.id))) for one in evaluations_on(work, contract.id)),
        disposals=tuple(disposals_on(work, contract.id)),
        acceptances=tuple(acceptances_on(work, contract.id)),
        oversights=tuple(oversights_on(work, contract.id)),
        cases=tuple(case_card(work, one) for one in return_cases_on(work, contract.id)),
    )


def case_card(work: Work, case: ReturnCase) -> CaseCard:
    """The card of a case as it stands in this unit of work."""
    contract = work.get(Contract, case.contract_id)
    assert contract is not None
    return CaseCard(
        case=case,
        kind=CaseKind(case.kind),
        contract=contract,
        firm=firm_name(work, contract),
        returned=tuple(returned_in(work, case.id)),
        balance=balance_of(work, case),
    )
