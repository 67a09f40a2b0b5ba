"""What comes in on paper: a register without gaps, entries that a second member checks, payments from vouchers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handlers.audit.verify_chains import verify
from handlers.casework.arrangements import set_arrangement
from handlers.casework.incoming_rows import VoidPaperFields
from handlers.casework.paper_fields import AnnulEntryFields
from handlers.casework.paper_guards import BUREAU_ENTERS
from handlers.casework.papers import papers_of
from handlers.casework.perform import allowed_acts, early_reasons
from handlers.casework.table import ActName
from handlers.identity.actors import StaffMember
from handlers.notices.delivery import mark, notices_since
from handlers.results import Reason, Source
from handlers.texts import incoming as texts
from handlers.texts import refusals
from store.outbox.notices import Mark
from store.queries.incoming import entries_of, register_lines, scans_of
from store.queries.materials import materials_of_application
from store.queries.payments import payments_of
from store.states import EntryState, Role, State
from store.tables.incoming import IncomingPaper
from tests.handlers.casework import given
from tests.handlers.casework.doing import correct, perform, resubmit, submit
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, YUAN, Town, done, refused
from tests.handlers.contracts.contracts import member


def _office(text: str) -> tuple[Reason, ...]:
    return (Reason(text, Source.OFFICE),)


def _system(text: str) -> tuple[Reason, ...]:
    return (Reason(text, Source.SYSTEM),)


def _label(paper: str) -> str:
    year, place = map(int, paper.split("-"))
    return texts.paper_number(year=year, place=place)


def _told(town: Town, before: Mark) -> list[str]:
    return [one.text for one in notices_since(town.work, before)]


def _states(town: Town, number: str) -> list[str]:
    return [one.state for one in entries_of(town.work, town.application(number).id)]


def test_numbers_of_a_year_follow_each_other_and_begin_anew_with_the_next(town: Town) -> None:
    assert [town.paper() for _ in range(3)] == ["2026-1", "2026-2", "2026-3"]
    town.work.now = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)  # 2027 in the county
    assert town.paper() == "2027-1"


def test_what_the_register_says_of_a_paper_is_checked(town: Town) -> None:
    def refuses(**changes: object) -> tuple[Reason, ...]:
        fields = given.incoming("letter", **changes)
        return town.refuses(ActName.REGISTER_PAPER, town.contract.number, fields)

    assert refuses(dated_on=TODAY, received_on=YESTERDAY) == _system(texts.RECEIVED_BEFORE)
    assert refuses(received_on=TOMORROW) == _system(refusals.day_to_come(field="收到日期"))
    assert refuses(application="AZ-2026-000000") == _system(texts.NO_SUCH_APPLICATION)
    other = town.contract_of("AZ-HT-002", firm=1)
    number = town.submitted()
    elsewhere = given.incoming(application=number)
    assert town.refuses(ActName.REGISTER_PAPER, other.number, elsewhere) == _system(texts.NO_SUCH_APPLICATION)


def test_papers_are_registered_by_the_office_and_the_bureau(town: Town) -> None:
    town.paper(by=town.bureau)
    for other in (town.payer, town.supervisor, town.auditor, town.administrator, town.boss):
        reasons = town.refuses(ActName.REGISTER_PAPER, town.contract.number, given.incoming(), by=other)
        assert reasons == _office(texts.STAFF_ONLY)


def test_a_member_enters_an_application_from_a_paper_alone(town: Town) -> None:
    assert refused(submit(town.work, town.office, town.sending())) == _office(texts.NO_PAPER_NAMED)
    unknown = town.sending(paper="2026-77")
    assert refused(submit(town.work, town.office, unknown)) == _system(texts.NO_SUCH_PAPER)
    letter = town.paper("letter")
    other = refused(submit(town.work, town.office, town.sending(paper=letter)))
    wanted = ("拨付申请", "补正材料")
    assert other == _system(texts.other_kind(number=_label(letter), kind="其他来函", wanted=wanted))


def test_a_paper_of_another_contract_or_a_void_one_carries_nothing(town: Town) -> None:
    paper = town.paper()
    second = town.contract_of("AZ-HT-002", firm=1)
    elsewhere = town.sending(contract_id=second.id, paper=paper)
    assert refused(submit(town.work, town.office, elsewhere)) == _system(texts.OTHER_CONTRACT)
    town.does(ActName.VOID_PAPER, paper, VoidPaperFields(reason="重复登记"))
    assert refused(submit(town.work, town.office, town.sending(paper=paper))) == _system(texts.VOIDED)
    assert town.paper() == "2026-2"


def test_a_paper_is_entered_once_and_then_not_voided(town: Town) -> None:
    paper = town.paper()
    number = done(submit(town.work, town.office, town.sending(paper=paper))).subject
    void = VoidPaperFields(reason="重复登记")
    assert town.refuses(ActName.VOID_PAPER, paper, void) == _system(texts.IN_USE)
    town.does(ActName.RETURN, number, given.lacking(), by=town.colleague)
    again = refused(resubmit(town.work, town.office, number, town.sending(paper=paper)))
    assert again == _system(texts.used(number=_label(paper), application=number))
    mended = town.paper("resubmission")
    done(resubmit(town.work, town.office, number, town.sending(paper=mended)))
    assert _states(town, number) == [EntryState.REPLACED, EntryState.WAITING]


def test_the_firm_is_told_word_for_word_with_the_day_of_the_paper(town: Town) -> None:
    paper, before = town.paper(dated_on=date(2026, 11, 3)), mark(town.work)
    done(submit(town.work, town.office, town.sending(paper=paper)))
    sentence = "办公室已根据贵单位11月3日纸质申请代录，请核对；有误请联系办公室。"
    assert any(sentence in text for text in _told(town, before))


def test_scans_go_over_with_the_application_and_are_kept_once(town: Town) -> None:
    paper = town.paper()
    town.scanned(paper)
    same = town.refuses(ActName.ADD_SCAN, paper, given.scan("扫描件.pdf"))
    assert same == _system(texts.SCAN_THERE)
    sha256 = given.scan("扫描件.pdf").sha256
    declaration = town.sending().declaration.model_copy(update={"sha256": (sha256,)})
    number = done(submit(town.work, town.office, town.sending(paper=paper, declaration=declaration))).subject
    files = materials_of_application(town.work, town.application(number).id)
    assert [(file.name, file.sha256) for file in files] == [("扫描件.pdf", sha256)]
    town.scanned(paper, "后到的一页.pdf")  # what comes later stays with the paper
    assert len(materials_of_application(town.work, town.application(number).id)) == 1
    (row,) = [line.paper for line in register_lines(town.work, 2026, most=None)]
    assert len(scans_of(town.work, row.id)) == 2


def test_what_is_entered_is_accepted_after_a_second_member_has_checked_it(town: Town) -> None:
    number, third = town.submitted(by=town.office), member(town.work, "吴办", Role.OFFICE)
    assert town.refuses(ActName.ACCEPT, number, by=town.colleague) == _office(texts.UNCHECKED)
    assert town.refuses(ActName.CHECK_ENTRY, number, by=town.office) == _office(texts.ENTERED_BY_YOU)
    town.does(ActName.CHECK_ENTRY, number, by=third)
    assert _states(town, number) == [EntryState.AGREED]
    town.does(ActName.ACCEPT, number, by=town.colleague)
    assert town.refuses(ActName.CHECK_ENTRY, number, by=third)


def test_two_are_enough_for_an_office(town: Town) -> None:
    number = town.submitted(by=town.office)
    town.does(ActName.CHECK_ENTRY, number, by=town.colleague)
    town.does(ActName.ACCEPT, number, by=town.colleague)


def test_whoever_registered_the_paper_or_scanned_it_does_not_check(town: Town) -> None:
    third = member(town.work, "吴办", Role.OFFICE)
    paper = town.paper(by=town.colleague)
    town.scanned(paper, by=third)
    sha256 = (given.scan().sha256,)
    declaration = town.sending().declaration.model_copy(update={"sha256": sha256})
    number = done(submit(town.work, town.office, town.sending(paper=paper, declaration=declaration))).subject
    for hand in (town.colleague, third):
        assert town.refuses(ActName.CHECK_ENTRY, number, by=hand) == _office(texts.ENTERED_BY_YOU)
    town.does(ActName.CHECK_ENTRY, number, by=member(town.work, "郑办", Role.OFFICE))


def test_what_is_sent_back_is_corrected_and_checked_again(town: Town) -> None:
    paper = town.paper()
    number = done(submit(town.work, town.office, town.sending(paper=paper))).subject
    assert refused(correct(town.work, town.office, number, town.sending(paper=paper))) == (
        *_system(texts.NOTHING_TO_CORRECT),
        *_system(texts.used(number=_label(paper), application=number)),
    )
    town.does(ActName.RETURN_ENTRY, number, given.slip(), by=town.colleague)
    assert town.refuses(ActName.ACCEPT, number, by=town.colleague) == _office(texts.TO_BE_CORRECTED)
    before = mark(town.work)
    done(correct(town.work, town.office, number, town.sending(yuan=400_000, paper=paper)))
    assert any("请核对；有误请联系办公室。" in text for text in _told(town, before))
    assert town.application(number).amount == 400_000 * YUAN
    assert _states(town, number) == [EntryState.CLOSED, EntryState.WAITING]
    assert town.refuses(ActName.CHECK_ENTRY, number, by=town.office) == _office(texts.ENTERED_BY_YOU)
    town.does(ActName.CHECK_ENTRY, number, by=town.colleague)
    town.does(ActName.ACCEPT, number, by=town.colleague)


def test_a_correction_says_anew_which_papers_there_are(town: Town) -> None:
    paper = town.paper()
    number = done(submit(town.work, town.office, town.sending(paper=paper, papers=("a", "b")))).subject
    town.does(ActName.RETURN_ENTRY, number, given.slip(), by=town.colleague)
    done(correct(town.work, town.office, number, town.sending(paper=paper, papers=("a",))))
    assert papers_of(town.work, town.application(number).id) == {"a"}


def test_what_should_never_have_been_entered_is_annulled_and_its_paper_free(town: Town) -> None:
    paper = town.paper()
    number = done(submit(town.work, town.office, town.sending(paper=paper))).subject
    annul = AnnulEntryFields(reason="录到了别的合同下面")
    assert town.refuses(ActName.ANNUL_ENTRY, number, annul) == _system(texts.NOTHING_TO_CORRECT)
    town.does(ActName.RETURN_ENTRY, number, given.slip(), by=town.colleague)
    town.does(ActName.ANNUL_ENTRY, number, annul)
    assert town.application(number).state == State.WITHDRAWN
    done(submit(town.work, town.office, town.sending(paper=paper)))


def test_what_the_firm_sends_itself_waits_for_no_check(town: Town) -> None:
    number = town.submitted(by=town.office)
    town.does(ActName.RETURN, number, given.lacking(), by=town.colleague)
    done(resubmit(town.work, town.boss, number, town.sending()))
    assert _states(town, number) == [EntryState.REPLACED]
    town.does(ActName.ACCEPT, number, by=town.colleague)


def _withdrawing(town: Town, state: State = State.ACCEPTED) -> str:
    number = town.brought_to(state)
    paper = town.paper("withdrawal", application=number)
    town.does(ActName.ENTER_WITHDRAWAL, number, given.withdrawal_entry(paper), by=town.office)
    return number


def test_a_withdrawal_on_paper_is_one_when_a_second_member_agrees(town: Town) -> None:
    number, before = _withdrawing(town), mark(town.work)
    assert town.application(number).state == State.ACCEPTED
    assert town.refuses(ActName.REPORT, number, given.report(), by=town.colleague) == _office(texts.UNCHECKED)
    assert town.refuses(ActName.CHECK_WITHDRAWAL, number, by=town.office) == _office(texts.ENTERED_BY_YOU)
    town.does(ActName.CHECK_WITHDRAWAL, number, by=town.colleague)
    assert town.application(number).state == State.WITHDRAWN
    assert any("已撤回申请" in text for text in _told(town, before))


def test_a_withdrawal_that_was_a_slip_leaves_the_application_and_frees_the_paper(town: Town) -> None:
    number = _withdrawing(town, State.SUBMITTED)
    before = mark(town.work)
    town.does(ActName.RETURN_WITHDRAWAL, number, given.slip(), by=town.colleague)
    assert any(texts.WITHDRAWAL_RETURNED in text for text in _told(town, before))
    town.does(ActName.ENTER_WITHDRAWAL, number, given.withdrawal_entry("2026-1"))
    assert town.refuses(ActName.ENTER_WITHDRAWAL, number, given.withdrawal_entry("2026-1"))


def test_a_letter_about_another_application_withdraws_nothing(town: Town) -> None:
    first = town.submitted()
    paper = town.paper("withdrawal", application=first)
    town.does(ActName.WITHDRAW, first, by=town.boss)
    number = town.submitted()
    reasons = town.refuses(ActName.ENTER_WITHDRAWAL, number, given.withdrawal_entry(paper))
    assert reasons == _system(texts.OTHER_APPLICATION)


def _bureau_enters(town: Town) -> StaffMember:
    done(set_arrangement(town.work, town.office, BUREAU_ENTERS, "是"))
    return member(town.work, "冯工", Role.BUREAU)


def _voucher(town: Town, number: str, *, by: StaffMember | None = None) -> str:
    paper = town.paper("voucher", by=by or town.bureau, application=number)
    town.scanned(paper, f"凭证{paper}.pdf", by=by or town.bureau)
    return paper


def test_the_bureau_enters_payments_where_the_office_set_so(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    entry = given.payment_entry(_voucher(town, number), given.payment(yuan=1, voucher="V", payee_name="甲"))
    reasons = town.refuses(ActName.ENTER_PAYMENT, number, entry, by=town.bureau)
    assert _office(texts.PAYER_ENTERS)[0] in reasons
    assert ActName.ENTER_PAYMENT not in [
        row.act for row in allowed_acts(town.work, town.bureau, town.application(number))
    ]


def _entered(town: Town, number: str, yuan: int = 500_000, voucher: str = "V-1") -> None:
    payment = given.payment(yuan=yuan, voucher=voucher, payee_name=town.contract.payee_name)
    entry = given.payment_entry(_voucher(town, number), payment)
    town.does(ActName.ENTER_PAYMENT, number, entry, by=town.bureau)


def test_a_payment_from_its_voucher_is_one_when_a_second_member_agrees(town: Town) -> None:
    second, number = _bureau_enters(town), town.brought_to(State.APPROVED)
    _entered(town, number)
    assert payments_of(town.work, town.application(number).id) == []
    reasons = town.refuses(ActName.PAY, number, town.payment(500_000, "V-2"))
    assert reasons == _office(texts.UNCHECKED)
    assert town.refuses(ActName.CHECK_PAYMENT, number, by=town.bureau) == _office(texts.ENTERED_BY_YOU)
    before = mark(town.work)
    town.does(ActName.CHECK_PAYMENT, number, by=second)
    (paid,) = payments_of(town.work, town.application(number).id)
    assert (paid.voucher, paid.amount, paid.paid_on) == ("V-1", 500_000 * YUAN, TODAY)
    assert town.application(number).state == State.PAID
    assert any("已登记拨付" in text for text in _told(town, before))


def test_the_voucher_is_checked_against_its_scan(town: Town) -> None:
    _bureau_enters(town)
    number = town.brought_to(State.APPROVED)
    bare = town.paper("voucher", by=town.bureau)
    payment = given.payment(yuan=1, voucher="V-1", payee_name=town.contract.payee_name)
    reasons = town.refuses(ActName.ENTER_PAYMENT, number, given.payment_entry(bare, payment), by=town.bureau)
    assert reasons == _office(texts.NO_SCAN)


def test_a_payment_is_asked_every_condition_again_when_it_is_checked(town: Town) -> None:
    second, number = _bureau_enters(town), town.brought_to(State.APPROVED)
    _entered(town, number)
    town.contract.state = "paused"
    town.work.session.flush()
    reasons = early_reasons(town.work, second, ActName.CHECK_PAYMENT, number)
    assert [reason.source for reason in reasons] == [Source.SYSTEM]
    assert "已暂停" in reasons[0].text


def test_a_payment_that_was_a_slip_is_entered_anew_with_its_number(town: Town) -> None:
    second, number = _bureau_enters(town), town.brought_to(State.APPROVED)
    _entered(town, number, 400_000)
    town.does(ActName.RETURN_PAYMENT, number, given.slip(), by=second)
    payment = given.payment(yuan=500_000, voucher="V-1", payee_name=town.contract.payee_name)
    town.does(ActName.ENTER_PAYMENT, number, given.payment_entry("2026-1", payment), by=town.bureau)
    town.does(ActName.CHECK_PAYMENT, number, by=second)
    assert town.application(number).state == State.PAID


def test_who_recorded_the_approval_neither_enters_nor_checks_a_payment(town: Town) -> None:
    _bureau_enters(town)
    both = member(town.work, "吴兼", Role.OFFICE, Role.BUREAU)
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting(), by=both)
    town.does(ActName.MINUTES, number, given.minutes())
    payment = given.payment(yuan=500_000, voucher="V-1", payee_name=town.contract.payee_name)
    entry = given.payment_entry(_voucher(town, number), payment)
    assert town.refuses(ActName.ENTER_PAYMENT, number, entry, by=both) == _office(refusals.APPROVED_BY_YOU)
    town.does(ActName.ENTER_PAYMENT, number, entry, by=town.bureau)
    reasons = town.refuses(ActName.CHECK_PAYMENT, number, by=both)
    assert _office(texts.CHECKED_NOT_BY_APPROVER)[0] in reasons


@pytest.mark.parametrize("checks", [False, True])
def test_who_entered_or_checked_a_payment_approves_nothing_of_it(town: Town, *, checks: bool) -> None:
    second = _bureau_enters(town)
    both = member(town.work, "吴兼", Role.OFFICE, Role.BUREAU)
    number = town.brought_to(State.APPROVED)
    payment = given.payment(yuan=100_000, voucher="V-1", payee_name=town.contract.payee_name)
    paper = _voucher(town, number, by=town.bureau if checks else both)
    enterer, checker = (town.bureau, both) if checks else (both, second)
    town.does(ActName.ENTER_PAYMENT, number, given.payment_entry(paper, payment), by=enterer)
    town.does(ActName.CHECK_PAYMENT, number, by=checker)
    reasons = town.refuses(ActName.MINUTES, number, given.minutes(), by=both)
    assert Reason(refusals.PAID_BY_YOU, Source.OFFICE) in reasons


def test_every_row_of_it_is_vouched_for(town: Town) -> None:
    second, number = _bureau_enters(town), town.brought_to(State.APPROVED)
    _entered(town, number)
    town.does(ActName.CHECK_PAYMENT, number, by=second)
    town.work.finish()
    assert verify(town.work).breaks == ()
    (paper,) = town.work.session.query(IncomingPaper).all()
    paper.dated_on = YESTERDAY
    town.work.session.flush()
    town.work.session.changed.clear()  # as if it had been written past every act
    again = perform(town.work, town.bureau, ActName.ADD_SCAN, "2026-1", given.scan("另一页.pdf"))
    assert refused(again) == _system(refusals.ALTERED)


def test_the_register_is_searched_and_told_newest_first(town: Town) -> None:
    number = town.submitted(by=town.office)
    town.paper("letter", title="关于变更账户的函")
    lines = register_lines(town.work, 2026, most=None)
    assert [(line.paper.place, line.application, line.scans, line.by) for line in lines] == [
        (2, "", 0, "张办"),
        (1, number, 0, "张办"),
    ]
    assert [line.paper.place for line in register_lines(town.work, 2026, "账户", most=None)] == [2]
    assert register_lines(town.work, 2026, "100%", most=None) == []
