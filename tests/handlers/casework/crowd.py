"""Two firms, three contracts and staff with overlapping roles, for machines and races."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.casework.arrangements import set_arrangement
from handlers.casework.contracts import activate, add_contract, amend
from handlers.casework.fields import NoteFields
from handlers.casework.paper_guards import BUREAU_ENTERS
from handlers.casework.perform import Declaration, SubmitFields
from handlers.casework.table import ActName
from handlers.identity.actors import Actor, Contractor, StaffMember
from handlers.messages import Channel, Person
from handlers.results import Done, Result
from handlers.values.contract_terms import NewAmendment
from policy_kb.models import Model
from store.queries.contracts import contract_numbered
from store.states import AmendmentKind, Kind, Role
from store.tables.people import Binding, StaffLink
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform, submit
from tests.handlers.contracts.contracts import CREDIT_CODES, contract_terms, member

CONTRACTS = {"AZ-HT-001": 0, "AZ-HT-002": 0, "AZ-HT-003": 1}
"""Number → firm."""

_ROLES = {
    "甲": (Role.OFFICE,),
    "乙": (Role.OFFICE, Role.PAYER),
    "丙": (Role.BUREAU, Role.PAYER),
    "丁": (Role.OFFICE, Role.BUREAU, Role.SUPERVISOR),
    "戊": (Role.PAYER,),
    "己": (Role.OFFICE, Role.BUREAU, Role.PAYER),
    "庚": (Role.ADMINISTRATOR,),
    "辛": (Role.AUDITOR,),
}
INSIDER = "己"
"""A member whose own account acts for the first firm."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who there is. `firms[0]` has two people, the second of them the insider's own account."""

    staff: tuple[StaffMember, ...]
    people: tuple[Contractor, ...]

    @property
    def everybody(self) -> tuple[Actor, ...]:
        return (*self.staff, *self.people)

    def named(self, name: str) -> StaffMember:
        return next(one for one in self.staff if one.name == name)


def settle(work: Work) -> Crowd:
    """Write them all."""
    staff = tuple(member(work, name, *roles) for name, roles in _ROLES.items())
    bureau = staff[3]
    for number, firm in CONTRACTS.items():
        name = f"安泽县演示{'甲乙'[firm]}有限公司"
        terms = {"firm_name": name, "payee_name": name, "credit_code": CREDIT_CODES[firm], "number": number}
        added = add_contract(work, bureau, contract_terms(**terms, amount=1_000_000, ratio=3000))
        assert isinstance(added, Done), added
        assert isinstance(activate(work, bureau, number), Done)
    people = tuple(_bound(work, number, address) for number, address in _PEOPLE)
    insider = next(one for one in staff if one.name == INSIDER)
    work.add(StaffLink(channel="wechat", address="own", staff_id=insider.id, linked_at=work.now))
    crowd = Crowd(staff, people)
    _begin(work, crowd)
    return crowd


def _begin(work: Work, crowd: Crowd) -> None:
    """Everything is near its edge: the first contract's ratio was lowered after the approval, mid-term money waits
    on the second, and on the third a part is paid and wanted back.
    """
    bureau, payer = crowd.named("丁"), crowd.named("戊")
    _done(set_arrangement(work, bureau, BUREAU_ENTERS, "是"))
    _approved(work, crowd, contract=1, kind=Kind.PREPAYMENT, amount=200_000)
    lower = NewAmendment(kind=AmendmentKind.RATIO, document="补充协议", effective_on=given.TODAY, ratio=1_500)
    _done(amend(work, bureau, "AZ-HT-001", lower))
    _done(perform(work, bureau, ActName.EVALUATE, "AZ-HT-002", given.evaluation("qualified")))
    _done(perform(work, bureau, ActName.COMPLETE, "AZ-HT-002", given.completion()))
    _approved(work, crowd, contract=2, kind=Kind.MIDTERM, amount=600_000)
    number = _approved(work, crowd, contract=3, kind=Kind.PREPAYMENT, amount=300_000)
    paid = given.payment(yuan=2_000, voucher="V-used", payee_name="安泽县演示乙有限公司")
    _done(perform(work, payer, ActName.PAY, number, paid))
    _done(perform(work, bureau, ActName.RECOVER, "AZ-HT-003", given.recovery(1_500)))
    _done(perform(work, bureau, ActName.NOTIFY, "1", given.demand()))


def _approved(work: Work, crowd: Crowd, *, contract: int, kind: Kind, amount: int) -> str:
    """An application that may be paid; somebody who is a payer as well recorded its approval."""
    declaration = Declaration(words="承诺", confirmed_at=work.now, sha256=())
    fields = SubmitFields(
        contract_id=contract, kind=kind, amount=amount, data="{}", form_version=1, declaration=declaration
    )
    number = _done(submit(work, crowd.people[2 if contract == len(CONTRACTS) else 0], fields))
    ways: tuple[tuple[ActName, Model], ...] = (
        (ActName.ACCEPT, NoteFields()),
        (ActName.REPORT, given.report()),
        (ActName.TABLE, given.tabling()),
        (ActName.AGREE, given.meeting()),
        (ActName.MINUTES, given.minutes()),
    )
    for act, recorded in ways:
        _done(perform(work, crowd.named("乙"), act, number, recorded))
    return number


def _done(result: Result) -> str:
    assert isinstance(result, Done), result
    return result.subject


_PEOPLE = (("AZ-HT-001", "boss"), ("AZ-HT-001", "own"), ("AZ-HT-003", "other"))


def _bound(work: Work, number: str, address: str) -> Contractor:
    contract = contract_numbered(work, number)
    assert contract is not None
    row = work.add(
        Binding(
            firm_id=contract.firm_id,
            channel="wechat",
            address=address,
            bound_at=work.now,
            ended_at=None,
            ended_by=None,
        )
    )
    return Contractor(row.id, contract.firm_id, Person(Channel.WECHAT, address))
