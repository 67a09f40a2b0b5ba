"""Accepting, returning, declining, the meeting's results: what each keeps, and what the firm is told."""

from __future__ import annotations

import re
from datetime import date

import pytest

from handlers.casework.announcing import AT_ONCE
from handlers.casework.arrangements import set_arrangement
from handlers.casework.standing import standing_of
from handlers.casework.table import ActName
from handlers.notices.delivery import mark, notices_since
from handlers.results import Done, Reason, Source
from handlers.texts import case_notices
from handlers.texts import refusals as texts
from policy_kb.models import Model
from store.queries.applications import meetings_of, steps_of
from store.states import Role, State
from store.tables.applications import Application, ChecklistItem
from tests.handlers.casework import given
from tests.handlers.casework.doing import submit
from tests.handlers.casework.town import TODAY, TOMORROW, YUAN, Town, done, refused
from tests.handlers.casework.waiting import listed_for


def _told(town: Town, act: ActName, number: str, fields: Model | None = None) -> str:
    """What the firm is told of the act."""
    before = mark(town.work)
    town.does(act, number, fields)
    return "\n".join(one.text for one in notices_since(town.work, before) if one.to == "boss")


def test_a_return_lists_everything_at_once(town: Town) -> None:
    number = town.submitted()
    town.work.add(
        ChecklistItem(kind="prepayment", code="plan", label="用款计划", hint="", required=True, position=1)
    )
    fields = given.lacking("1. 申请书没有盖章\n\n2. 缺发票复印件", note="第二次了")
    told = _told(town, ActName.RETURN, number, fields)
    for line in ("1. 申请书没有盖章", "2. 缺发票复印件", "用款计划"):
        assert line in told
    assert "第二次了" not in told


def test_what_the_clerk_named_is_not_listed_twice(town: Town) -> None:
    number = town.submitted()
    town.work.add(
        ChecklistItem(kind="prepayment", code="plan", label="用款计划", hint="", required=True, position=1)
    )
    assert _told(town, ActName.RETURN, number, given.lacking("缺用款计划")).count("用款计划") == 1


def test_with_an_active_contract_nothing_is_declined(town: Town) -> None:
    number = town.submitted()
    assert town.refuses(ActName.DECLINE, number) == (Reason(texts.NO_MISTAKE_HERE, Source.OFFICE),)


@pytest.mark.parametrize("state", ["paused", "ended", "entered"])
def test_without_an_active_contract_it_is_declined_and_not_accepted(town: Town, state: str) -> None:
    number = town.submitted()
    town.contract.state = state
    (reason,) = town.refuses(ActName.ACCEPT, number)
    assert reason.source is Source.SYSTEM
    assert case_notices.DECLINED in _told(town, ActName.DECLINE, number)
    assert town.application(number).state == State.DECLINED.value


def test_a_returned_application_is_declined_where_its_contract_ended(town: Town) -> None:
    """It cannot be sent again; so the office is who holds it, and its list of work shows it."""
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking())
    assert town.refuses(ActName.DECLINE, number) == (Reason(texts.NO_MISTAKE_HERE, Source.OFFICE),)
    assert standing_of(town.work, town.application(number)).holder is None
    town.contract.state = "ended"
    assert standing_of(town.work, town.application(number)).holder is Role.OFFICE
    assert listed_for(town.work, town.office) == {town.application(number).id}
    assert case_notices.DECLINED in _told(town, ActName.DECLINE, number)
    assert town.application(number).state == State.DECLINED.value


@pytest.mark.parametrize(
    ("act", "fields", "state", "approved"),
    [
        (ActName.AGREE, given.meeting(), State.APPROVED, 500_000 * YUAN),
        (ActName.AGREE_PARTLY, given.partly(300_000), State.APPROVED, 300_000 * YUAN),
        (ActName.AGREE_IN_PRINCIPLE, given.in_principle(500_000), State.APPROVED, 500_000 * YUAN),
        (ActName.POSTPONE, given.meeting(), State.POSTPONED, None),
        (ActName.REJECT, given.meeting(), State.REJECTED, None),
    ],
)
def test_a_result_of_the_meeting(
    town: Town, act: ActName, fields: Model, state: State, approved: int | None
) -> None:
    number = town.brought_to(State.TABLED)
    assert _told(town, act, number, fields) == ""
    application = town.application(number)
    assert (application.state, application.approved) == (state.value, approved)
    (meeting,) = meetings_of(town.work, application.id)
    assert (meeting.session, meeting.held_on, meeting.approved) == ("第12次", TODAY, approved)
    assert "2026年11月24日" in _told(town, ActName.MINUTES, number, given.minutes())


