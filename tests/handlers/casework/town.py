"""A county in small: staff of every unit, a firm with a contract, and acts done in one line."""

from __future__ import annotations

from copy import copy
from datetime import date, timedelta
from functools import partial

from handlers.casework.contracts import activate, add_contract
from handlers.casework.perform import Declaration, SubmitFields
from handlers.casework.sealed.window_rows import ConsentFields, RecipientFields
from handlers.casework.table import ActName
from handlers.identity.actors import Actor, Contractor, StaffMember
from handlers.messages import Channel, Person
from handlers.results import Done, Reason, Refused, Result
from policy_kb.models import Model
from store.queries.applications import application_numbered, steps_of
from store.queries.contracts import contract_numbered
from store.queries.people import staff_named
from store.states import Kind, RecipientUnit, Role, State
from store.tables.applications import Application, StepRow
from store.tables.contracts import Contract
from store.tables.people import Binding
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform, submit
from tests.handlers.contracts.contracts import CREDIT_CODES, contract_terms, member
from tests.keys import public_key

YUAN = 100
TODAY = date(2026, 11, 24)
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


class Town:
    """Everybody is there; the contract is over 2,000,000 yuan with 30 % prepayment, due at the end of 2026."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.office = member(work, "张办", Role.OFFICE)
        self.colleague = member(work, "李办", Role.OFFICE)
        self.bureau = member(work, "王工", Role.BUREAU)
        self.payer = member(work, "赵拨", Role.PAYER)
        self.supervisor = member(work, "钱督", Role.SUPERVISOR)
        self.auditor = member(work, "孙审", Role.AUDITOR)
        self.administrator = member(work, "周管", Role.ADMINISTRATOR)
        self.contract = self.contract_of()
        self.boss = self.bound(self.contract.firm_id, "boss")

    def seen_by(self, work: Work) -> Town:
        """The same town for a unit of work in a copy of its database."""
        seen = copy(self)
        seen.work = work
        contract = work.get(Contract, self.contract.id)
        assert contract is not None
        seen.contract = contract
        return seen

    def member_of(self, *roles: Role) -> StaffMember:
        """Somebody with several roles."""
        return member(self.work, "兼职", *roles)

    def officer(self, name: str) -> StaffMember:
        """A member who receives reports."""
        return member(self.work, name, Role.REPORT_OFFICER)

    def receives(self, name: str, unit: RecipientUnit) -> None:
        """A key of this member is entered."""
        fields = RecipientFields(key=public_key(name), unit=unit)
        self.does(ActName.ADD_RECIPIENT, name, fields, by=self.administrator)

    def may_receive_reports(self) -> None:
        """Consent and recipients of the window for reports are recorded: an officer of the office, one outside."""
        for name, unit in (("吴受", RecipientUnit.OFFICE), ("郑派", RecipientUnit.OUTSIDE)):
            if staff_named(self.work, name) is None:
                self.officer(name)
                self.receives(name, unit)
        fields = ConsentFields(document="安纪函〔2026〕1号", dated=TODAY)
        self.does(ActName.RECORD_CONSENT, "settings", fields, by=self.administrator)

    def contract_of(self, number: str = "AZ-HT-001", *, firm: int = 0, **changes: object) -> Contract:
        """A contract in use."""
        name = f"安泽县演示{'甲乙丙'[firm]}有限公司"
        terms = {"firm_name": name, "payee_name": name, "credit_code": CREDIT_CODES[firm], "number": number}
        added = add_contract(self.work, self.bureau, contract_terms(**terms | changes))
        assert isinstance(added, Done), added
        assert isinstance(activate(self.work, self.bureau, number), Done)
        found = contract_numbered(self.work, number)
        assert found is not None
        return found

    def bound(self, firm_id: int, address: str, channel: Channel = Channel.WECHAT) -> Contractor:
        """Somebody who acts for the firm."""
        row = self.work.add(
            Binding(
                firm_id=firm_id,
                channel=channel.value,
                address=address,
                bound_at=self.work.now,
                ended_at=None,
                ended_by=None,
            )
        )
        return Contractor(row.id, firm_id, Person(channel, address))

    def sending(self, kind: Kind = Kind.PREPAYMENT, yuan: int = 500_000, **changes: object) -> SubmitFields:
        """An application on the contract, with changes."""
        fields: dict[str, object] = {
            "contract_id": self.contract.id,
            "kind": kind,
            "amount": yuan * YUAN,
            "data": "{}",
            "form_version": 1,
            "declaration": Declaration(words="承诺", confirmed_at=self.work.now, sha256=()),
        }
        return SubmitFields.model_validate(fields | changes)

    def submitted(self, kind: Kind = Kind.PREPAYMENT, yuan: int = 500_000, *, by: Actor | None = None) -> str:
        """The number of an application that was just sent; a member sends what came in on paper."""
        on_paper = {"paper": self.paper()} if isinstance(by, StaffMember) else {}
        return done(submit(self.work, by or self.boss, self.sending(kind, yuan, **on_paper))).subject

    def paper(self, kind: str = "application", *, by: StaffMember | None = None, **changes: object) -> str:
        """The 收文号 of a paper that just came in on the contract."""
        fields = given.incoming(kind, **changes)
        return done(
            perform(self.work, by or self.office, ActName.REGISTER_PAPER, self.contract.number, fields)
        ).subject

    def scanned(self, paper: str, name: str = "扫描件.pdf", *, by: StaffMember | None = None) -> None:
        """A scan of the paper is kept."""
        done(perform(self.work, by or self.office, ActName.ADD_SCAN, paper, given.scan(name)))

    def does(self, act: ActName, number: str, fields: Model | None = None, *, by: Actor | None = None) -> Done:
        """The act, done by the right member."""
        return done(perform(self.work, by or self.right(act), act, number, fields))

    def refuses(
        self, act: ActName, number: str, fields: Model | None = None, *, by: Actor | None = None
    ) -> tuple[Reason, ...]:
        """Everything said against the act."""
        return refused(perform(self.work, by or self.right(act), act, number, fields))

    def right(self, act: ActName) -> StaffMember:
        """Who does such an act here."""
        if act in {ActName.PAY, ActName.REVERSE}:
            return self.payer
        if act in {ActName.REVIEW, ActName.REVIEW_FUND}:
            return self.supervisor
        bureaus = {ActName.OPINION, ActName.ARCHIVE, ActName.COMPLETE}
        bureaus |= {ActName.INSPECT, ActName.ADD_FINDING, ActName.FOLLOW_UP}
        return self.bureau if act in bureaus else self.office

    def brought_to(self, state: State, kind: Kind = Kind.PREPAYMENT, yuan: int = 500_000) -> str:
        """The number of an application that has come so far, by real acts."""
        number = self.submitted(kind, yuan)
        steps = (
            (State.ACCEPTED, partial(self.does, ActName.ACCEPT, number)),
            (State.REPORTED, partial(self.does, ActName.REPORT, number, given.report())),
            (State.TABLED, partial(self.does, ActName.TABLE, number, given.tabling())),
            (State.APPROVED, partial(self.does, ActName.AGREE, number, given.meeting())),
            (State.APPROVED, partial(self.does, ActName.MINUTES, number, given.minutes())),
            (State.PAID, partial(self.does, ActName.PAY, number, self.payment(yuan, f"V-{number}"))),
            (State.ARCHIVED, partial(self.does, ActName.ARCHIVE, number)),
        )
        order = [State.SUBMITTED, *(reached for reached, _ in steps)]
        for reached, step in steps:
            if order.index(reached) > order.index(state):
                break
            step()
        assert self.application(number).state == state.value
        return number

    def payment(self, yuan: int, voucher: str = "V-1", **changes: object) -> Model:
        """A payment to the contract's account."""
        return given.payment(yuan=yuan, voucher=voucher, payee_name=self.contract.payee_name, **changes)

    def steps(self, number: str) -> list[StepRow]:
        """The history of an application."""
        return list(steps_of(self.work, self.application(number).id))

    def application(self, number: str) -> Application:
        found = application_numbered(self.work, number)
        assert found is not None
        return found


def done(result: Result) -> Done:
    assert isinstance(result, Done), result
    return result


def refused(result: Result) -> tuple[Reason, ...]:
    assert isinstance(result, Refused), result
    return result.reasons
