"""Plays the demonstration's script through the same functions as people's acts: every rule has held for it."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from bot.demo.script import ContractLine, EventLine, Script, dated, dated_fields
from handlers.applications.application_form import ApplicationForm
from handlers.applications.application_steps import NAME, ApplicationData
from handlers.applications.intention_form import IntentionForm
from handlers.casework.bindings import bind, issue_bind_code
from handlers.casework.checklists import NewItem, add_item
from handlers.casework.contracts import activate, add_contract, amend
from handlers.casework.incoming_rows import scan_fields
from handlers.casework.perform import perform
from handlers.casework.staffing import add_staff
from handlers.casework.table import TABLE, ActName, Subject
from handlers.complaints.acts import leave_complaint
from handlers.dates import local_day
from handlers.form_state import Filling
from handlers.forms.attachments import Received
from handlers.forms.drafts import begin_draft
from handlers.identity.actors import Actor, Contractor, Door, StaffMember, Visitor
from handlers.identity.codes import hold
from handlers.identity.who import OPERATOR, contractor, staff_member
from handlers.materials.handing_in import attach, checklist
from handlers.messages import Channel, Person
from handlers.results import Done, Refused, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.submission_actions import SUBMISSION_ACTIONS
from handlers.staff.actions.submission_fields import SubmissionFields
from handlers.staff.actions.targets import contract_target
from handlers.texts.demo import ALL_PAPERS, CONTACT, PHONE
from handlers.values.contract_terms import NewAmendment, NewContract
from handlers.values.reading import Stored
from policy_kb.kb import PolicyKB
from store.queries.applications import applications_on
from store.queries.cases import return_cases_on
from store.queries.contracts import contract_numbered
from store.states import AmendmentKind, ComplaintKind, Purpose, Role
from store.tables.applications import Draft
from store.tables.contracts import Contract
from store.work import Work

_DAY = timedelta(days=1)


class DemoFailed(Exception):  # noqa: N818 -- reads as what happened
    """The script broke a rule of the product: a fault of the script, never of whoever runs it."""


class Story:
    """One demonstration, told once into an empty database. `paper` is handed in for every item of the list."""

    def __init__(self, work: Work, script: Script, kb: PolicyKB, paper: Received) -> None:
        self._work = work
        self._script = script
        self._kb = kb
        self._paper = paper
        self._now = work.now
        self._today = local_day(work.now)
        self._numbers: dict[str, str] = {}
        self._form = ApplicationForm(kb, None)

    def tell(self) -> None:
        """Do everything in the order of its days, each act at its own moment.

        Raises:
            DemoFailed: an act was refused.
        """
        self._at(self._first_day())
        self._people()
        for days, act in self._in_order():
            self._at(days)
            if isinstance(act, ContractLine):
                self._contract(act)
            else:
                self._event(act)
        self._work.now = self._now
        self._draft()
        self._intention()

    def _at(self, days: int) -> None:
        """Move to that day, a minute after the act before, so that no two stand at one moment."""
        noon = self._now - days * _DAY
        self._work.now = max(noon, self._work.now + timedelta(minutes=1)) if self._is_told else noon

    @property
    def _is_told(self) -> bool:
        return self._work.now < self._now

    def _first_day(self) -> int:
        return max(self._age(line) for line in self._script.contract) + 1

    def _age(self, line: ContractLine) -> int:
        return (self._today - dated(line.signed_on, self._today)).days

    def _in_order(self) -> list[tuple[int, ContractLine | EventLine]]:
        entered = [(self._age(line), line) for line in self._script.contract]
        told = [(event.days, event) for event in self._script.event]
        return sorted([*entered, *told], key=lambda pair: -pair[0])

    def _people(self) -> None:
        for member in self._script.staff:
            _held(add_staff(self._work, OPERATOR, member.name, frozenset(member.roles)))
        office = self._actor(self._script.staff[0].name)
        for item in self._script.item:
            new = NewItem(item.code, item.label, item.hint, required=item.required)
            _held(add_item(self._work, office, item.kind, new))

    def _contract(self, line: ContractLine) -> None:
        bureau = self._actor(next(one.name for one in self._script.staff if Role.BUREAU in one.roles))
        days = {name: dated(getattr(line, name), self._today) for name in ("signed_on", "due_on")}
        new = NewContract(**(line.model_dump() | days | {"payee_name": line.firm_name}))
        _held(add_contract(self._work, bureau, new))
        if line.ratio is not None:
            _held(activate(self._work, bureau, line.number))
        for person in self._script.person:
            if person.contract == line.number:
                self._bind(person.name, line.number)

    def _bind(self, name: str, number: str) -> None:
        code = issue_bind_code(self._work, OPERATOR, number)
        assert not isinstance(code, Refused)
        row = hold(self._work, Purpose.BIND, code.code, _person(name))
        assert row is not None
        _held(bind(self._work, _person(name), row.code_hash.hex()))

    def _event(self, event: EventLine) -> None:
        if event.do == ActName.SUBMIT:
            on_paper = isinstance(self._actor(event.by), StaffMember)
            self._numbers[event.name] = self._enter(event) if on_paper else self._submit(event)
        elif event.do == ActName.ADD_SCAN:
            self._scan(event)
        elif event.do == ActName.LEAVE_COMPLAINT:
            self._leave(event)
        elif event.do == AmendmentKind.PAUSE:
            self._pause(event)
        else:
            self._act(event)

    def _act(self, event: EventLine) -> None:
        row = TABLE[ActName(event.do)]
        named = {
            key: self._numbers.get(value, value) if isinstance(value, str) else value
            for key, value in event.fields.items()
        }
        fields = row.fields.model_validate(dated_fields(named, self._today)) if row.fields else None
        number = self._numbers.get(event.on, event.on)
        if row.on is Subject.CASE:
            number = str(return_cases_on(self._work, self._found(event.on).id)[-1].id)
        done = _held(perform(self._work, self._actor(event.by), row.act, number, fields, kb=self._kb))
        if event.name:
            self._numbers[event.name] = done.subject

    def _scan(self, event: EventLine) -> None:
        """What is handed in stands for a scan of the paper as well."""
        number, paper = self._numbers[event.on], self._paper
        fields = scan_fields(paper)
        _held(perform(self._work, self._actor(event.by), ActName.ADD_SCAN, number, fields, kb=self._kb))

    def _leave(self, event: EventLine) -> None:
        """What somebody leaves openly: a suggestion, a complaint."""
        kind, words = ComplaintKind(event.fields["kind"]), event.fields["words"]
        self._numbers[event.name] = _held(leave_complaint(self._work, _person(event.by), kind, words)).subject

    def _enter(self, event: EventLine) -> str:
        """An application that came in on paper, entered as the office does."""
        member = self._actor(event.by)
        assert isinstance(member, StaffMember)
        fields = SubmissionFields.model_validate(
            {
                "amount": event.amount,
                "purpose": event.purpose,
                "contact": CONTACT,
                "phone": PHONE,
                "papers": ALL_PAPERS,
                "paper": self._numbers[event.fields["paper"]],
                "signer": event.fields["signer"],
            }
        )
        action = next(one for one in SUBMISSION_ACTIONS if one.key == f"submit.{event.kind}")
        acting = Acting(self._work, member, self._kb)
        return _held(action.run(acting, contract_target(self._found(event.on)), fields, None)).subject

    def _pause(self, event: EventLine) -> None:
        given = dated_fields(event.fields, self._today)
        new = NewAmendment(kind=AmendmentKind.PAUSE, **given)
        _held(amend(self._work, self._actor(event.by), event.on, new))

    def _submit(self, event: EventLine) -> str:
        assert event.kind is not None
        contract = self._found(event.on)
        filling = Filling(answers=_answers(event, contract))
        draft, actor = self._begin(event.by, contract, filling)
        for item in checklist(self._work, event.kind):
            if item.required:
                attach(self._work, self._paper, draft=draft, item=item.code, by=actor)
        form = self._form.form(self._work, draft, filling, actor.person)
        ending = self._form.finish(self._work, draft, filling, form, actor.person)
        if ending.filling is not None:
            raise DemoFailed(f"{event.name}: {ending.parts}")
        return applications_on(self._work, contract.id)[-1].number

    def _begin(self, name: str, contract: Contract, filling: Filling) -> tuple[Draft, Contractor]:
        actor = self._actor(name)
        assert isinstance(actor, Contractor)
        draft = begin_draft(
            self._work, actor.person, filling, form=NAME, version=self._form.newest, firm_id=contract.firm_id
        )
        return draft, actor

    def _draft(self) -> None:
        line = self._script.draft
        contract = self._found(line.contract)
        answers: dict[str, Stored] = {"contract": contract.id, "kind": line.kind.value}
        self._begin(line.by, contract, Filling(answers=answers, asking="amount"))

    def _intention(self) -> None:
        line, person = self._script.intention, _person(self._script.intention.by)
        kind = IntentionForm(self._kb)
        answers: dict[str, Stored] = {"called": line.called, "phone": line.phone, "area": None, "wish": line.wish}
        filling = Filling(answers=answers)
        draft = begin_draft(self._work, person, filling, form=kind.name, version=1, firm_id=None)
        kind.finish(self._work, draft, filling, kind.form(self._work, draft, filling, person), person)

    def _found(self, number: str) -> Contract:
        contract = contract_numbered(self._work, number)
        assert contract is not None, number
        return contract

    def _actor(self, name: str) -> Actor:
        member = staff_member(self._work, name)
        if member:  # what is told was done where it is done: results and money at the console
            return replace(member, door=Door.CONSOLE)
        return contractor(self._work, _person(name)) or Visitor(_person(name))


def _person(name: str) -> Person:
    return Person(Channel.TERMINAL, name)


def _answers(event: EventLine, contract: Contract) -> dict[str, Stored]:
    assert event.kind is not None
    asked = {"contract": contract.id, "kind": event.kind, "amount": event.amount, "purpose": event.purpose}
    data = ApplicationData.model_validate({**asked, "contact": CONTACT, "phone": PHONE})
    return dict(data.model_dump(mode="json"))


def _held(result: Result) -> Done:
    if isinstance(result, Refused):
        raise DemoFailed("; ".join(reason.text for reason in result.reasons))
    return result
