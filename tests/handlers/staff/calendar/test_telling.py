"""Terms are told once before they end and once when they have passed; delays go to the role above as well."""

from __future__ import annotations

from datetime import date, time

import pytest

from handlers.casework.amendment_fields import DueDateChange
from handlers.casework.arrangements import set_arrangement
from handlers.casework.calendar_settings import TERM_DAYS
from handlers.casework.service_standards import STANDARDS
from handlers.casework.staffing import deactivate
from handlers.casework.table import TABLE, ActName
from handlers.casework.workdays import HOLIDAYS, WORKING_WEEKENDS
from handlers.identity.who import OPERATOR
from handlers.staff.calendar.escalation import ABOVE
from handlers.staff.calendar.terms import TERMS
from handlers.texts import calendar as texts
from store.queries.lists.terms import TermKind
from store.states import Role, State
from tests.handlers.casework import given
from tests.handlers.casework.town import Town, done
from tests.handlers.staff.calendar.days import at, morning, mornings

_DECEMBER, _NEXT_YEAR = date(2026, 12, 16), date(2027, 1, 4)


def _of(told: list[tuple[date, str, str]], title: str) -> list[tuple[date, str]]:
    return [(day, to) for day, to, text in told if text.startswith(title)]


def test_the_end_of_a_contract_is_told_before_it_and_after_it(town: Town) -> None:
    told = mornings(town.work, _DECEMBER, _NEXT_YEAR)
    ahead, passed = f"{texts.CONTRACT}快到期", f"{texts.CONTRACT}已过期"
    assert {day for day, _ in _of(told, ahead)} == {date(2026, 12, 24)}  # a Thursday, a week before
    assert {to for _, to in _of(told, ahead)} == {"bureau"}
    assert _of(told, passed) == [(date(2027, 1, 1), to) for to in ("bureau", "office")]
    (text,) = {text for _, _, text in told if text.startswith(ahead)}
    assert text == "合同完工日期快到期：AZ-HT-001（12月31日）。请在“日历”里查看。"


def test_what_ends_on_days_off_is_told_on_the_workday_before(town: Town) -> None:
    """The lead is the least: what its first day would miss because nobody works is told earlier."""
    done(set_arrangement(town.work, town.office, TERM_DAYS, "1"))
    done(set_arrangement(town.work, town.office, HOLIDAYS, "2026年12月29日至2027年1月3日"))
    told = mornings(town.work, _DECEMBER, _NEXT_YEAR)
    assert {day for day, _ in _of(told, f"{texts.CONTRACT}快到期")} == {date(2026, 12, 28)}
    assert {day for day, _ in _of(told, f"{texts.CONTRACT}已过期")} == {date(2027, 1, 4)}


def test_a_term_that_is_moved_is_told_again(town: Town) -> None:
    told = mornings(town.work, date(2026, 12, 22), date(2026, 12, 30))
    longer = DueDateChange(due_on=date(2027, 1, 10), document="补充协议1号", effective_on=date(2026, 12, 30))
    town.does(ActName.CHANGE_DUE_DATE, town.contract.number, longer, by=town.bureau)
    told += mornings(town.work, date(2026, 12, 31), date(2027, 1, 11))
    days = {day for day, _ in _of(told, f"{texts.CONTRACT}快到期")}
    assert days == {date(2026, 12, 24), date(2027, 1, 1)}  # a Sunday's week before is told on the Friday
    assert {day for day, _ in _of(told, f"{texts.CONTRACT}已过期")} == {date(2027, 1, 11)}


def test_several_terms_are_one_notice_with_the_first_numbers(town: Town) -> None:
    for place in range(2, 9):
        town.contract_of(f"AZ-HT-{place:03}")
    told = mornings(town.work, date(2026, 12, 24), date(2026, 12, 24))
    (text,) = {text for _, _, text in told if text.startswith(texts.CONTRACT)}
    assert "AZ-HT-005（12月31日）等8项" in text
    assert "AZ-HT-006" not in text


def test_the_review_of_a_quarter_is_told_to_the_supervisor_and_when_it_is_missing_to_the_office(
    town: Town,
) -> None:
    town.does(ActName.REVIEW_FUND, "2026Q3", given.fund_review())
    told = mornings(town.work, _DECEMBER, _NEXT_YEAR)
    title = f"{texts.QUARTER}"
    assert _of(told, f"{title}快到期") == [(date(2026, 12, 17), "supervisor")]  # as in the list of work
    assert _of(told, f"{title}已过期") == [(date(2027, 1, 1), "office"), (date(2027, 1, 1), "supervisor")]


def test_what_is_beyond_the_standard_is_told_to_its_unit_and_to_the_role_above_once(town: Town) -> None:
    done(set_arrangement(town.work, town.office, STANDARDS, "受理5、拨付2"))
    number = town.submitted()  # on 24 November, a Tuesday
    told = mornings(town.work, date(2026, 12, 1), date(2026, 12, 3))
    said = [one for one in told if one[2].startswith("超过办理时限")]
    assert [(day, to) for day, to, _ in said] == [
        (date(2026, 12, 2), "administrator"),
        (date(2026, 12, 2), "office"),
    ]
    assert (
        said[0][2] == f"超过办理时限（办公室设置）：申请{number}，已提交，待受理，由县…办理。"
        or number in said[0][2]
    )
    assert town.contract.payee_name not in said[0][2]
    at(town.work, date(2026, 12, 3), time(3))
    town.does(ActName.ACCEPT, number)
    assert not [one for one in mornings(town.work, date(2026, 12, 4), date(2026, 12, 14)) if "超过" in one[2]]


def test_who_holds_it_is_above_nobody_and_an_absent_role_is_passed_over(town: Town) -> None:
    done(set_arrangement(town.work, town.office, STANDARDS, "拨付2"))
    town.brought_to(State.APPROVED)
    for name in ("张办", "李办"):
        done(deactivate(town.work, OPERATOR, name))
    told = mornings(town.work, date(2026, 11, 26), date(2026, 11, 30))
    assert [(day, to) for day, to, text in told if text.startswith("超过")] == [
        (date(2026, 11, 27), "administrator"),
        (date(2026, 11, 27), "payer"),
    ]


def test_nothing_is_told_on_days_off_and_days_made_up_are_worked(town: Town) -> None:
    done(set_arrangement(town.work, town.office, HOLIDAYS, "2026年12月24日"))
    done(set_arrangement(town.work, town.office, WORKING_WEEKENDS, "2026年12月26日"))
    for day, is_worked in ((24, False), (26, True), (27, False)):
        assert bool(morning(town.work, date(2026, 12, day))) is is_worked, day


def test_before_its_hour_a_day_is_not_begun(town: Town) -> None:
    assert morning(town.work, date(2026, 12, 24), time(0, 29)) == []
    assert morning(town.work, date(2026, 12, 24))


@pytest.mark.parametrize("kind", [kind for kind in TermKind if TERMS[kind].is_told])
def test_every_role_that_is_told_of_a_term_has_one_above_it(town: Town, kind: TermKind) -> None:
    assert TERMS[kind].roles(town.work, TABLE) <= set(ABOVE)
    assert all(above and role not in above for role, above in ABOVE.items())
    assert Role.REPORT_OFFICER not in {one for above in ABOVE.values() for one in above}
