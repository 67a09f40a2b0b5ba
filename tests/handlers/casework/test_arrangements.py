"""办公室设置: set by the office alone, each change an entry; what is no arrangement changes nothing."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import select

from handlers.casework.arrangements import arrangements, is_demo, mark_demo, set_arrangement
from handlers.casework.eligibility import NEEDS_ACCEPTANCE, needs_acceptance
from handlers.casework.nudging import HOLIDAYS, holidays_of
from handlers.identity.actors import Actor, System
from handlers.identity.who import OPERATOR
from handlers.results import Refused
from handlers.texts import arrangements as texts
from store.tables.audit import AuditRow
from tests.handlers.casework.town import Town, done, refused


def _entries(town: Town) -> list[AuditRow]:
    return town.work.all(select(AuditRow).where(AuditRow.chain == "settings").order_by(AuditRow.place))


@pytest.mark.parametrize("written", ["2026-12-01 2026-11-30", "2026年11月30日、12月1日", "11月30日，12月1日"])
def test_the_office_sets_the_days_off(town: Town, written: str) -> None:
    done(set_arrangement(town.work, town.office, HOLIDAYS, written))
    assert holidays_of(town.work) == {date(2026, 11, 30), date(2026, 12, 1)}
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
    assert holidays_of(town.work) == frozenset()


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
