"""Article 13: quarters of the fund, once each; inspections by two, with problems that a follow-up closes."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.arrangements import set_arrangement
from handlers.casework.calendar_settings import CONTRACT_TASKS, QUARTER_DAYS
from handlers.casework.fund_quarters import waiting_quarters
from handlers.casework.table import ActName
from handlers.results import Reason, Source
from handlers.texts import inspections as inspection_texts
from handlers.texts import refusals
from handlers.texts import supervision as texts
from store.queries.cases import oversights_on
from store.queries.supervision import findings_of, open_findings, particulars_of, review_of_fund
from store.states import Role
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, TOMORROW, YESTERDAY, Town, done


def _system(text: str) -> tuple[Reason, ...]:
    return (Reason(text, Source.SYSTEM),)


def _inspected(town: Town, problems: str = "台账不全\n发票不齐", **changes: object) -> int:
    """The inspection that was just recorded, by its number."""
    town.does(ActName.INSPECT, town.contract.number, given.inspection(problems, **changes))
    return max(one.id for one in oversights_on(town.work, town.contract.id))


def test_a_quarter_of_the_fund_is_reviewed_once_and_apart_from_its_contracts(town: Town) -> None:
    town.does(ActName.REVIEW, town.contract.number, given.review())
    town.does(ActName.REVIEW_FUND, "2026Q4", given.fund_review())
    found = review_of_fund(town.work, "2026Q4")
    assert found is not None
    assert (found.participants, found.document, found.recorded_by) == (
        "钱督、孙审",
        "审核报告1号",
        town.supervisor.id,
    )
    assert town.refuses(ActName.REVIEW_FUND, "2026Q4", given.fund_review()) == _system(texts.REVIEWED_ALREADY)
    town.does(ActName.REVIEW_FUND, "2026Q3", given.fund_review())


@pytest.mark.parametrize("quarter", ["2027Q1", "2026Q5", "AZ-HT-001", ""])
def test_no_quarter_is_reviewed_that_has_not_begun_or_is_none(town: Town, quarter: str) -> None:
    assert town.refuses(ActName.REVIEW_FUND, quarter, given.fund_review())[:1] == _system(texts.NOT_BEGUN)


def test_nothing_is_reviewed_before_its_quarter(town: Town) -> None:
    early = given.fund_review(reviewed_on=date(2026, 9, 30))
    assert town.refuses(ActName.REVIEW_FUND, "2026Q4", early) == _system(texts.REVIEWED_EARLIER)
    town.does(ActName.REVIEW_FUND, "2026Q3", early)


def test_the_office_sets_how_long_before_its_end_a_quarter_is_called_for(town: Town) -> None:
    town.does(ActName.REVIEW_FUND, "2026Q3", given.fund_review())
    assert waiting_quarters(town.work) == ()  # it ends on 31 December, and today is 24 November
    for days, is_called in (("37天", False), ("38天", True)):
        done(set_arrangement(town.work, town.office, QUARTER_DAYS, days))
        assert [one.quarter.stored for one in waiting_quarters(town.work)] == ["2026Q4"] * is_called


def test_an_office_may_have_no_task_on_each_contract(town: Town) -> None:
    done(set_arrangement(town.work, town.office, CONTRACT_TASKS, "否"))
    (reason,) = town.refuses(ActName.REVIEW, town.contract.number, given.review())
    assert (reason.text, reason.source) == (texts.NO_TASKS, Source.OFFICE)
    town.does(ActName.REVIEW_FUND, "2026Q4", given.fund_review())
    done(set_arrangement(town.work, town.office, CONTRACT_TASKS, "是"))
    town.does(ActName.REVIEW, town.contract.number, given.review())


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SUPERVISOR}))
def test_the_fund_is_reviewed_by_supervisors_alone(town: Town, role: Role) -> None:
    other = town.member_of(role)
    (reason,) = town.refuses(ActName.REVIEW_FUND, "2026Q4", given.fund_review(), by=other)
    assert reason.text == texts.SUPERVISOR_ONLY


def test_every_line_is_a_problem_with_the_demand_and_the_term(town: Town) -> None:
    number = _inspected(town, demand="补齐", rectify_by=date(2026, 12, 31), place="项目现场")
    particulars = particulars_of(town.work, number)
    assert particulars is not None
    assert (particulars.inspectors, particulars.place, particulars.follows) == ("王工、李工", "项目现场", None)
    found = [(one.place, one.problem, one.demand, one.rectify_by) for one in findings_of(town.work, number)]
    assert found == [(1, "台账不全", "补齐", date(2026, 12, 31)), (2, "发票不齐", "补齐", date(2026, 12, 31))]


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"inspectors": "王工"}, inspection_texts.TWO_INSPECTORS),
        ({"inspectors": "王工、王工"}, inspection_texts.TWO_INSPECTORS),
        ({"done_on": TOMORROW}, refusals.day_to_come(field="检查日期")),
        ({"demand": "补齐"}, inspection_texts.DEMAND_OF_NOTHING),
        ({"problems": "台账不全", "rectify_by": YESTERDAY}, inspection_texts.TERM_BEFORE_INSPECTION),
    ],
)
def test_an_inspection_is_refused_with_what_is_wrong(town: Town, changes: dict[str, object], text: str) -> None:
    fields = given.inspection(**changes)  # type: ignore[arg-type]  # any change
    assert town.refuses(ActName.INSPECT, town.contract.number, fields) == _system(text)


def test_a_follow_up_is_an_inspection_that_closes_what_it_names(town: Town) -> None:
    number = _inspected(town, done_on=YESTERDAY)
    second = int(town.does(ActName.FOLLOW_UP, str(number), given.follow_up("2")).subject)
    particulars = particulars_of(town.work, second)
    assert particulars is not None
    assert particulars.follows == number
    assert [(one.place, one.settled_by) for one in findings_of(town.work, number)] == [(1, None), (2, second)]
    town.does(ActName.FOLLOW_UP, str(number), given.follow_up("第1项"))
    assert open_findings(town.work, number) == []
    assert town.refuses(ActName.FOLLOW_UP, str(number), given.follow_up()) == _system(
        inspection_texts.NOTHING_OPEN
    )


@pytest.mark.parametrize("settled", ["3", "1、3", "全部", "1x"])
def test_a_follow_up_closes_open_problems_only(town: Town, settled: str) -> None:
    number = _inspected(town)
    reasons = town.refuses(ActName.FOLLOW_UP, str(number), given.follow_up(settled))
    assert reasons == _system(inspection_texts.settled_unknown(places=(1, 2)))


def test_no_follow_up_before_its_inspection(town: Town) -> None:
    number = _inspected(town)
    reasons = town.refuses(ActName.FOLLOW_UP, str(number), given.follow_up(done_on=YESTERDAY))
    assert reasons == _system(inspection_texts.FOLLOWED_UP_EARLIER)


def test_a_problem_is_added_with_a_term_of_its_own(town: Town) -> None:
    number = _inspected(town, "台账不全", rectify_by=TODAY)
    town.does(ActName.ADD_FINDING, str(number), given.finding("消防通道堵塞", rectify_by=date(2027, 1, 31)))
    found = [(one.place, one.problem, one.rectify_by) for one in findings_of(town.work, number)]
    assert found == [(1, "台账不全", TODAY), (2, "消防通道堵塞", date(2027, 1, 31))]
    early = given.finding(rectify_by=YESTERDAY)
    reasons = town.refuses(ActName.ADD_FINDING, str(number), early)
    assert reasons == _system(inspection_texts.TERM_BEFORE_INSPECTION)


def test_a_quarters_task_on_a_contract_is_no_inspection(town: Town) -> None:
    town.does(ActName.REVIEW, town.contract.number, given.review())
    (task,) = oversights_on(town.work, town.contract.id)
    assert town.refuses(ActName.ADD_FINDING, str(task.id), given.finding()) == _system(inspection_texts.NO_SUCH)
    assert town.refuses(ActName.FOLLOW_UP, "x1", given.follow_up()) == _system(inspection_texts.NO_SUCH)