def test_the_contractor_is_told_what_the_minutes_say_and_never_their_number(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    told = _told(town, ActName.MINUTES, number, given.minutes())
    assert "据会议纪要登记：同意，金额500,000元。以会议纪要为准。" in told
    assert "12号" not in told


def test_the_contractor_sees_the_condition(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(500_000))
    assert "补齐环评手续" in _told(town, ActName.MINUTES, number, given.minutes())


def test_where_the_office_arranged_so_results_are_told_as_soon_as_they_are_recorded(town: Town) -> None:
    done(set_arrangement(town.work, town.office, AT_ONCE, "是"))
    number = town.brought_to(State.TABLED)
    told = _told(town, ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(500_000))
    assert "补齐环评手续" in told
    assert "以会议纪要为准。" in told
    assert _told(town, ActName.MINUTES, number, given.minutes()) == ""


def test_that_it_is_tabled_is_told_and_never_when_or_by_which_paper(town: Town) -> None:
    number = town.brought_to(State.REPORTED)
    told = _told(town, ActName.TABLE, number, given.tabling(document="办发〔2026〕9号"))
    assert "已提请" in told
    assert not re.search("[0-9]+月|9号", told.replace(number, ""))


@pytest.mark.parametrize(
    ("state", "act", "to"),
    [(State.REPORTED, ActName.GROUP_BACK, State.ACCEPTED), (State.TABLED, ActName.AGENDA_BACK, State.REPORTED)],
)
def test_what_came_back_stands_one_step_before_and_why_stays_in_the_house(
    town: Town, state: State, act: ActName, to: State
) -> None:
    number = town.brought_to(state)
    told = _told(town, act, number, given.sent_back(reason="材料要补签"))
    assert "退回" in told
    assert "补签" not in told
    assert town.application(number).state == to.value
    assert "补签" in steps_of(town.work, town.application(number).id)[-1].note


def test_what_was_not_heard_stays_tabled_and_the_firm_is_told_nothing(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    assert _told(town, ActName.NOT_HEARD, number, given.not_heard()) == ""
    assert town.application(number).state == State.TABLED.value


@pytest.mark.parametrize("act", [ActName.POSTPONE, ActName.REJECT])
def test_a_result_that_was_not_told_keeps_the_kind_from_being_applied_for_again(town: Town, act: ActName) -> None:
    number = town.brought_to(State.TABLED)
    town.does(act, number, given.meeting())
    assert refused(submit(town.work, town.boss, town.sending()))
    town.does(ActName.MINUTES, number, given.minutes())
    assert isinstance(submit(town.work, town.boss, town.sending()), Done) == (act is ActName.REJECT)


def test_of_two_results_each_gets_its_own_minutes(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.POSTPONE, number, given.meeting())
    town.does(ActName.TABLE, number, given.tabling())
    town.does(ActName.AGREE, number, given.meeting(session="第13次"))
    town.does(ActName.MINUTES, number, given.minutes(minutes="〔2026〕13号"))
    town.does(ActName.MINUTES, number, given.minutes(minutes="〔2026〕12号"))
    found = [(one.session, one.minutes) for one in meetings_of(town.work, town.application(number).id)]
    assert found == [("第12次", "〔2026〕12号"), ("第13次", "〔2026〕13号")]


@pytest.mark.parametrize(
    ("act", "fields"),
    [(ActName.AGREE_PARTLY, given.partly(500_001)), (ActName.AGREE_IN_PRINCIPLE, given.in_principle(500_001))],
)
def test_no_more_is_approved_than_was_applied_for(town: Town, act: ActName, fields: Model) -> None:
    reasons = town.refuses(act, town.brought_to(State.TABLED), fields)
    assert reasons == (Reason(texts.over_applied(applied=500_000 * YUAN), Source.SYSTEM),)


def test_a_part_is_less_than_the_whole(town: Town) -> None:
    reasons = town.refuses(ActName.AGREE_PARTLY, town.brought_to(State.TABLED), given.partly(500_000))
    assert reasons == (Reason(texts.PARTLY_MEANS_LESS, Source.SYSTEM),)


def test_what_is_recorded_has_happened(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    reasons = town.refuses(ActName.AGREE, number, given.meeting(held_on=TOMORROW))
    assert reasons == (Reason(texts.day_to_come(field="会议日期"), Source.SYSTEM),)


def test_the_minutes_are_entered_once(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    town.does(ActName.MINUTES, number, given.minutes())
    reasons = town.refuses(ActName.MINUTES, number, given.minutes(minutes="〔2026〕13号"))
    assert reasons == (Reason(texts.MINUTES_THERE, Source.SYSTEM),)


def test_until_the_minutes_are_entered_the_office_holds_it(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    assert standing_of(town.work, town.application(number)).holder is Role.OFFICE
    town.does(ActName.MINUTES, number, given.minutes())
    assert standing_of(town.work, town.application(number)).holder is Role.PAYER


def test_after_a_postponement_it_is_tabled_again(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    town.does(ActName.POSTPONE, number, given.meeting())
    town.does(ActName.TABLE, number, given.tabling())
    town.does(ActName.AGREE, number, given.meeting(session="第13次"))
    assert len(meetings_of(town.work, town.application(number).id)) == 2


def test_the_bureaus_opinion_is_a_record_and_no_state(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    assert _told(town, ActName.OPINION, number, given.opinion(opinion="材料属实")) == ""
    assert town.application(number).state == State.ACCEPTED.value
    assert steps_of(town.work, town.application(number).id)[-1].note == "材料属实"


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_a_contractor_withdraws_until_it_is_reported(town: Town, state: State) -> None:
    number = town.brought_to(state)
    town.bound(town.contract.firm_id, "partner")
    before = mark(town.work)
    reply = town.does(ActName.WITHDRAW, number, by=town.boss)
    told = {one.to for one in notices_since(town.work, before)}
    assert reply.subject == number
    assert told == {"partner", "张办", "李办"}
    assert town.application(number).state == State.WITHDRAWN.value


def test_a_returned_application_can_be_withdrawn_and_a_reported_one_not(town: Town) -> None:
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking())
    town.does(ActName.WITHDRAW, number, by=town.boss)
    assert town.refuses(ActName.WITHDRAW, town.brought_to(State.REPORTED), by=town.boss)


def test_no_notice_carries_an_internal_note_or_a_person(town: Town) -> None:
    before = mark(town.work)
    number = town.brought_to(State.ARCHIVED)
    assert isinstance(town.application(number), Application)
    for notice in notices_since(town.work, before):
        for name in ("张办", "赵拨", "王工", "安财指", "〔2026〕12号"):
            assert name not in notice.text


def test_money_paid_names_the_bookkeeping_duty(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    told = _told(town, ActName.PAY, number, town.payment(200_000, paid_on=date(2026, 11, 24)))
    assert "第十四条" in told
    assert "200,000元" in told
    assert "500,000元" in told


def test_what_the_meeting_approves_is_recorded_though_it_cannot_be_paid_and_staff_are_warned(town: Town) -> None:
    number = town.brought_to(State.TABLED, yuan=600_000)
    town.contract.amount = 1_000_000 * YUAN
    recorded = town.does(ActName.AGREE, number, given.meeting())
    (warning,) = recorded.warnings
    assert texts.RATIO_SOURCE in warning.text
    assert town.application(number).approved == 600_000 * YUAN


def test_an_approval_that_can_be_paid_warns_of_nothing(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    assert town.does(ActName.AGREE, number, given.meeting()).warnings == ()
