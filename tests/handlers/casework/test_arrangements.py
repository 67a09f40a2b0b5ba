"""办公室设置: set by the office alone, each change an entry; what is no arrangement changes nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select

from handlers.casework.arrangement_kinds import ARRANGEMENTS
from handlers.casework.arrangements import arrangements, mark_demo, set_arrangement
from handlers.casework.eligibility import NEEDS_ACCEPTANCE, needs_acceptance
from handlers.casework.invented import is_demo
from handlers.casework.office_arrangements import hold_arrangements
from handlers.casework.workdays import HOLIDAYS, WORKING_WEEKENDS, workdays_of
from handlers.identity.actors import Actor, System
from handlers.identity.who import OPERATOR
from handlers.office import Office, OfficeSettings
from handlers.results import Refused
from handlers.texts import arrangements as texts
from store.tables.audit import AuditRow
from tests.handlers.casework.town import Town, done, refused


def _entries(town: Town) -> list[AuditRow]:
    return town.work.all(select(AuditRow).where(AuditRow.chain == "settings").order_by(AuditRow.place))


@pytest.mark.parametrize("written", ["2026-12-01 2026-11-30", "2026年11月30日、12月1日", "11月30日，12月1日"])
def test_the_office_sets_the_days_off(town: Town, written: str) -> None:
    done(set_arrangement(town.work, town.office, HOLIDAYS, written))
    assert workdays_of(town.work).off == {date(2026, 11, 30), date(2026, 12, 1)}
    (entry,) = _entries(town)
    assert (entry.act, entry.actor) == ("arrange", town.office.reference)
    assert json.loads(entry.facts)["value"] == '["2026-11-30", "2026-12-01"]'


def test_what_was_set_before_stays_in_the_chain(town: Town) -> None:
    for said in ("否", "是"):
        done(set_arrangement(town.work, town.office, NEEDS_ACCEPTANCE, said))
        assert needs_acceptance(town.work) is (said == "是")
    assert [json.loads(entry.facts)["value"] for entry in _entries(town)] == ["false", "true"]
    assert (NEEDS_ACCEPTANCE, texts.NEEDS_ACCEPTANCE, "是") in arrangements(town.work)


def test_days_off_are_taken_back(town: Town) -> None:
    done(set_arrangement(town.work, town.office, HOLIDAYS, "2026-11-30"))
    done(set_arrangement(town.work, town.office, HOLIDAYS, "无"))
    assert workdays_of(town.work).off == frozenset()


def test_nobody_but_the_office_sets_them(town: Town) -> None:
    others: list[Actor] = [town.bureau, town.payer, town.auditor, town.administrator, town.boss, OPERATOR]
    for actor in others:
        (reason,) = refused(set_arrangement(town.work, actor, HOLIDAYS, "无"))
        assert reason.text == texts.OFFICE_ONLY
    assert _entries(town) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (HOLIDAYS, "2026-11-31"),
        (HOLIDAYS, "2026-11-30 国庆"),
        (HOLIDAYS, ""),
        (HOLIDAYS, "2027-02-12至2027-02-06"),
        (HOLIDAYS, "2026-10-01至2027-10-07"),
        ("digest_at", "25:00"),
        ("digest_at", "早上"),
        ("term_days", "61天"),
        (NEEDS_ACCEPTANCE, "看情况"),
        ("pause", "是"),
        ("demo", "true"),
        ("天气", "晴"),
    ],
)
def test_what_is_no_arrangement_changes_nothing(town: Town, name: str, value: str) -> None:
    assert len(refused(set_arrangement(town.work, town.office, name, value))) == 1
    assert _entries(town) == []


def test_only_the_machines_operator_calls_data_invented(town: Town) -> None:
    actors: list[Actor] = [town.office, town.administrator]
    for actor in actors:
        assert isinstance(mark_demo(town.work, actor), Refused)
    assert not is_demo(town.work)
    assert isinstance(OPERATOR, System)
    done(mark_demo(town.work, OPERATOR))
    assert is_demo(town.work)
    assert [entry.act for entry in _entries(town)] == ["mark_demo"]


def test_days_of_weekends_that_are_worked_on_count(town: Town) -> None:
    done(set_arrangement(town.work, town.office, WORKING_WEEKENDS, "2026-11-28"))  # a Saturday
    assert workdays_of(town.work).between(date(2026, 11, 24), date(2026, 11, 29)) == 4
    assert workdays_of(town.work).after(date(2026, 11, 24), 4) == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("name", "words"), [("talk_days", "181"), ("talk_days", "29天"), ("intention_days", "两年")]
)
def test_nothing_personal_is_kept_for_longer_than_the_notice_says(town: Town, name: str, words: str) -> None:
    assert refused(set_arrangement(town.work, town.office, name, words))


def test_the_office_is_as_it_arranged_last(town: Town) -> None:
    entered = OfficeSettings(name="办公室", phone="1", hours="上午")
    office = Office.of(entered)
    done(set_arrangement(town.work, town.office, "office_phone", "0357-7000000"))
    done(set_arrangement(town.work, town.office, "talk_days", "90天"))
    hold_arrangements(town.work, office, entered)
    assert (office.phone, office.hours, office.talk_days) == ("0357-7000000", "上午", 90)
    done(set_arrangement(town.work, town.office, "office_phone", "无"))
    hold_arrangements(town.work, office, entered)
    assert office.phone == ""


@pytest.mark.parametrize(
    "written",
    [
        "2027年2月6日至12日",
        "2027-02-06至2027-02-12",
        "2027年2月6日—2月12日",
        "2027年2月6日到8日、2027年2月9日~12日",
    ],
)
def test_days_off_are_written_from_one_to_another(town: Town, written: str) -> None:
    done(set_arrangement(town.work, town.office, HOLIDAYS, f"2027-01-01、{written}"))
    assert workdays_of(town.work).off == {date(2027, 1, 1), *(date(2027, 2, day) for day in range(6, 13))}
    (shown,) = (now for name, _, now in arrangements(town.work) if name == HOLIDAYS)
    assert shown == "2027-01-01、2027-02-06至2027-02-12"


@pytest.mark.parametrize(
    ("written", "stored"), [("8:30", "08:30"), ("八点半", "08:30"), ("下午2点", "14:00"), ("9：05", "09:05")]
)
def test_the_office_sets_when_the_day_is_told(town: Town, written: str, stored: str) -> None:
    entered = OfficeSettings()
    office = Office.of(entered)
    hold_arrangements(town.work, office, entered)
    assert office.digest_at == "08:30"
    done(set_arrangement(town.work, town.office, "digest_at", written))
    hold_arrangements(town.work, office, entered)
    assert office.digest_at == stored


_WRITTEN = {
    "digest_at": "7:45",
    "holidays": "2027-02-06至2027-02-12",
    "working_weekends": "无",
    "service_standards": "受理5、拨付10",
    "office_phone": "无",
    "office_hours": "工作日8:00-12:00",
    "office_address": "府前街1号",
    "talk_days": "90天",
    "intention_days": "90",
    "complaint_first_days": "10天",
    "complaint_answer_days": "45",
    "term_days": "10天",
    "quarter_days": "20",
    "sealed_report_days": "365天",
}


@pytest.mark.parametrize("name", ARRANGEMENTS)
def test_what_is_shown_of_an_arrangement_can_be_written_back(name: str) -> None:
    """The form begins with what holds: whoever adds a day does not type the year anew."""
    kind = ARRANGEMENTS[name]
    written = _WRITTEN.get(name, kind.example.split("；")[0].split("，")[0])
    stored = kind.read(written, date(2026, 11, 24))
    assert stored is not None
    assert kind.read(kind.shown(stored), date(2026, 11, 24)) == stored
