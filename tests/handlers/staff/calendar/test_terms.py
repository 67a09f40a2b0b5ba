"""What comes due: each kind once, with its source, the earliest first; what has passed stays until it is done."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.arrangements import set_arrangement
from handlers.casework.calendar_settings import CONTRACT_TASKS
from handlers.casework.service_standards import STANDARDS
from handlers.casework.table import TABLE, ActName
from handlers.casework.workdays import HOLIDAYS, WORKING_WEEKENDS
from handlers.casework.year_rows import LastDayFields
from handlers.complaints.acts import leave_complaint
from handlers.messages import Channel, Person
from handlers.staff.calendar.naming import named_terms
from handlers.staff.calendar.term_list import source_of_term
from handlers.staff.calendar.terms import TERMS, terms_wanted
from handlers.texts import casework as words
from store.queries.lists.paging import Paging
from store.queries.lists.terms import TermKind, every_term, list_terms
from store.states import ComplaintKind, State
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, Town, done
from tests.handlers.staff.calendar.days import at
from tests.measure import opened

_ALL = date(2027, 12, 31)
_COMPLAINTS = (TermKind.COMPLAINT_FIRST, TermKind.COMPLAINT_ANSWER)


def _due(town: Town, day: date = TODAY, until: date = _ALL, **wanted: object) -> list[tuple[str, str, date]]:
    now = at(town.work, day)
    rows = every_term(town.work, terms_wanted(town.work, now, until, **wanted))  # type: ignore[arg-type]
    names = named_terms(town.work, rows, now)
    return [(row.kind.value, names[row].label, row.due) for row in rows]


def test_everything_with_a_term_stands_in_one_order(town: Town) -> None:
    town.does(ActName.REVIEW_FUND, "2026Q3", given.fund_review())
    number = town.contract.number
    town.does(ActName.INSPECT, number, given.inspection("台账不全", rectify_by=date(2026, 12, 5)))
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, number, given.recovery(500_000))
    town.does(ActName.NOTIFY, "1", given.demand(pay_by=date(2026, 12, 10)))
    fields = LastDayFields(day=date(2026, 12, 20), document="财函1号")
    town.does(ActName.LAST_PAYMENT_DAY, "2026", fields, by=town.payer)
    done(set_arrangement(town.work, town.office, STANDARDS, "归档5"))
    person = Person(Channel.WECHAT, "villager")
    done(leave_complaint(town.work, person, ComplaintKind.COUNTY, "路灯不亮"))
    found = _due(town)
    assert [(kind, due) for kind, _, due in found] == [
        ("standard", date(2026, 12, 1)),
        ("rectification", date(2026, 12, 5)),
        ("complaint_first", date(2026, 12, 9)),
        ("repayment", date(2026, 12, 10)),
        ("year", date(2026, 12, 20)),
        ("contract", date(2026, 12, 31)),
        ("quarter", date(2026, 12, 31)),
        ("tasks", date(2026, 12, 31)),
        ("complaint_answer", date(2027, 1, 23)),
    ]
    assert {kind for kind, _, _ in found} == set(TermKind)
    assert _due(town, until=date(2026, 12, 8)) == found[:2]
    assert [kind for kind, _, _ in _due(town, words=number)] == [
        "standard",
        "rectification",
        "repayment",
        "contract",
    ]
    assert _due(town, date(2026, 12, 6))[0] == ("rectification", "检查1", date(2026, 12, 5))


def test_what_is_done_has_no_term_any_more(town: Town) -> None:
    number = town.contract.number
    town.does(ActName.INSPECT, number, given.inspection("台账不全", rectify_by=date(2026, 12, 5)))
    assert "rectification" in {kind for kind, _, _ in _due(town)}
    town.does(ActName.FOLLOW_UP, "1", given.follow_up("1"))
    town.does(ActName.REVIEW_FUND, "2026Q4", given.fund_review())
    town.does(ActName.REVIEW, number, given.review())
    assert {kind for kind, _, _ in _due(town)} == {"contract"}


def test_a_contract_says_whether_its_acceptance_is_recorded(town: Town) -> None:
    now = at(town.work, TODAY)

    def state() -> str:
        rows = every_term(town.work, terms_wanted(town.work, now, _ALL, kinds=[TermKind.CONTRACT]))
        return named_terms(town.work, rows, now)[rows[0]].state

    town.does(ActName.COMPLETE, town.contract.number, given.completion(passed=False))
    assert state() == "履行中，没有登记验收合格"
    town.does(ActName.COMPLETE, town.contract.number, given.completion())
    assert state() == "履行中"


def test_tasks_on_contracts_are_listed_where_the_office_has_them(town: Town) -> None:
    assert "tasks" in {kind for kind, _, _ in _due(town)}
    done(set_arrangement(town.work, town.office, CONTRACT_TASKS, "否"))
    assert "tasks" not in {kind for kind, _, _ in _due(town)}


@pytest.mark.parametrize("days", [1, 5, 20])
def test_a_step_is_due_on_the_workday_that_the_standard_names(town: Town, days: int) -> None:
    """As the list of work reckons it: on that day it is due, on the next workday it is beyond."""
    done(set_arrangement(town.work, town.office, STANDARDS, f"受理{days}"))
    done(set_arrangement(town.work, town.office, HOLIDAYS, "2026年11月25日至27日"))
    done(set_arrangement(town.work, town.office, WORKING_WEEKENDS, "2026年11月29日"))
    town.submitted()
    (due,) = (due for kind, _, due in _due(town) if kind == "standard")
    now = at(town.work, due)
    assert now.workdays.between(TODAY, due) == days
    assert due in now.workdays
    assert "standard" in {kind for kind, _, _ in _due(town, due)}
    assert "standard" not in {kind for kind, _, _ in _due(town, now.workdays.after(due, 1))}


def test_on_days_off_what_was_due_before_them_is_due_still(town: Town) -> None:
    """As the list of work: beyond the standard is what another workday has begun for."""
    done(set_arrangement(town.work, town.office, STANDARDS, "受理3"))
    town.submitted()
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert [due for kind, _, due in _due(town, friday) if kind == "standard"] == [friday]
    assert [due for kind, _, due in _due(town, sunday) if kind == "standard"] == [sunday]


def test_pages_are_counted_in_full(town: Town) -> None:
    now = at(town.work, date(2027, 1, 4))
    wanted = terms_wanted(town.work, now, _ALL)
    page = list_terms(town.work, wanted, Paging(2, 2))
    assert (page.total, page.passed, page.pages, len(page.rows)) == (5, 3, 3, 2)
    assert [row.due for row in list_terms(town.work, wanted, Paging(1, 25)).rows] == sorted(
        row.due for row in every_term(town.work, wanted)
    )


@pytest.mark.parametrize("kind", TermKind)
def test_every_kind_says_where_its_term_is_written_and_who_has_to_do_with_it(town: Town, kind: TermKind) -> None:
    source = source_of_term(opened(), kind)
    measure, office = {TermKind.QUARTER: "第十三条"}, {TermKind.TASKS, TermKind.STANDARD, *_COMPLAINTS}
    assert source == measure.get(kind, words.OFFICE_SOURCE if kind in office else source)
    assert source
    assert TERMS[kind].title
    assert bool(TERMS[kind].roles(town.work, TABLE)) is TERMS[kind].is_told
