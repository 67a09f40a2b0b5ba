"""登记更正: the register is put right to its paper, by two where money hangs on it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from handlers.audit.verify_chains import verify
from handlers.casework.allowed import allowed_acts
from handlers.casework.amendment_fields import AmountChange, ChangeFields, DueDateChange, RatioChange
from handlers.casework.correctable import KINDS, correctable_on
from handlers.casework.correction_facts import Correctable
from handlers.casework.correction_fields import (
    CheckCorrectionFields,
    CorrectFields,
    RefuseCorrectionFields,
)
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.superseding import SupersedeFields
from handlers.casework.table import ActName, Subject
from handlers.identity.actors import StaffMember
from handlers.notices.records import notices_of
from handlers.results import Source
from handlers.texts import corrections as texts
from handlers.texts import refusals
from store.base import Record
from store.queries.applications import meetings_of
from store.queries.cases import return_cases_on
from store.queries.corrections import corrections_on
from store.queries.overpaid import paid_on
from store.queries.payments import payments_of
from store.states import CorrectionState, Kind, MeetingResult, Role, State
from store.tables.contracts import ReturnCase
from store.tables.corrections import Correction
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.journal import check_journal
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, YUAN, Town
from tests.handlers.casework.waiting import check_waiting
from tests.handlers.contracts.contracts import member

ACTS = {
    Subject.APPLICATION: (ActName.CORRECT, ActName.CHECK_CORRECTION, ActName.REFUSE_CORRECTION),
    Subject.CONTRACT: (
        ActName.CORRECT_CONTRACT,
        ActName.CHECK_CONTRACT_CORRECTION,
        ActName.REFUSE_CONTRACT_CORRECTION,
    ),
    Subject.CASE: (ActName.CORRECT_CASE, ActName.CHECK_CASE_CORRECTION, ActName.REFUSE_CASE_CORRECTION),
}

TYPED = {
    "meeting.session": ("第13次", "第13次"),
    "meeting.held_on": ("2026年11月20日", "2026-11-20"),
    "meeting.result": ("原则同意 28万元 条件：补齐消防手续", '["in_principle", 28000000, "补齐消防手续"]'),
    "meeting.approved": ("29万元", "29000000"),
    "meeting.condition": ("补齐用地手续", "补齐用地手续"),
    "meeting.minutes": ("〔2026〕13号", "〔2026〕13号"),
    "meeting.item": ("五", "五"),
    "payment.amount": ("9万元", "9000000"),
    "payment.paid_on": ("2026-11-22", "2026-11-22"),
    "payment.voucher": ("V-9", "V-9"),
    "payment.source": ("县级配套资金", "county"),
    "payment.quota": ("安财指〔2026〕36号", "安财指〔2026〕36号"),
    "payment.payee_name": ("安泽县演示甲有限公司", "安泽县演示甲有限公司"),
    "reversal.paid_on": ("2026年11月23日", "2026-11-23"),
    "reversal.voucher": ("R-9", "R-9"),
    "reversal.reason": ("户名有误", "户名有误"),
    "step.opinion.given_on": ("2026-11-20", "2026-11-20"),
    "step.opinion.opinion": ("同意", "同意"),
    "step.report.reported_on": ("2026-11-20", "2026-11-20"),
    "step.report.document": ("办发〔2026〕9号", "办发〔2026〕9号"),
    "step.table.tabled_on": ("2026-11-20", "2026-11-20"),
    "step.table.document": ("请示〔2026〕3号", "请示〔2026〕3号"),
    "step.fulfil.checked_on": ("2026-11-20", "2026-11-20"),
    "step.fulfil.evidence": ("环评批复〔2026〕10号", "环评批复〔2026〕10号"),
    "step.lapse.decided_on": ("2026-11-20", "2026-11-20"),
    "step.lapse.document": ("领导小组决定〔2026〕7号", "领导小组决定〔2026〕7号"),
    "contract.project": ("加工车间改造", "加工车间改造"),
    "contract.procurement": ("CG-2026-02", "CG-2026-02"),
    "contract.amount": ("190万元", "190000000"),
    "contract.ratio": ("32%", "3200"),
    "contract.signed_on": ("2026-02-01", "2026-02-01"),
    "contract.due_on": ("2027-01-31", "2027-01-31"),
    "contract.payee_account": ("6222 0000 1111 2222 999", "6222000011112222999"),
    "contract.payee_bank": ("另一银行", "另一银行"),
    "amendment.amount": ("210万元", "210000000"),
    "amendment.ratio": ("35%", "3500"),
    "amendment.due_on": ("2027-02-28", "2027-02-28"),
    "amendment.document": ("补充协议9号", "补充协议9号"),
    "amendment.effective_on": ("2026-11-20", "2026-11-20"),
    "opening.kind": ("后续资金（办法未单列）", "followup"),
    "opening.amount": ("7万元", "7000000"),
    "opening.voucher": ("O-9", "O-9"),
    "opening.paid_on": ("2026-10-01", "2026-10-01"),
    "opening.document": ("国库凭证9", "国库凭证9"),
    "evaluation.article": ("本级开展的评价", "17"),
    "evaluation.organiser": ("县领导小组", "县领导小组"),
    "evaluation.document": ("评价报告9号", "评价报告9号"),
    "evaluation.evaluated_on": ("2026-06-29", "2026-06-29"),
    "evaluation.grade": ("合格", "qualified"),
    "evaluation.advice": ("补齐账簿", "补齐账簿"),
    "recheck.accepted": ("未通过", "0"),
    "recheck.organ": ("县政府办", "县政府办"),
    "recheck.document": ("复核9号", "复核9号"),
    "recheck.checked_on": ("2026-08-02", "2026-08-02"),
    "disposal.organ": ("县工信局", "县工信局"),
    "disposal.document": ("决定9号", "决定9号"),
    "disposal.decided_on": ("2026-09-02", "2026-09-02"),
    "disposal.measure": ("减少支持资金 100万元", '["reduce", 100000000]'),
    "acceptance.members": ("甲、乙、丁", "甲、乙、丁"),
    "acceptance.accepted_on": ("2026-11-20", "2026-11-20"),
    "acceptance.passed": ("未通过", "0"),
    "acceptance.conclusion": ("部分完成", "部分完成"),
    "acceptance.report": ("验收报告9号", "验收报告9号"),
    "inspection.done_on": ("2026-11-20", "2026-11-20"),
    "inspection.findings": ("台账不全", "台账不全"),
    "review.done_on": ("2026-11-20", "2026-11-20"),
    "review.findings": ("凭证不全", "凭证不全"),
    "case.decision": ("追回9号", "追回9号"),
    "case.organ": ("县人民政府", "县人民政府"),
    "case.ground": ("建设项目未能如期完工", "overdue"),
    "case.reason": ("没有整改", "没有整改"),
    "case.amount": ("6万元", "6000000"),
    "case.pay_by": ("2026-12-30", "2026-12-30"),
    "case.pay_to": ("国库专户 456", "国库专户 456"),
    "settlement.amount": ("1万元", "1000000"),
    "settlement.voucher": ("CF-9", "CF-9"),
    "settlement.returned_on": ("2026-11-23", "2026-11-23"),
    "settlement.source": ("县级配套资金", "county"),
    "settlement.document": ("处理通知9号", "处理通知9号"),
    "returned.amount": ("2万元", "2000000"),
    "returned.voucher": ("B-9", "B-9"),
    "returned.returned_on": ("2026-11-23", "2026-11-23"),
}
"""Of each value: what is typed from the paper, and what is kept."""


def correcting(one: Correctable | str, value: str, **changes: object) -> CorrectFields:
    return given.correction(one if isinstance(one, str) else one.key, value, **changes)


def number_of(subject: Record) -> str:
    return str(subject.id) if isinstance(subject, ReturnCase) else subject.number  # type: ignore[attr-defined] # named so


def the(town: Town, subject: Record, name: str) -> Correctable:
    """The newest value of this name on the subject."""
    found = [one for one in correctable_on(town.work, subject) if f"{one.of.name}.{one.fact.field}" == name]
    return found[-1]


def recorder(town: Town, one: Correctable) -> StaffMember:
    """Somebody of the unit that records such."""
    by = {Role.OFFICE: town.colleague, Role.PAYER: town.payer, Role.SUPERVISOR: town.supervisor}
    return next(
        (by[role] for role in (Role.OFFICE, Role.PAYER, Role.SUPERVISOR) if role in one.of.roles), town.bureau
    )


class Busy(Town):
    """Everything that can be corrected is recorded, on two contracts; chief and deputy recorded none of it."""

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        self.chief = member(work, "陈总", Role.BUREAU)
        self.deputy = member(work, "吴副", Role.BUREAU)
        self.number = self.submitted()
        _paid_in_principle(self, self.number)
        _recorded_on(self, self.contract.number)
        self.other = self.contract_of("AZ-HT-002")
        paid = OpeningFields(
            kind=Kind.PREPAYMENT, amount=8_000_000, voucher="O-1", paid_on=date(2026, 9, 1), document="国库凭证"
        )
        self.does(ActName.OPENING, self.other.number, paid, by=self.bureau)
        self.settled = self._settled()

    def _settled(self) -> str:
        """An application of a third contract, of which a later sitting left less; some of it came back."""
        first, self.contract = self.contract, self.contract_of("AZ-HT-003")
        number = self.brought_to(State.PAID)
        lower = {"session": "第15次", "held_on": TODAY, "minutes": "〔2026〕15号", "item": "一"}
        fields = SupersedeFields(result=MeetingResult.PARTLY, approved=30_000_000, **lower)
        self.does(ActName.SUPERSEDE, number, fields)
        self.does(ActName.SETTLE_OVERPAID, number, given.settlement(5_000), by=self.colleague)
        self.contract = first
        return number

    @property
    def subjects(self) -> tuple[Record, ...]:
        (case,) = return_cases_on(self.work, self.contract.id)
        sent = (self.application(number) for number in (self.number, self.settled))
        return (*sent, case, self.contract, self.other)


@pytest.fixture
def busy(work: Work) -> Busy:
    return Busy(work)


def _paid_in_principle(town: Town, number: str) -> None:
    town.does(ActName.ACCEPT, number)
    town.does(ActName.OPINION, number, given.opinion())
    town.does(ActName.REPORT, number, given.report(document="办发〔2026〕8号"))
    town.does(ActName.TABLE, number, given.tabling(document="请示〔2026〕2号"))
    town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(300_000, held_on=YESTERDAY))
    town.does(ActName.MINUTES, number, given.minutes())
    town.does(ActName.LAPSE, number, given.lapse())
    town.does(ActName.FULFIL, number, given.fulfilment())
    name = "安泽县 演示甲有限公司"
    town.does(ActName.PAY, number, given.payment(yuan=100_000, voucher="V-1", payee_name=name))
    spent = given.payment(yuan=50_000, voucher="V-2", payee_name=name, paid_on=YESTERDAY)
    town.does(ActName.PAY, number, spent)
    town.does(ActName.REVERSE, number, given.reversal("V-2", "R-1"))


def _recorded_on(town: Town, number: str) -> None:
    on = {"document": "补充协议1号", "effective_on": TODAY}
    town.does(ActName.CHANGE_AMOUNT, number, AmountChange(amount=220_000_000, **on), by=town.bureau)
    town.does(ActName.CHANGE_RATIO, number, RatioChange(ratio=3_100, **on), by=town.bureau)
    town.does(ActName.CHANGE_DUE_DATE, number, DueDateChange(due_on=date(2027, 1, 1), **on), by=town.bureau)
    town.does(ActName.EVALUATE, number, given.evaluation("basic"))
    town.does(ActName.RECHECK, number, given.recheck(accepted=True))
    town.does(ActName.COMPLETE, number, given.completion())
    town.does(ActName.INSPECT, number, given.inspection())
    town.does(ActName.REVIEW, number, given.review())
    town.does(ActName.EVALUATE, number, given.evaluation("unqualified", evaluated_on=date(2026, 7, 1)))
    town.does(ActName.DISPOSE, number, given.disposal("other"))
    town.does(ActName.RECOVER, number, given.recovery(50_000))
    case = str(return_cases_on(town.work, town.contract.id)[-1].id)
    town.does(ActName.NOTIFY, case, given.demand())
    town.does(ActName.RECEIVE, case, given.returned(10_000))


_PARTS = 4
"""Of the values, each put right on what is recorded anew."""


@pytest.mark.rotated("audit at large", 2)
@pytest.mark.sampled(1)
@pytest.mark.parametrize("part", range(_PARTS))
def test_every_value_can_be_corrected_and_stands_with_what_it_was(busy: Busy, part: int) -> None:
    work, found, broken = busy.work, dict[str, Record](), verify(busy.work).breaks
    for subject in busy.subjects:
        for one in correctable_on(work, subject):
            found.setdefault(f"{one.of.name}.{one.fact.field}", subject)
    declared = {f"{kind.name}.{fact.field}" for kind in KINDS.values() for fact in kind.facts}
    assert set(found) == declared == set(TYPED)
    for name in list(found)[part::_PARTS]:
        one = the(busy, found[name], name)
        before, (typed, kept) = one.before, TYPED[name]
        row = puts_right(busy, found[name], one, typed)
        assert (name, row.before, row.after, row.state) == (name, before, kept, "agreed")
        assert (name, one.before) == (name, kept)
    assert verify(work).breaks == broken
    check_journal(work)


def puts_right(busy: Busy, subject: Any, one: Correctable, value: str) -> Correction:
    """Recorded, and checked where money hangs on it; each is one version more.

    The chief checks what was decided, and therefore not what is paid.
    """
    correct, check, _ = ACTS[one.of.on]
    seen = subject.version
    busy.does(correct, number_of(subject), correcting(one, value), by=recorder(busy, one))
    row = corrections_on(busy.work, subject)[-1]
    assert (row.state == CorrectionState.WAITING.value) is one.fact.has_money
    if one.fact.has_money:
        by = busy.deputy if one.of.name in {"payment", "reversal"} else busy.chief
        busy.does(check, number_of(subject), checking(row), by=by)
    assert subject.version == seen + 1 + one.fact.has_money
    return row


def checking(row: Correction) -> CheckCorrectionFields:
    return CheckCorrectionFields(correction=str(row.id))


def corrects(town: Town, number: str, name: str, value: str, *, by: StaffMember, **changes: object) -> Correction:
    """A correction of an application's newest value of this name is recorded."""
    sent = town.application(number)
    town.does(ActName.CORRECT, number, correcting(the(town, sent, name), value, **changes), by=by)
    return corrections_on(town.work, sent)[-1]


