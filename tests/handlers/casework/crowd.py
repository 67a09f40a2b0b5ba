"""Two firms, three contracts and staff with overlapping roles, for machines and races."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.actors import Actor, Contractor, StaffMember
from handlers.casework.contracts import activate, add_contract
from handlers.casework.fields import NoteFields
from handlers.casework.perform import Declaration, SubmitFields, perform, submit
from handlers.casework.results import Done, Result
from handlers.casework.table import ActName
from handlers.messages import Channel, Person
from policy_kb.models import Model
from store.contracts import contract_numbered
from store.states import Kind, Role
from store.tables.people import Binding, StaffLink
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.contracts import CREDIT_CODES, contract_terms, member

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
    """Money can be paid on the first contract already, and all kinds applied for on the second."""
    office, bureau = crowd.named("甲"), crowd.named("丁")
    declaration = Declaration(words="承诺", confirmed_at=work.now, sha256=())
    fields = SubmitFields(
        contract_id=1, kind=Kind.PREPAYMENT, amount=200_000, data="{}", form_version=1, declaration=declaration
    )
    number = _done(submit(work, crowd.people[0], fields))
    ways: tuple[tuple[ActName, Model], ...] = (
        (ActName.ACCEPT, NoteFields()),
        (ActName.REPORT, given.report()),
        (ActName.TABLE, given.tabling()),
        (ActName.AGREE, given.meeting()),
        (ActName.MINUTES, given.minutes()),
    )
    for act, recorded in ways:
        _done(perform(work, office, act, number, recorded))
    _done(perform(work, bureau, ActName.EVALUATE, "AZ-HT-002", given.evaluation("qualified")))
    _done(perform(work, bureau, ActName.COMPLETE, "AZ-HT-002", given.completion()))


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
