"""Who answers people in a talk, and when, as the office writes it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from handlers.casework.duty import (
    Duty,
    read_canned,
    read_hours,
    read_units,
    shown_canned,
    shown_hours,
    shown_units,
)
from handlers.dates import Workdays
from handlers.texts import people
from policy_kb.matching.anger import is_angry
from store.states import Role

TODAY = date(2026, 11, 27)
HOLIDAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("8:30-12:00、14:30-17:30", "8:30-12:00、14:30-17:30"),
        ("08：30至12：00", "8:30-12:00"),
        ("9:00—18:00", "9:00-18:00"),
        ("8:30-12:00 14:30-17:30", "8:30-12:00、14:30-17:30"),
        ("无", "无"),
    ],
)
def test_hours_are_read_as_people_write_them(words: str, shown: str) -> None:
    stored = read_hours(words, TODAY)
    assert stored is not None
    assert shown_hours(stored) == shown
    assert read_hours(shown, TODAY) == stored


@pytest.mark.parametrize(
    "words", ["", "上午", "12:00-8:30", "8:30", "25:00-26:00", "8:30-12:00、11:00-13:00", "8:30-12:00，看情况"]
)
def test_what_are_no_hours_is_refused(words: str) -> None:
    assert read_hours(words, TODAY) is None


def test_units_and_often_needed_answers_are_read() -> None:
    units = read_units("办公室、县工信局", TODAY)
    assert units == '["bureau", "office"]'
    assert shown_units(units) == people.roles(roles=frozenset({Role.OFFICE, Role.BUREAU}))
    assert read_units("办公室、财政局", TODAY) is None
    assert read_units("", TODAY) is None
    canned = read_canned("请带原件。\n\n请打电话。", TODAY)
    assert canned is not None
    assert shown_canned(canned) == "请带原件。／请打电话。"
    assert read_canned("无", TODAY) == "[]"
    assert read_canned("长" * 501, TODAY) is None


def test_duty_keeps_to_days_of_work_in_china() -> None:
    stored = read_hours("8:30-12:00、14:30-17:30", TODAY)
    assert stored is not None
    spans = ((time(8, 30), time(12)), (time(14, 30), time(17, 30)))
    duty = Duty(spans, frozenset({Role.OFFICE}), Workdays(off=frozenset({HOLIDAY})))
    friday = datetime(2026, 11, 27, 0, 30, tzinfo=UTC)  # 8:30 in China
    assert duty.is_on(friday)
    assert not duty.is_on(friday.replace(hour=4))  # noon
    assert duty.following(friday.replace(hour=4)) == datetime(2026, 11, 27, 6, 30, tzinfo=UTC)
    evening = friday.replace(hour=10)
    assert duty.following(evening) == datetime(2026, 12, 1, 0, 30, tzinfo=UTC)  # beyond a weekend and a day off
    assert Duty((), frozenset(), Workdays()).following(evening) is None


@pytest.mark.parametrize(
    "said",
    ["答非所问", "你真没用", "什么破玩意", "你咋这么笨", "问你有什么用", "听不懂人话吗", "气死我了", "白问了半天"],
)
def test_anger_at_the_assistant_is_heard(said: str) -> None:
    assert is_angry(said)


@pytest.mark.parametrize(
    "said",
    [
        "垃圾分类站能支持吗",
        "没用完的钱怎么办",
        "第九条有什么用处",
        "破产的企业还能申请吗",
        "气死风灯在哪买",
        "谢谢，很有用",
    ],
)
def test_what_only_sounds_like_it_is_not(said: str) -> None:
    assert not is_angry(said)
