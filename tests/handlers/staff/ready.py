"""For every action a target on which it can be done, and what is typed for it: made by real acts in the town."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from handlers.casework.amendment_fields import ChangeFields, NothingFields, PayeeChange
from handlers.casework.arrangements import set_arrangement
from handlers.casework.batch_fields import FormBatchFields, SittingFields, TableBatchFields
from handlers.casework.batches import BatchActs, LineAct
from handlers.casework.checklists import NewItem, add_item
from handlers.casework.complaints import recusals as complaint_recusals
from handlers.casework.complaints.fields import AnswerComplaintFields, ExcerptFields
from handlers.casework.contracts import add_contract
from handlers.casework.correctable import correctable_on
from handlers.casework.correction_fields import CorrectFields
from handlers.casework.deputy_rows import DeputeFields
from handlers.casework.duty import UNITS
from handlers.casework.intention_rows import IntentionFields
from handlers.casework.intentions import register_intention
from handlers.casework.paper_guards import BUREAU_ENTERS
from handlers.casework.pausing import pause_assistant
from handlers.casework.perform import apply_row
from handlers.casework.quota_rows import AddQuotaFields
from handlers.casework.sealed.window import was_opened
from handlers.casework.sign_offs import SIGNED_DECLINE
from handlers.casework.table import ActName
from handlers.casework.thread_rows import AskFields
from handlers.casework.transitions import Subject
from handlers.complaints.acts import leave_complaint
from handlers.identity.actors import Visitor
from handlers.messages import Channel, Person
from handlers.notices.records import notices_of
from handlers.staff.actions.action import Action
from handlers.staff.actions.field_kinds import Widget, widget_of
from handlers.staff.actions.filled_form import DAY
from handlers.staff.actions.targets import target_of
from handlers.values.quarters import quarter_of
from policy_kb.models import Model
from store.queries.allotments import quota_documented
from store.queries.applications import applications_on
from store.queries.archive import contract_materials
from store.queries.batches import sent_in
from store.queries.bindings import bound_people
from store.queries.cases import oversights_on, return_cases_on
from store.queries.complaint_recipients import key_called
from store.queries.complaints import complaint_numbered
from store.queries.credentials import open_reset_of
from store.queries.deputies import deputies_from
from store.queries.intentions import intentions_of
from store.queries.materials import checklist
from store.queries.people import staff_named
from store.states import ComplaintKind, Kind, MoneySource, RecipientUnit, Role, State, ThreadState
from store.tables.threads import Thread
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.test_material_checks import handed_in
from tests.handlers.casework.test_superseding import later
from tests.handlers.casework.town import TODAY, Town, done
from tests.handlers.contracts.contracts import CREDIT_CODES, contract_terms
from tests.handlers.notices.given_up import given_up
from tests.keys import public_key
from tests.measure import opened

Typed = dict[str, str]


@dataclass(frozen=True)
class Ready:
    """`number` names the target; `typed` is what the form brings, by the names of its fields."""

    number: str
    typed: Typed
    by_role: Mapping[Role, Typed] = field(default_factory=dict)
    """What a unit types otherwise, for it has records of its own."""

    def typed_by(self, role: Role) -> Typed:
        return self.typed | self.by_role.get(role, {})


def ready(town: Town, action: Action, place: int) -> Ready:
    """A target on a contract of its own, where the contract has to do with it."""
    town.contract = town.contract_of(f"AZ-HT-{place:03}")
    make = _MADE.get(action.key) or _BY_SUBJECT.get(action.subject)
    assert make is not None, f"say in {__name__} how a target of {action.key} is made"
    number, typed = make(town, action)
    return Ready(number, _valid(action) | typed, dict(_by_role(town, action, number)))


_WORDS: Mapping[Widget, str] = {
    Widget.LINE: "安办〔2026〕9号",
    Widget.TEXT: "照来文登记",
    Widget.PAPERS: "申请书没有盖章",
    Widget.MONEY: "1万元",
    Widget.SHARE: "30%",
    Widget.PHONE: "13800138000",
}


def _valid(action: Action) -> Typed:
    """A valid body, by the kind of each field; what only some words fit is said where the target is made."""
    typed = Typed()
    for name, asked in action.fields.model_fields.items():
        widget = widget_of(asked)
        match widget:
            case Widget.DAY:
                typed[f"{name}.{DAY}"] = TODAY.isoformat()
            case Widget.SEVERAL:
                typed[f"{name}.office"] = "on"
            case Widget.CHOICE:
                typed[name] = "1"  # the first
            case _ if asked.is_required():
                typed[name] = _WORDS[widget]
    return typed


PAID_FROM = "安财指〔2026〕35号"
"""The quota of `given.payment`."""

_Made = tuple[str, Typed]
_Make = Callable[[Town, Action], _Made]

_PATH = (State.SUBMITTED, State.ACCEPTED, State.REPORTED, State.TABLED, State.APPROVED, State.PAID)


def _application(town: Town, action: Action, **typed: str) -> _Made:
    """Where the act begins first."""
    return town.brought_to(next(state for state in _PATH if state in action.row.from_states)), typed


def _returned(town: Town, _action: Action) -> _Made:
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking())
    return number, {"papers": ""}


def _without_contract(town: Town, _action: Action) -> _Made:
    number = town.submitted()
    town.does(ActName.END, town.contract.number, _change(), by=town.bureau)
    return number, {}


def _agreed(town: Town, _action: Action) -> _Made:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    return number, {}


def _conditional(town: Town, _action: Action) -> _Made:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(300_000))
    town.does(ActName.MINUTES, number, given.minutes())
    return number, {}


def _to_pay(town: Town, _action: Action) -> _Made:
    return town.brought_to(State.APPROVED), {"payee_name": town.contract.payee_name, "voucher": "V-NEW"}


def _paid(town: Town, _action: Action) -> _Made:
    number = town.brought_to(State.PAID)
    return number, {"payment": f"V-{number}", "voucher": f"R-{number}"}


def _material(town: Town, _action: Action) -> _Made:
    return str(handed_in(town, town.submitted()).id), {}


def _quota(town: Town, _action: Action) -> _Made:
    """The one from which the payments are drawn that other targets are ready for."""
    for document in (_WORDS[Widget.LINE], PAID_FROM):
        if quota_documented(town.work, document) is None:
            fields = AddQuotaFields(
                document=document,
                budget_year=2026,
                source=MoneySource.PROVINCE,
                amount=90_000_000_00,
                moved_on=TODAY,
            )
            town.does(ActName.ADD_QUOTA, "", fields, by=town.payer)
    return PAID_FROM, {}


def _compared(town: Town, action: Action) -> _Made:
    number, _ = _material(town, action)
    town.does(ActName.CHECK_ORIGINAL, number, by=town.office)
    return number, {}


def _contract(town: Town, _action: Action, **typed: str) -> _Made:
    return town.contract.number, typed


def _evaluated(town: Town, _action: Action, *, grade: str, **typed: str) -> _Made:
    number = town.contract.number
    town.does(ActName.EVALUATE, number, given.evaluation(grade))
    return number, typed


def _paid_before(town: Town, _action: Action, **typed: str) -> _Made:
    town.brought_to(State.PAID)
    return town.contract.number, typed


def _to_reclaim(town: Town, action: Action) -> _Made:
    number, _ = _paid_before(town, action)
    town.does(ActName.EVALUATE, number, given.evaluation("unqualified"))
    town.does(ActName.DISPOSE, number, given.disposal("revoke"))
    return number, {}


def _case(town: Town, action: Action, **typed: str) -> _Made:
    number, _ = _paid_before(town, action)
    town.does(ActName.RECOVER, number, given.recovery(100_000))
    return str(_newest_case(town)), typed


def _notified(town: Town, action: Action) -> _Made:
    number, _ = _case(town, action)
    town.does(ActName.NOTIFY, number, given.demand())
    return number, {"voucher": f"B-{number}", "budget_year": "2026", "surplus": ""}


def _overpaid(town: Town, action: Action) -> _Made:
    number, _ = _notified(town, action)
    voucher = f"B-{number}"
    town.does(ActName.RECEIVE, number, given.returned(120_000, voucher, surplus=20_000_00))
    return number, {"voucher": f"TF-{number}"}


def _newest_case(town: Town) -> int:
    return return_cases_on(town.work, town.contract.id)[-1].id


def _change() -> Model:
    return ChangeFields(document="补充协议1号", effective_on=TODAY)


def _entered(town: Town, _action: Action) -> _Made:
    number = f"{town.contract.number}-B"
    name = "安泽县演示甲有限公司"
    done(add_contract(town.work, town.bureau, contract_terms(number=number, firm_name=name, payee_name=name)))
    return number, {}


def _new_account(town: Town, _action: Action) -> _Made:
    number, account = town.contract.number, "6222000011112222444"
    given_up = PayeeChange(
        document="盖章函", effective_on=TODAY, name=town.contract.payee_name, account=account, bank="演示银行"
    )
    town.does(ActName.CHANGE_PAYEE, number, given_up, by=town.bureau)
    return number, {"account": account}


def _paused(town: Town, _action: Action) -> _Made:
    town.does(ActName.PAUSE, town.contract.number, _change(), by=town.bureau)
    return town.contract.number, {}


def _bound(town: Town, _action: Action) -> _Made:
    people = bound_people(town.work, town.contract.firm_id)
    return town.contract.number, {"binding": str(people[0].id)}


def _finished(town: Town, _action: Action) -> _Made:
    town.does(ActName.COMPLETE, town.contract.number, given.completion())
    return town.contract.number, {}


def _decided_again(town: Town, _action: Action) -> _Made:
    """A later sitting grants less; what is paid is recorded by none of those who try it."""
    return town.brought_to(State.PAID), {"result": "partly", "approved": "40万元", "condition": ""}


def _above_the_result(town: Town, action: Action) -> _Made:
    number = town.brought_to(State.PAID)
    town.does(ActName.SUPERSEDE, number, later("partly", 300_000))
    return number, {"voucher": f"CF-{number}", "budget_year": "2026", "amount": "1万元"}


def _to_correct(town: Town, action: Action) -> _Made:
    number = town.contract.number
    town.brought_to(State.PAID)
    town.does(ActName.EVALUATE, number, given.evaluation("qualified"))
    town.does(ActName.REVIEW, number, given.review())
    if action.subject is Subject.CONTRACT:
        return number, {}
    if action.subject is Subject.CASE:
        town.does(ActName.RECOVER, number, given.recovery(100_000))
        return str(_newest_case(town)), {}
    return applications_on(town.work, town.contract.id)[-1].number, {}


_CORRECTED = {
    Subject.APPLICATION: {
        Role.OFFICE: "meeting.session",
        Role.PAYER: "payment.paid_on",
        Role.BUREAU: "payment.paid_on",
    },
    Subject.CONTRACT: {
        Role.OFFICE: "evaluation.organiser",
        Role.BUREAU: "contract.project",
        Role.SUPERVISOR: "review.findings",
    },
    Subject.CASE: {Role.OFFICE: "case.organ", Role.BUREAU: "case.organ"},
}
"""What each unit corrects of its own records."""


def _by_role(town: Town, action: Action, number: str) -> Iterator[tuple[Role, Typed]]:
    if action.row.fields is not CorrectFields:
        return
    for role, name in _CORRECTED[action.subject].items():
        yield (
            role,
            {
                "fact": _key_of(town, action, number, name),
                "value": "2026-11-23" if name.endswith("_on") else "按纸面更正",
            },
        )


def _key_of(town: Town, action: Action, number: str, name: str) -> str:
    found = target_of(town.work, action.subject, number)
    assert found is not None
    assert found.row is not None
    kind, _, fact = name.partition(".")
    return next(
        one.key for one in correctable_on(town.work, found.row) if (one.of.name, one.fact.field) == (kind, fact)
    )


_WAITING = {
    Subject.APPLICATION: (ActName.CORRECT, "payment.paid_on", "2026-11-23"),
    Subject.CONTRACT: (ActName.CORRECT_CONTRACT, "contract.amount", "190万元"),
    Subject.CASE: (ActName.CORRECT_CASE, "case.amount", "9万元"),
}


def _corrected(town: Town, action: Action) -> _Made:
    """A correction that waits for somebody else."""
    number, _ = _to_correct(town, action)
    act, name, value = _WAITING[action.subject]
    fields = CorrectFields(
        fact=_key_of(town, action, number, name),
        value=value,
        reason="录入时看错",
        document="纸面1号",
        dated_on=TODAY,
    )
    by = {Subject.APPLICATION: town.payer, Subject.CONTRACT: town.bureau, Subject.CASE: town.colleague}
    town.does(act, number, fields, by=by[action.subject])
    return number, {}


def _member(town: Town, _action: Action) -> _Made:
    return town.colleague.name, {}


def _scan(town: Town, kind: str) -> str:
    """The 收文号 of a paper whose scan is there."""
    paper = town.paper(kind)
    town.scanned(paper, f"{paper}.pdf")
    return paper


def _to_sign(town: Town, action: Action) -> _Made:
    """Refusals wait for a signature from here on; each other target of a refusal is signed."""
    done(set_arrangement(town.work, town.office, SIGNED_DECLINE, "是"))
    number, _ = _without_contract(town, action)
    return number, {"paper": _scan(town, "sign_off")}


def _to_decline(town: Town, action: Action) -> _Made:
    number, typed = _to_sign(town, action)
    town.does(ActName.SIGN_OFF, number, given.sign_off(typed["paper"]))
    return number, {}


def _declined(town: Town, action: Action) -> _Made:
    number, _ = _to_decline(town, action)
    town.does(ActName.DECLINE, number)
    return number, {"paper": _scan(town, "service"), "signer": "王小明"}


def _demanded(town: Town, action: Action) -> _Made:
    number, _ = _notified(town, action)
    return number, {"paper": _scan(town, "service"), "signer": "王小明"}


def _on_paper(make: _Make, kind: str = "application") -> _Make:
    """What is entered from a paper that came in."""

    def made(town: Town, action: Action) -> _Made:
        number, typed = make(town, action)
        return number, {"paper": town.paper(kind)} | typed

    return made


def _from_paper(town: Town, _action: Action) -> _Made:
    return town.submitted(by=town.office), {}


def _sent_back(town: Town, action: Action) -> _Made:
    number, _ = _from_paper(town, action)
    town.does(ActName.RETURN_ENTRY, number, given.slip(), by=town.colleague)
    return number, {"amount": "40万元", "contact": "王小明"}


def _letter(town: Town, _action: Action) -> _Made:
    return town.submitted(), {}


def _withdrawn(town: Town, action: Action) -> _Made:
    number, typed = _on_paper(_letter, "withdrawal")(town, action)
    town.does(ActName.ENTER_WITHDRAWAL, number, given.withdrawal_entry(typed["paper"]), by=town.office)
    return number, {}


def _voucher(town: Town, _action: Action) -> _Made:
    done(set_arrangement(town.work, town.office, BUREAU_ENTERS, "是"))
    number, paper = town.brought_to(State.APPROVED), town.paper("voucher")
    town.scanned(paper, f"{paper}.pdf", by=town.bureau)
    return number, {"paper": paper, "payee_name": town.contract.payee_name, "voucher": f"P-{number}"}


def _paid_from_paper(town: Town, action: Action) -> _Made:
    number, typed = _voucher(town, action)
    payment = given.payment(yuan=10_000, voucher=typed["voucher"], payee_name=typed["payee_name"])
    town.does(ActName.ENTER_PAYMENT, number, given.payment_entry(typed["paper"], payment), by=town.bureau)
    return number, {}


def _paper(town: Town, _action: Action) -> _Made:
    return town.paper(), {}


def _asked_reset(town: Town, _action: Action) -> _Made:
    """Asked for by another administrator than the one who confirms it."""
    found = open_reset_of(town.work, town.payer.id)
    if found is None:
        town.does(ActName.ASK_RESET, town.payer.name, by=town.administrator)
        found = open_reset_of(town.work, town.payer.id)
    assert found is not None
    return str(found.id), {}


def _stood_in_for(town: Town, _action: Action) -> _Made:
    fields = DeputeFields(deputy=town.colleague.name, first_day=TODAY, last_day=TODAY, paper="安办〔2026〕9号")
    town.does(ActName.DEPUTE, town.office.name, fields, by=town.administrator)
    (row,) = deputies_from(town.work, TODAY)
    return str(row.id), {}


def _archived(town: Town, _action: Action) -> _Made:
    number = town.contract.number
    town.does(ActName.ADD_MATERIAL, number, given.archived_file(f"{number}.pdf"))
    ((_row, file),) = contract_materials(town.work, town.contract.id)
    return number, {"material": str(file.id)}


def _intention(town: Town, _action: Action) -> _Made:
    fields = IntentionFields(called="李先生", phone="13800138000", area=None, wish="想了解")
    person = Person(Channel.WECHAT, f"villager of {town.contract.number}")
    done(register_intention(town.work, person, fields))
    (newest,) = intentions_of(town.work, person.channel.value, person.address)
    return str(newest.id), {}


def _complaint(town: Town, _action: Action, **typed: str) -> _Made:
    """Every unit answers; its words name somebody, who keeps out of it."""
    done(set_arrangement(town.work, town.office, complaint_recusals.UNITS, "办公室、工信局、拨付部门、监督部门"))
    person = Person(Channel.WECHAT, f"complains of {town.contract.number}")
    words = f"{town.colleague.name}没有答复"
    left = leave_complaint(town.work, person, ComplaintKind.SERVICE, words)
    return done(left).subject, {"answer_by.day": (TODAY + timedelta(days=70)).isoformat()} | typed


def _answered_complaint(town: Town, action: Action) -> _Made:
    number, _ = _complaint(town, action)
    town.does(ActName.ANSWER_COMPLAINT, number, AnswerComplaintFields(words="已办"))
    done(set_arrangement(town.work, town.office, complaint_recusals.UNITS, "办公室、工信局、拨付部门、监督部门"))
    row = complaint_numbered(town.work, number)
    assert row is not None
    row.unit = ""
    return number, {}


def _excerpted_complaint(town: Town, action: Action) -> _Made:
    number, _ = _answered_complaint(town, action)
    town.does(ActName.DRAFT_EXCERPT, number, ExcerptFields(words="来信", answer="答复"))
    return number, {}


def _thread(town: Town, _action: Action) -> _Made:
    """Every unit is on duty."""
    done(set_arrangement(town.work, town.office, UNITS, "办公室、工信局、拨付部门、监督部门"))
    person = Person(Channel.WECHAT, f"asks beside {town.contract.number}")
    asked = apply_row(town.work, Visitor(person), ActName.ASK_STAFF, "", AskFields(words="怎么办"))
    return done(asked).subject, {}


def _taken_thread(town: Town, action: Action) -> _Made:
    number, _ = _thread(town, action)
    row = town.work.get(Thread, int(number))
    assert row is not None
    row.state = ThreadState.TAKEN.value
    return number, {}


def _batch(town: Town, _action: Action) -> _Made:
    """Put together, and not brought before the meeting yet."""
    number = town.brought_to(State.REPORTED)
    fields = FormBatchFields(title="关于拨付的请示", reporter="领导小组办公室", applications=(number,))
    return done(perform(town.work, town.office, ActName.FORM_BATCH, "", fields)).subject, {}


def _heard_batch(town: Town, action: Action) -> _Made:
    """Heard; the results are not told yet."""
    number, _ = _batch(town, action)
    acts = BatchActs(town.work, town.office, opened())
    acts.table(int(number), TableBatchFields(document="办发〔2026〕9号", tabled_on=TODAY), None)
    (item,) = acts.waiting(int(number))
    sent = sent_in(town.work, [item.application_id])[item.application_id][0]
    line = LineAct(sent.number, ActName.AGREE, given.meeting())
    acts.record(int(number), SittingFields(session="第12次", held_on=TODAY), [line], None)
    return number, {}


def _settings(_town: Town, _action: Action, *, number: str = "settings", **typed: str) -> _Made:
    return number, typed


def _silent(town: Town, _action: Action) -> _Made:
    done(pause_assistant(town.work, town.administrator, notice="暂停", reason="演练"))
    return "settings", {}


def _officer(town: Town, _action: Action, *, name: str = "钱举") -> _Made:
    """Somebody who receives reports, with no key yet."""
    found = staff_named(town.work, name)
    return (found or town.officer(name)).name, {"key": public_key(f"{name}的新公钥"), "unit": "outside"}


def _recipient(town: Town, action: Action) -> _Made:
    name, _ = _officer(town, action)
    if key_called(town.work, public_key(name)) is None:
        town.receives(name, RecipientUnit.OUTSIDE)
    return name, {"key": public_key(name)}


def _consented(town: Town, _action: Action) -> _Made:
    town.may_receive_reports()
    return "settings", {}


def _window(town: Town, action: Action) -> _Made:
    made = _consented(town, action)
    if not was_opened(town.work):
        town.does(ActName.OPEN_WINDOW, "settings", NothingFields(), by=town.administrator)
    return made


def _register(_town: Town, _action: Action) -> _Made:
    return "", {
        "number": "AZ-HT-NEW",
        "firm_name": "安泽县演示新来有限公司",
        "credit_code": CREDIT_CODES[2],
        "signed_on.day": "2026-03-01",
        "due_on.day": "2027-03-01",
        "payee_account": "6222000011112222555",
    }


def _list(_town: Town, _action: Action) -> _Made:
    return Kind.FOLLOWUP.value, {}


def _item(town: Town, _action: Action, *, required: bool = True, **typed: str) -> _Made:
    for code, is_required in (("one", True), ("two", False)):
        if not any(item.code == code for item in checklist(town.work, Kind.FOLLOWUP.value)):
            done(add_item(town.work, town.office, Kind.FOLLOWUP, NewItem(code, code, required=is_required)))
    return f"{Kind.FOLLOWUP.value}/{'one' if required else 'two'}", typed


def _answer(town: Town, action: Action) -> _Made:
    """Drafted by another unit than the one that approves it."""
    interprets = action.row.act is ActName.CHANGE_INTERPRETATION
    act, fields = (
        (ActName.INTERPRET, given.interpretation()) if interprets else (ActName.DRAFT_ANSWER, given.answer())
    )
    return town.does(act, "", fields, by=town.office if interprets else town.bureau).subject, {}


def _quarter(town: Town, _action: Action) -> _Made:
    return quarter_of(TODAY).stored, {}


def _inspection(town: Town, _action: Action) -> _Made:
    town.does(ActName.INSPECT, town.contract.number, given.inspection("台账不全\n发票不齐"))
    newest = oversights_on(town.work, town.contract.id)[0]
    return str(newest.id), {"settled": "1", "inspectors": "王工、李工", "rectify_by.day": "2026-12-31"}


def _to_rectify(town: Town, action: Action) -> _Made:
    number, _ = _inspection(town, action)
    return number, {"paper": _scan(town, "service"), "signer": "王小明"}


def _untold_notice(town: Town, _action: Action) -> _Made:
    """What the firm was told of its application when it was accepted."""
    number = town.brought_to(State.ACCEPTED)
    told = notices_of(town.work, application_id=town.application(number).id)
    return str(told[-1].deliveries[0].id), {"spoke_with": "王小明"}


def _dead_message(town: Town, _action: Action) -> _Made:
    """A message that was given up."""
    return str(given_up(town.work)), {}


_BY_SUBJECT: Mapping[Subject, _Make] = {
    Subject.MESSAGE: _dead_message,
    Subject.APPLICATION: _application,
    Subject.CONTRACT: _contract,
    Subject.CASE: _case,
    Subject.MATERIAL: _material,
    Subject.NOTICE: _untold_notice,
    Subject.MEMBER: _member,
    Subject.PAPER: _paper,
    Subject.RESET: _asked_reset,
    Subject.DEPUTY: _stood_in_for,
    Subject.INTENTION: _intention,
    Subject.COMPLAINT: _complaint,
    Subject.THREAD: _thread,
    Subject.QUOTA: _quota,
    Subject.BATCH: _batch,
    Subject.SETTINGS: _settings,
    Subject.LIST: _list,
    Subject.ITEM: _item,
    Subject.QUARTER: _quarter,
    Subject.INSPECTION: _inspection,
    Subject.ANSWERS: lambda _town, _action: ("", {}),
    Subject.ANSWER: _answer,
    Subject.YEAR: lambda _town, _action: (str(TODAY.year), {}),
}

_MADE: Mapping[str, _Make] = {
    "act.decline": _to_decline,
    "act.agree_partly": partial(_application, approved="30万元"),
    "act.minutes": _agreed,
    "act.group_back": lambda town, _action: (town.brought_to(State.REPORTED), {}),
    "act.batch_minutes": _heard_batch,
    "act.enter_wecom": lambda town, _action: (town.office.name, {"userid": "zhangsan"}),
    "act.fulfil": _conditional,
    "act.lapse": _conditional,
    "act.pay": _to_pay,
    "act.close_complaint": _answered_complaint,
    "act.draft_excerpt": _answered_complaint,
    "act.approve_excerpt": _excerpted_complaint,
    "act.drop_excerpt": _excerpted_complaint,
    "act.answer_thread": _taken_thread,
    "act.hand_back": _taken_thread,
    "act.reverse": _paid,
    "act.archive": _paid,
    "act.supersede": _decided_again,
    "act.settle_overpaid": _above_the_result,
    **{f"act.{act}": _to_correct for act in (ActName.CORRECT, ActName.CORRECT_CONTRACT, ActName.CORRECT_CASE)},
    **{
        f"act.{act}": _corrected
        for act in (
            *(ActName.CHECK_CORRECTION, ActName.REFUSE_CORRECTION),
            *(ActName.CHECK_CONTRACT_CORRECTION, ActName.REFUSE_CONTRACT_CORRECTION),
            *(ActName.CHECK_CASE_CORRECTION, ActName.REFUSE_CASE_CORRECTION),
        )
    },
    "act.resubmit": _on_paper(_returned, "resubmission"),
    "act.check_entry": _from_paper,
    "act.return_entry": _from_paper,
    "act.correct_entry": _on_paper(_sent_back),
    "act.annul_entry": _sent_back,
    "act.enter_withdrawal": _on_paper(_letter, "withdrawal"),
    "act.check_withdrawal": _withdrawn,
    "act.return_withdrawal": _withdrawn,
    "act.enter_payment": _voucher,
    "act.check_payment": _paid_from_paper,
    "act.return_payment": _paid_from_paper,
    "act.revoke_check": _compared,
    "act.remove_material": _archived,
    "act.recheck": partial(_evaluated, grade="basic"),
    "act.dispose": partial(_evaluated, grade="unqualified", measure="revoke", reduced_to=""),
    "act.review": partial(_contract, quarter="2026年第4季度"),
    "act.recover": partial(_paid_before, ground="unrectified"),
    "act.reclaim": _to_reclaim,
    "act.inspect": partial(_contract, inspectors="王工、李工", problems="台账不全"),
    "act.sign_off": _to_sign,
    "act.serve_decline": _declined,
    "act.serve_demand": _demanded,
    "act.serve_rectification": _to_rectify,
    "act.notify": lambda town, action: (_case(town, action)[0], {"pay_by.day": "2026-12-31"}),
    "act.receive": _notified,
    "act.refund": _overpaid,
    "act.activate": _entered,
    "act.change_amount": partial(_contract, amount="300万元"),
    "act.change_ratio": partial(_contract, ratio="40%"),
    "act.change_due_date": lambda town, action: (town.contract.number, {"due_on.day": "2027-06-30"}),
    "act.change_payee": lambda town, action: _contract(
        town, action, name=town.contract.payee_name, account="6222000011112222444"
    ),
    "act.check_payee": _new_account,
    "act.discard_payee": _new_account,
    "act.resume": _paused,
    "act.add_quota": lambda _town, _action: ("", {"document": "晋财建〔2026〕1号", "budget_year": "2026"}),
    "act.set_areas": partial(_contract, areas="第一项"),
    "act.change_handler": _bound,
    "act.depute": lambda town, _action: (town.colleague.name, {"deputy": town.office.name}),
    "act.close_year": lambda _town, _action: ("2025", {}),
    "act.add_recipient": _officer,
    "act.retire_recipient": _recipient,
    "act.open_window": _consented,
    "act.close_window": _window,
    "act.arrange": partial(_settings, number="holidays", value="无"),
    "act.resume_assistant": _silent,
    "contract.enter": _register,
    "submit.midterm": _on_paper(partial(_evaluated, grade="qualified", contact="王小明", papers="全部")),
    "submit.prepayment": _on_paper(partial(_contract, contact="王小明", papers="全部")),
    "submit.followup": _on_paper(
        lambda town, action: (_finished(town, action)[0], {"contact": "王小明", "papers": "全部"})
    ),
    "binding.end": _bound,
    "checklist.require": partial(_item, required=False),
    "checklist.move": partial(_item, place="2"),
    "staff.add": lambda _town, _action: ("", {"name": "新来的"}),
}