def refuses_to_correct(town: Town, number: str, name: str, value: str, **changes: Any) -> tuple[str, ...]:
    """What is said against it."""
    by = changes.pop("by", town.payer)
    one = the(town, town.application(number), name)
    reasons = town.refuses(ActName.CORRECT, number, correcting(one, value, **changes), by=by)
    return tuple(reason.text for reason in reasons)


def told(town: Town, number: str) -> str:
    """What the firm was told last of an application."""
    return notices_of(town.work, application_id=town.application(number).id)[-1].text


def test_before_its_check_nothing_is_changed_and_the_firm_hears_nothing(town: Town) -> None:
    number = town.brought_to(State.PAID)
    before = told(town, number)
    row = corrects(town, number, "payment.amount", "49万元", by=town.payer)
    (payment,) = payments_of(town.work, town.application(number).id)
    assert (payment.amount, town.application(number).state) == (500_000 * YUAN, "paid")
    assert (row.state, told(town, number)) == ("waiting", before)
    assert town.steps(number)[-1].note.startswith("登记更正（待复核）：拨付（凭证")


def test_who_recorded_the_original_or_the_correction_does_not_check_it(town: Town) -> None:
    number = town.brought_to(State.PAID)
    second = town.member_of(Role.PAYER)
    row = corrects(town, number, "payment.amount", "49万元", by=second)
    for member_ in (second, town.payer):
        reasons = town.refuses(ActName.CHECK_CORRECTION, number, checking(row), by=member_)
        assert {reason.text for reason in reasons} == {texts.RECORDED_BY_YOU}
        assert reasons[0].source is Source.OFFICE
    town.does(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    assert (row.state, row.checked_by) == ("agreed", town.bureau.id)


def test_who_recorded_the_approval_neither_corrects_nor_checks_what_is_paid_by_it(town: Town) -> None:
    number = town.brought_to(State.PAID)
    both = replace(town.office, roles=frozenset({Role.OFFICE, Role.PAYER}))
    assert texts.APPROVER in refuses_to_correct(town, number, "payment.amount", "49万元", by=both)
    row = corrects(town, number, "payment.amount", "49万元", by=town.payer)
    (reason, *_) = town.refuses(ActName.CHECK_CORRECTION, number, checking(row), by=town.office)
    assert reason.text == texts.RECORDED_BY_YOU


@pytest.mark.rotated("audit at large", 2)
def test_who_corrected_the_approved_sum_or_checked_that_has_approved_and_does_not_pay(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    both = town.member_of(Role.OFFICE, Role.PAYER)
    row = corrects(town, number, "meeting.result", "同意部分金额 29万元", by=both)
    assert may_pay(town, number, town.payer)
    assert not may_pay(town, number, both)
    checker = member(town.work, "吴拨", Role.PAYER)
    town.does(ActName.CHECK_CORRECTION, number, checking(row), by=checker)
    for member_ in (both, checker):
        assert not may_pay(town, number, member_)
        (reason,) = town.refuses(ActName.PAY, number, town.payment(290_000), by=member_)
        assert reason.text == refusals.APPROVED_BY_YOU
    town.does(ActName.PAY, number, town.payment(290_000), by=town.payer)


def test_who_refused_a_correction_of_the_approved_sum_approved_nothing(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    both, checker = town.member_of(Role.OFFICE, Role.PAYER), member(town.work, "吴拨", Role.PAYER)
    row = corrects(town, number, "meeting.result", "同意部分金额 29万元", by=both)
    refused = RefuseCorrectionFields(correction=str(row.id), finding="纸面与登记一致")
    town.does(ActName.REFUSE_CORRECTION, number, refused, by=checker)
    assert may_pay(town, number, both)
    assert may_pay(town, number, checker)


def may_pay(town: Town, number: str, member_: StaffMember) -> bool:
    """Whether the act is offered to the member; their list of work says the same."""
    check_waiting(town.work)
    offered = allowed_acts(town.work, member_, town.application(number))
    return ActName.PAY in {row.act for row in offered}


def test_the_application_stands_where_the_corrected_sums_put_it_and_the_firm_is_told(town: Town) -> None:
    number = town.brought_to(State.PAID)
    row = corrects(
        town, number, "payment.amount", "49万元", by=town.payer, document="支付凭证V-7", dated_on=YESTERDAY
    )
    town.does(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    assert town.application(number).state == State.PAYING.value
    was = f"登记更正：拨付（凭证V-{number}）的拨付金额由500,000元更正为490,000元，"
    said = f"{was}依据支付凭证V-7（2026年11月23日）。"
    assert said in told(town, number)
    assert "请与贵单位的纸面核对；不一致的，请联系领导小组办公室。" in told(town, number)
    assert town.steps(number)[-1].note == said


def test_money_that_has_gone_above_a_cap_is_recorded_with_its_warning(town: Town) -> None:
    number = town.brought_to(State.PAID)
    row = corrects(town, number, "payment.amount", "70万元", by=town.payer)
    done_ = town.does(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    warned = [reason.text for reason in done_.warnings]
    assert texts.over_approved(approved=500_000 * YUAN, paid=700_000 * YUAN) in warned
    assert texts.over_prepaid(cap=600_000 * YUAN, used=700_000 * YUAN) in warned
    assert town.application(number).state == State.PAID.value
    assert town.refuses(ActName.PAY, number, town.payment(1))


@pytest.mark.parametrize("state", [State.PAID, State.ARCHIVED])
def test_also_when_paid_or_archived_or_when_the_contract_is_over(town: Town, state: State) -> None:
    number = town.brought_to(state)
    over = ChangeFields(document="终止协议", effective_on=TODAY)
    town.does(ActName.END, town.contract.number, over, by=town.bureau)
    corrects(town, number, "meeting.session", "第15次", by=town.office)
    row = corrects(town, number, "payment.paid_on", "2026-11-23", by=town.payer)
    town.does(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    assert town.application(number).state == state.value
    (payment,) = payments_of(town.work, town.application(number).id)
    assert payment.paid_on == YESTERDAY


def test_a_reversal_is_corrected_along_with_its_payment(town: Town) -> None:
    number = town.brought_to(State.PAID)
    town.does(ActName.REVERSE, number, given.reversal(f"V-{number}"))
    row = corrects(town, number, "payment.amount", "49万元", by=town.payer)
    town.does(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    assert [one.amount for one in payments_of(town.work, town.application(number).id)] == [49_000_000, -49_000_000]
    assert town.application(number).state == State.APPROVED.value


def test_what_no_paper_can_say_is_refused(town: Town) -> None:
    number = town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(400_000))
    case = str(return_cases_on(town.work, town.contract.id)[-1].id)
    town.does(ActName.NOTIFY, case, given.demand())
    town.does(ActName.RECEIVE, case, given.returned(300_000))
    other = town.contract_of("AZ-HT-002")
    opening = OpeningFields(kind=Kind.MIDTERM, amount=100, voucher="O-1", paid_on=TODAY, document="国库凭证")
    town.does(ActName.OPENING, other.number, opening, by=town.bureau)
    said = partial(refuses_to_correct, town, number)
    assert said("payment.voucher", "O-1") == (refusals.voucher_there(voucher="O-1"),)
    assert said("payment.amount", "299999元") == (texts.NOT_BELOW_RETURNED,)
    assert said("payment.amount", "很多") == (texts.MONEY_SAID,)
    assert said("payment.amount", "50万元") == (texts.SAME,)
    assert said("payment.source", "市级资金") == (texts.one_of(labels=("省级资金", "县级配套资金")),)
    assert said("payment.payee_name", "别人") == (refusals.wrong_payee(name=town.contract.payee_name),)
    assert said("meeting.result", "同意部分金额 50万元", by=town.office) == (texts.APPLIED_SUM,)
    assert said("meeting.result", "暂缓", by=town.office) == (texts.PAID_AND_POSTPONED,)
    assert said("meeting.session", "第15次", by=town.payer) == (texts.NOT_YOUR_FACT,)
    assert said("payment.amount", "49万元", dated_on=TOMORROW) == (refusals.day_to_come(field=texts.DATED_ON[0]),)
    unknown = town.refuses(ActName.CORRECT, number, correcting("payment:99:amount", "1元"), by=town.payer)
    assert [reason.text for reason in unknown] == [texts.NO_SUCH_FACT]


def test_one_correction_of_a_value_waits_at_a_time_and_a_wrong_one_changes_nothing(
    town: Town,
) -> None:
    number = town.brought_to(State.PAID)
    row = corrects(town, number, "payment.amount", "49万元", by=town.payer)
    assert refuses_to_correct(town, number, "payment.amount", "48万元") == (texts.WAITS_ALREADY,)
    finding = RefuseCorrectionFields(correction=str(row.id), finding="凭证上就是50万元")
    before = told(town, number)
    town.does(ActName.REFUSE_CORRECTION, number, finding, by=town.bureau)
    assert (row.state, row.finding) == ("refused", "凭证上就是50万元")
    assert (paid_on(town.work, town.application(number).id), told(town, number)) == (50_000_000, before)
    assert refuses_to_correct(town, number, "payment.amount", "50万元") == (texts.SAME,)
    assert [
        reason.text for reason in town.refuses(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    ]


def test_what_changed_since_is_not_put_in_force(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    row = corrects(town, number, "meeting.result", "同意部分金额 40万元", by=town.office)
    (meeting,) = meetings_of(town.work, town.application(number).id)
    meeting.condition = "后来改的"
    (reason,) = town.refuses(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    assert reason.text == texts.CHANGED_SINCE


def test_a_result_recorded_wrongly_puts_the_application_where_the_paper_does(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.REJECT, number, given.meeting())
    row = corrects(town, number, "meeting.result", "同意部分金额 30万元", by=town.office)
    town.does(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    sent = town.application(number)
    assert (sent.state, sent.approved) == (State.APPROVED.value, 30_000_000)
    town.does(ActName.MINUTES, number, given.minutes())
    town.does(ActName.PAY, number, town.payment(300_000))
    assert sent.state == State.PAID.value


def test_a_result_that_another_sitting_is_asked_for_is_not_corrected(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.POSTPONE, number, given.meeting())
    town.does(ActName.TABLE, number, given.tabling())
    assert refuses_to_correct(town, number, "meeting.result", "未通过", by=town.office) == (texts.TABLED_AGAIN,)


def test_the_firm_reads_accounts_by_their_last_figures_and_nothing_of_inspections(busy: Busy) -> None:
    work, contract = busy.work, busy.contract
    puts_right(busy, contract, the(busy, contract, "contract.payee_account"), "6222000011112222999")
    said = notices_of(work, contract_id=contract.id)[-1].text
    assert "尾号2333更正为尾号2999" in said
    assert "6222000011112222999" not in said
    puts_right(busy, contract, the(busy, contract, "inspection.findings"), "台账不全")
    assert notices_of(work, contract_id=contract.id)[-1].text == said


def test_the_newest_change_of_a_contract_is_what_it_says_now(busy: Busy) -> None:
    contract = busy.contract
    puts_right(busy, contract, the(busy, contract, "amendment.amount"), "230万元")
    assert contract.amount == 230_000_000
    assert "contract.amount" not in {
        f"{one.of.name}.{one.fact.field}" for one in correctable_on(busy.work, contract)
    }


def test_a_case_is_closed_or_open_as_its_corrected_sums_say(busy: Busy) -> None:
    (case,) = return_cases_on(busy.work, busy.contract.id)
    puts_right(busy, case, the(busy, case, "returned.amount"), "5万元")
    assert case.state == "closed"
    puts_right(busy, case, the(busy, case, "case.amount"), "6万元")
    assert case.state == "notified"
