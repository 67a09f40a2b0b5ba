"""咨询答复 and 书面解释: drafted, read by a second member before anybody else reads them, retracted for good."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from handlers.audit.verify_chains import verify
from handlers.casework.answer_fields import RetractAnswerFields
from handlers.casework.arrangements import set_arrangement
from handlers.casework.duty import UNITS
from handlers.casework.table import ActName
from handlers.identity.actors import Actor
from handlers.texts import audit as audit_texts
from handlers.texts import office_answers as texts
from handlers.texts import threads as thread_texts
from policy_kb.models import Model
from store.queries.office_answers import approved_answers
from store.states import NoticeSubject, Role
from store.tables.notices import StaffNotice
from store.tables.office_answers import OfficeAnswer
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import Town, done, refused


@pytest.fixture
def town(work: Work) -> Town:
    return Town(work)


def drafted(town: Town) -> str:
    return town.does(ActName.DRAFT_ANSWER, "", given.answer(), by=town.office).subject


def said(town: Town, act: ActName, number: str, fields: Model | None = None, *, by: Actor) -> list[str]:
    return [reason.text for reason in town.refuses(act, number, fields, by=by)]


def test_nobody_approves_their_own_words(town: Town) -> None:
    number = drafted(town)
    assert said(town, ActName.APPROVE_ANSWER, number, by=town.office) == [texts.OWN_WORDS]
    assert approved_answers(town.work) == []
    town.does(ActName.APPROVE_ANSWER, number, by=town.colleague)
    (row,) = approved_answers(town.work)
    assert (row.written_by, row.approved_by) == (town.office.id, town.colleague.id)


def test_whoever_changed_a_draft_has_it_approved_by_somebody_else(town: Town) -> None:
    number = drafted(town)
    town.does(ActName.CHANGE_ANSWER, number, given.answer(text="另行通知。"), by=town.colleague)
    assert said(town, ActName.APPROVE_ANSWER, number, by=town.colleague) == [texts.OWN_WORDS]
    town.does(ActName.APPROVE_ANSWER, number, by=town.office)
    assert [row.text for row in approved_answers(town.work)] == ["另行通知。"]


def test_what_was_changed_meanwhile_is_not_approved_unread(town: Town) -> None:
    number = drafted(town)
    row = town.work.get(OfficeAnswer, int(number))
    assert row is not None
    seen = row.version
    town.does(ActName.CHANGE_ANSWER, number, given.answer(text="另行通知。"), by=town.office)
    result = perform(town.work, town.colleague, ActName.APPROVE_ANSWER, number, seen=seen)
    assert [one.text for one in refused(result)] == [texts.MOVED_ON]


def test_what_is_published_is_retracted_and_never_changed(town: Town) -> None:
    number = drafted(town)
    town.does(ActName.APPROVE_ANSWER, number, by=town.colleague)
    assert said(town, ActName.CHANGE_ANSWER, number, given.answer(), by=town.office) == [texts.NOT_A_DRAFT]
    town.does(ActName.RETRACT_ANSWER, number, RetractAnswerFields(reason="口径变了"), by=town.office)
    assert approved_answers(town.work) == []
    assert said(town, ActName.RETRACT_ANSWER, number, RetractAnswerFields(reason="再撤"), by=town.office) == [
        texts.RETRACTED_ALREADY
    ]
    assert said(town, ActName.APPROVE_ANSWER, number, by=town.colleague) == [texts.NOT_A_DRAFT]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"text": "办法写的是“由相关部门进行拨付”。"}, texts.QUOTATION_MARKS),
        ({"text": "请打 13800138000 找老李。"}, texts.PERSONAL),
        ({"wordings": "我的身份证141002199001011234能用吗"}, texts.PERSONAL),
        ({"question": "＊＊家的补贴几天到"}, texts.MASKED),
        ({"wordings": "几天"}, texts.SAME_MEANING),
    ],
)
def test_words_that_must_not_be_published_are_refused(town: Town, changes: dict[str, object], reason: str) -> None:
    assert said(town, ActName.DRAFT_ANSWER, "", given.answer(**changes), by=town.office) == [reason]


def test_the_telephone_of_an_office_may_stand_in_an_answer(town: Town) -> None:
    town.does(ActName.DRAFT_ANSWER, "", given.answer(text="请打办公室电话0357-1234567。"), by=town.bureau)


def test_an_interpretation_names_its_paper_and_is_compared_with_it_by_somebody_else(town: Town) -> None:
    unscanned = town.paper("letter")
    fields = given.interpretation(paper=unscanned)
    assert said(town, ActName.INTERPRET, "", fields, by=town.office) == [texts.NO_SCAN]
    town.scanned(unscanned)
    number = town.does(ActName.INTERPRET, "", fields, by=town.office).subject
    assert said(town, ActName.CHANGE_ANSWER, number, given.answer(), by=town.office) == [texts.NOT_AN_ANSWER]
    town.does(ActName.APPROVE_ANSWER, number, by=town.colleague)
    (row,) = approved_answers(town.work)
    assert (row.kind, row.document, row.paper) == ("interpretation", "安办函〔2026〕12号", unscanned)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.OFFICE, Role.BUREAU}))
def test_others_write_nothing_for_the_office(town: Town, role: Role) -> None:
    member = town.member_of(role)
    assert said(town, ActName.DRAFT_ANSWER, "", given.answer(), by=member) == [texts.WRITERS_ONLY]


def test_whoever_is_not_on_duty_drafts_nothing_from_a_talk(town: Town) -> None:
    done(set_arrangement(town.work, town.office, UNITS, "办公室"))
    reasons = said(town, ActName.DRAFT_ANSWER, "thread-1", given.answer(), by=town.bureau)
    assert reasons == [thread_texts.NOT_DUTY_UNIT]
    town.does(ActName.DRAFT_ANSWER, "thread-1", given.answer(), by=town.office)


def test_the_office_is_told_that_a_draft_waits(town: Town) -> None:
    number = drafted(town)
    newest = town.work.all(select(StaffNotice).order_by(StaffNotice.id.desc()).limit(1))[0]
    assert (newest.role, newest.about, newest.subject) == (Role.OFFICE, NoticeSubject.ANSWER, number)


def test_what_was_changed_beside_the_product_is_found_by_the_audit(town: Town) -> None:
    number = drafted(town)
    town.does(ActName.APPROVE_ANSWER, number, by=town.colleague)
    assert faults(town.work) == []
    town.work.connection.execute(text("UPDATE office_answers SET text = '一律不补。'"))
    town.work.session.expire_all()
    assert len(faults(town.work)) == 1


def faults(work: Work) -> list[str]:
    """What the audit finds of answers of the office."""
    found = (f"{one.chain}{one.what}" for one in verify(work).breaks)
    return [words for words in found if audit_texts.RECORDS["office_answers"] in words]
