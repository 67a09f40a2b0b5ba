"""意见 and 投诉: numbered, one's own alone, handled by the unit and by nobody whom they name, told, withdrawn."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from handlers.casework.arrangements import set_arrangement
from handlers.casework.complaints.fields import (
    AnswerComplaintFields,
    AssignFields,
    ComplaintNoteFields,
    ExcerptFields,
    ExtendFields,
    LiftFields,
    RecuseFields,
    ReferFields,
)
from handlers.casework.complaints.intake_rows import MOST_OPEN
from handlers.casework.complaints.recusals import UNITS, handling_members
from handlers.casework.perform import perform
from handlers.casework.table import ActName
from handlers.complaints.acts import (
    NO_ACCOUNT,
    add_to_complaint,
    leave_complaint,
    leaving_reasons,
    own_complaints,
    withdraw_complaint,
)
from handlers.complaints.lines import lines_of
from handlers.identity.actors import StaffMember
from handlers.messages import Channel, Person
from handlers.results import Refused
from handlers.texts import complaints as texts
from handlers.texts.complaining import CHANNELS
from policy_kb.matching.concerns import Concern
from store.audit.seals import is_seal
from store.bodies import bodies_key, open_body
from store.queries.complaints import approved_excerpts, complaint_numbered, is_recused, purge_complaints
from store.retention.erasing import erase_person
from store.states import ComplaintKind, ComplaintState, ComplaintVoice, Role
from store.tables.audit import AuditRow, AuditSalt
from store.tables.complaints import Complaint, ComplaintExcerpt, ComplaintMessage
from store.tables.messages import OutboxRow
from store.tables.notices import StaffNotice
from tests.handlers.casework.town import TODAY, Town, done, refused
from tests.measure import opened

VILLAGER, NEIGHBOUR = Person(Channel.WECHAT, "villager"), Person(Channel.WECHAT, "neighbour")
ANSWER = AnswerComplaintFields(words="路灯已报修，三天内修好。")


def _left(town: Town, words: str = "办事窗口中午没有人", *, person: Person = VILLAGER) -> str:
    return done(leave_complaint(town.work, person, ComplaintKind.SERVICE, words)).subject


def _row(town: Town, number: str) -> Complaint:
    found = complaint_numbered(town.work, number)
    assert found is not None
    return found


def _state(town: Town, number: str) -> ComplaintState:
    return ComplaintState(_row(town, number).state)


def _told(town: Town) -> list[str]:
    """What went on its way to the person."""
    rows = town.work.all(select(OutboxRow).where(OutboxRow.address == VILLAGER.address).order_by(OutboxRow.id))
    return [open_body(bodies_key(town.work.keys), row.payload or "") for row in rows]


def _texts(found: tuple[object, ...]) -> str:
    return "".join(getattr(one, "text", "") for one in found)


def test_numbers_follow_on_each_other_and_begin_anew_with_the_year(town: Town) -> None:
    assert [_left(town), _left(town)] == ["2026-0001", "2026-0002"]
    town.work.now += timedelta(days=60)
    assert _left(town) == "2027-0001"


def test_each_number_is_given_once_though_one_was_withdrawn_and_erased(town: Town) -> None:
    number = _left(town)
    done(withdraw_complaint(town.work, VILLAGER, number))
    erase_person(town.work, VILLAGER.channel.value, VILLAGER.address)
    assert _left(town) != number


def test_from_the_first_word_to_the_answer(town: Town) -> None:
    number = _left(town)
    town.does(ActName.ACCEPT_COMPLAINT, number)
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER)
    (own,) = own_complaints(town.work, VILLAGER)
    lines = "\n".join(lines_of(own, opened()))
    assert own.state is ComplaintState.ANSWERED
    assert ANSWER.words in lines
    assert "已受理，2027年1月23日前答复。" in lines
    assert "不作为审批、拨付依据" in lines
    accepted, answered = _told(town)
    assert "已受理" in accepted
    assert ANSWER.words in answered
    assert "不是第十九条的解释" in answered
    town.does(ActName.CLOSE_COMPLAINT, number)
    assert _state(town, number) is ComplaintState.CLOSED


def test_what_is_added_opens_an_answered_one_again(town: Town) -> None:
    number = _left(town)
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER)
    done(add_to_complaint(town.work, VILLAGER, number, "还是没有人"))
    assert _state(town, number) is ComplaintState.ACCEPTED
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER)
    town.does(ActName.CLOSE_COMPLAINT, number)
    assert texts.NOT_OPEN in _texts(refused(add_to_complaint(town.work, VILLAGER, number, "再说一句")))


def test_of_others_nobody_learns_anything(town: Town) -> None:
    number = _left(town)
    for found in (
        withdraw_complaint(town.work, NEIGHBOUR, number),
        add_to_complaint(town.work, NEIGHBOUR, number, "?"),
        withdraw_complaint(town.work, NO_ACCOUNT, number),
    ):
        assert _texts(refused(found)) == texts.unknown(number=number)
    assert own_complaints(town.work, NEIGHBOUR) == []
    assert own_complaints(town.work, NO_ACCOUNT) == []


def test_whom_the_words_name_keeps_out_of_it_until_another_member_lets_them_in(town: Town) -> None:
    number = _left(town, f"窗口的{town.office.name}态度很差")
    assert town.refuses(ActName.ACCEPT_COMPLAINT, number, by=town.office)[0].text == texts.KEEPS_OUT
    lift = LiftFields(member=town.office.name)
    assert town.refuses(ActName.LIFT_RECUSAL, number, lift, by=town.office)[0].text == texts.KEEPS_OUT
    town.does(ActName.LIFT_RECUSAL, number, lift, by=town.colleague)
    town.does(ActName.ACCEPT_COMPLAINT, number, by=town.office)
    done(add_to_complaint(town.work, VILLAGER, number, f"就是{town.office.name}"))
    assert not is_recused(town.work, _row(town, number).id, town.office.id)


@pytest.mark.parametrize("spelt", ["张 办", "张\n办", "（张办）"])
def test_a_name_is_found_however_it_is_spaced(town: Town, spelt: str) -> None:
    number = _left(town, f"投诉{spelt}")
    assert is_recused(town.work, _row(town, number).id, town.office.id)


def test_who_declares_a_conflict_handles_it_no_more(town: Town) -> None:
    number = _left(town)
    town.does(ActName.RECUSE, number, RecuseFields(member=town.office.name), by=town.office)
    for act, fields in (
        (ActName.ANSWER_COMPLAINT, ANSWER),
        (ActName.NOTE_COMPLAINT, ComplaintNoteFields(words="记一句")),
        (ActName.ASSIGN_COMPLAINT, AssignFields(unit=Role.BUREAU.value)),
    ):
        assert town.refuses(act, number, fields, by=town.office)[0].text == texts.KEEPS_OUT


def test_where_all_of_a_unit_keep_out_the_others_are_told_and_can_take_it(town: Town) -> None:
    number = _left(town, f"{town.office.name}和{town.colleague.name}都不管")
    told = town.work.all(select(StaffNotice).where(StaffNotice.subject == number))
    assert Role.SUPERVISOR.value in {one.role for one in told}
    town.does(ActName.ASSIGN_COMPLAINT, number, AssignFields(unit=Role.SUPERVISOR.value), by=town.supervisor)
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER, by=town.supervisor)


def test_words_that_name_everybody_leave_it_no_ones(town: Town) -> None:
    everybody = handling_members(town.work)
    number = _left(town, "、".join(one.name for one in everybody) + "都不管")
    lift = LiftFields(member=town.colleague.name)
    assert town.refuses(ActName.ACCEPT_COMPLAINT, number, by=town.colleague)[0].text == texts.KEEPS_OUT
    own = LiftFields(member=town.office.name)
    assert town.refuses(ActName.LIFT_RECUSAL, number, own, by=town.office)[0].text == texts.KEEPS_OUT
    town.does(ActName.LIFT_RECUSAL, number, lift, by=town.office)
    town.does(ActName.ACCEPT_COMPLAINT, number, by=town.colleague)


def test_nobody_makes_themselves_the_only_one_who_handles_it(town: Town) -> None:
    number = _left(town)
    others = [one.name for one in handling_members(town.work) if one.id != town.office.id]
    for name in others[1:]:
        town.does(ActName.RECUSE, number, RecuseFields(member=name), by=town.office)
    last = RecuseFields(member=others[0])
    assert town.refuses(ActName.RECUSE, number, last, by=town.office)[0].text == texts.ONLY_ONE_LEFT
    town.does(ActName.RECUSE, number, RecuseFields(member=town.office.name), by=town.office)


def test_only_its_unit_answers(town: Town) -> None:
    number = _left(town)
    assert town.refuses(ActName.ANSWER_COMPLAINT, number, ANSWER, by=town.bureau)[0].text == texts.ANOTHER_UNIT
    town.does(ActName.ASSIGN_COMPLAINT, number, AssignFields(unit=Role.BUREAU.value))
    assert town.refuses(ActName.ANSWER_COMPLAINT, number, ANSWER)[0].text == texts.ANOTHER_UNIT
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER, by=town.bureau)


def test_the_office_arranges_who_answers_and_in_how_many_days(town: Town) -> None:
    done(set_arrangement(town.work, town.office, UNITS, "工信局"))
    done(set_arrangement(town.work, town.office, "complaint_first_days", "5天"))
    done(set_arrangement(town.work, town.office, "complaint_answer_days", "30天"))
    number = _left(town)
    assert (_row(town, number).first_due, _row(town, number).answer_due) == (
        date(2026, 11, 29),
        date(2026, 12, 24),
    )
    town.does(ActName.ACCEPT_COMPLAINT, number, by=town.bureau)


def test_referring_names_the_organ_and_ends_the_units_part(town: Town) -> None:
    number = _left(town)
    town.does(ActName.REFER_COMPLAINT, number, ReferFields(organ="县住建局", told="电话12345"))
    assert "县住建局" in _told(town)[0]
    assert (
        town.refuses(ActName.REFER_COMPLAINT, number, ReferFields(organ="县水利局"))[0].text == texts.NOT_AWAITED
    )
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER)  # what the organ let us know


def test_a_term_is_put_off_by_a_month_at_most_and_the_reason_told(town: Town) -> None:
    number = _left(town)
    due = _row(town, number).answer_due
    for until in (due, due + timedelta(days=31), TODAY):
        town.refuses(ActName.EXTEND_COMPLAINT, number, ExtendFields(answer_by=until, reason="要现场看"))
    until = due + timedelta(days=30)
    town.does(ActName.EXTEND_COMPLAINT, number, ExtendFields(answer_by=until, reason="要现场看"))
    assert _row(town, number).answer_due == until
    assert "要现场看" in _told(town)[0]


def test_withdrawing_erases_the_words_and_keeps_the_line(town: Town) -> None:
    number = _left(town)
    town.does(ActName.NOTE_COMPLAINT, number, ComplaintNoteFields(words="问过窗口"))
    kept = town.work.session.scalar(select(func.count()).select_from(AuditSalt)) or 0
    done(withdraw_complaint(town.work, VILLAGER, number))
    assert town.work.all(select(ComplaintMessage)) == []
    assert (town.work.session.scalar(select(func.count()).select_from(AuditSalt)) or 0) < kept
    assert _state(town, number) is ComplaintState.WITHDRAWN
    assert town.refuses(ActName.ANSWER_COMPLAINT, number, ANSWER)[0].text == texts.ERASED


def test_who_is_erased_is_answered_no_more(town: Town) -> None:
    number = _left(town)
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER)
    town.does(ActName.DRAFT_EXCERPT, number, ExcerptFields(words="窗口没人", answer="已改"))
    erase_person(town.work, VILLAGER.channel.value, VILLAGER.address)
    assert _state(town, number) is ComplaintState.WITHDRAWN
    assert town.work.all(select(ComplaintMessage)) == []
    assert town.work.all(select(ComplaintExcerpt)) == []


def test_entries_name_nobody_and_hold_no_word(town: Town) -> None:
    number = _left(town)
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER)
    rows = town.work.all(select(AuditRow).where(AuditRow.chain == f"complaint:{number}").order_by(AuditRow.place))
    assert [(one.act, one.actor) for one in rows] == [
        ("leave_complaint", "person"),
        ("answer_complaint", town.office.reference),
    ]
    facts = {name for one in rows for name in json.loads(one.facts) if not is_seal(name)}
    assert facts == {"complaint", "kind"}


def test_words_are_kept_encrypted_and_without_card_numbers(town: Town) -> None:
    number = _left(town, "我叫李某，身份证142603199001011234，没有人管")
    (row,) = town.work.all(select(ComplaintMessage))
    assert "没有人管" not in row.words
    ((said,),) = [one.said for one in own_complaints(town.work, VILLAGER) if one.number == number]
    assert "142603199001011234" not in said.words
    assert said.words.endswith("没有人管")


@pytest.mark.parametrize("words", ["", " \n", "\u200b", "字" * 2001], ids=["none", "blank", "unseen", "too long"])
def test_what_cannot_be_kept_is_refused_in_words(town: Town, words: str) -> None:
    number = _left(town)
    assert _texts(refused(leave_complaint(town.work, VILLAGER, ComplaintKind.SERVICE, words))) == texts.UNFIT
    assert _texts(refused(add_to_complaint(town.work, VILLAGER, number, words))) == texts.UNFIT


def test_notices_to_staff_say_number_and_kind_alone(town: Town) -> None:
    number = _left(town, "窗口没有人")
    (notice,) = town.work.all(select(StaffNotice).where(StaffNotice.subject == number))
    assert notice.text == f"有新的投诉，意见{number}。"


def test_nobody_leaves_without_end(town: Town) -> None:
    for _ in range(MOST_OPEN):
        _left(town)
    assert _texts(leaving_reasons(town.work, VILLAGER)) == texts.TOO_MANY
    assert isinstance(leave_complaint(town.work, VILLAGER, ComplaintKind.SUGGESTION, "再来一件"), Refused)
    assert leaving_reasons(town.work, NEIGHBOUR) == ()


def test_what_is_published_was_masked_by_one_and_approved_by_another(town: Town) -> None:
    number = _left(town)
    town.refuses(ActName.DRAFT_EXCERPT, number, ExcerptFields(words="窗口没人", answer="已改"))
    town.does(ActName.ANSWER_COMPLAINT, number, ANSWER)
    with_phone = ExcerptFields(words="请打13812345678", answer="已改")
    assert town.refuses(ActName.DRAFT_EXCERPT, number, with_phone)[0].text == texts.PERSONAL
    town.does(ActName.DRAFT_EXCERPT, number, ExcerptFields(words="窗口没人", answer="已改"))
    assert town.refuses(ActName.APPROVE_EXCERPT, number)[0].text == texts.OWN_WORDS
    assert approved_excerpts(town.work) == []
    town.does(ActName.APPROVE_EXCERPT, number, by=town.colleague)
    assert [excerpt.words for excerpt, _ in approved_excerpts(town.work)] == ["窗口没人"]
    town.does(ActName.DRAFT_EXCERPT, number, ExcerptFields(words="窗口中午没人", answer="已改"))
    assert approved_excerpts(town.work) == []
    town.does(ActName.DROP_EXCERPT, number)
    assert town.work.all(select(ComplaintExcerpt)) == []


def test_who_comes_second_changes_nothing(town: Town) -> None:
    number = _left(town)
    seen = _row(town, number).version
    town.does(ActName.ACCEPT_COMPLAINT, number)
    second = perform(town.work, town.colleague, ActName.ANSWER_COMPLAINT, number, ANSWER, kb=opened(), seen=seen)
    assert texts.MOVED_ON in _texts(refused(second))


def test_notes_are_not_for_the_person(town: Town) -> None:
    number = _left(town)
    town.does(ActName.NOTE_COMPLAINT, number, ComplaintNoteFields(words="问过窗口"))
    ((own,),) = [one.said for one in own_complaints(town.work, VILLAGER)]
    assert own.voice is ComplaintVoice.PERSON


def test_what_is_over_is_thrown_away_after_its_time_and_no_sooner(town: Town) -> None:
    answered, waiting = _left(town), _left(town)
    town.does(ActName.ANSWER_COMPLAINT, answered, ANSWER)
    purge_complaints(town.work, town.work.now)
    assert complaint_numbered(town.work, answered) is not None
    purge_complaints(town.work, town.work.now + timedelta(seconds=1))
    assert [row.number for row in town.work.all(select(Complaint))] == [waiting]


def test_members_of_other_roles_do_nothing(town: Town) -> None:
    number = _left(town)
    others: tuple[StaffMember, ...] = (town.auditor, town.administrator)
    for member in others:
        assert town.refuses(ActName.ANSWER_COMPLAINT, number, ANSWER, by=member)[0].text == texts.UNITS_ONLY


@pytest.mark.parametrize("kind", ComplaintKind)
def test_each_kind_has_its_title_and_its_right_channel(kind: ComplaintKind) -> None:
    assert texts.KINDS[kind.value]
    assert CHANNELS[Concern(kind.value).value]
