"""The digest of a working day: one to each member who has something to do, and what it says is so."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from bot.web.staff.addresses import page_of_notice
from handlers.casework.arrangements import set_arrangement
from handlers.casework.duty import UNITS
from handlers.casework.perform import apply_row
from handlers.casework.service_standards import STANDARDS
from handlers.casework.staffing import deactivate
from handlers.casework.table import ActName
from handlers.casework.thread_rows import AskFields
from handlers.casework.workdays import HOLIDAYS
from handlers.identity.actors import Visitor
from handlers.identity.who import OPERATOR
from handlers.messages import Channel, Person, Reply
from handlers.notices.staff_sending import tell_destinations
from handlers.staff.calendar.digest import digests
from store.states import Role
from store.tables.messages import OutboxRow
from tests.handlers.casework import given
from tests.handlers.casework.town import Town, done
from tests.handlers.notices.test_staff_ways import link
from tests.handlers.staff.calendar.days import at, morning

_DAY = date(2026, 12, 2)


def _digests(town: Town, day: date) -> dict[str, str]:
    said = [(str(one.staff_id), one.text) for one in digests(town.work, at(town.work, day))]
    assert len(said) == len(dict(said)), "one a member"
    return dict(said)


def test_each_member_is_told_what_waits_for_them_and_what_is_beyond_its_time(town: Town) -> None:
    done(set_arrangement(town.work, town.office, STANDARDS, "受理5"))
    town.submitted()
    found = _digests(town, _DAY)
    assert found == {
        str(town.office.id): "12月2日：等您办理1件，其中超期1件。请看“待办”和“日历”。",
        str(town.colleague.id): "12月2日：等您办理1件，其中超期1件。请看“待办”和“日历”。",
    }


def test_the_units_on_duty_are_reminded_of_who_waits_for_an_answer(town: Town) -> None:
    person = Person(Channel.WEB, "a villager")
    done(apply_row(town.work, Visitor(person), ActName.ASK_STAFF, "", AskFields(words="去哪里交材料")))
    waits = "12月2日：在线答复1人在等。请看“在线答复”。"
    assert _digests(town, _DAY) == {str(one.id): waits for one in (town.office, town.colleague)}
    done(set_arrangement(town.work, town.office, UNITS, "县工信局"))
    assert set(_digests(town, _DAY)) == {str(town.bureau.id)}
    town.submitted()
    assert "等您办理1件。请看“待办”和“日历”。" in _digests(town, _DAY)[str(town.office.id)]


def test_a_member_who_has_left_is_told_nothing(town: Town) -> None:
    town.submitted()
    done(deactivate(town.work, OPERATOR, town.colleague.name))
    assert set(_digests(town, _DAY)) == {str(town.office.id)}


def test_what_came_due_is_told_on_the_workday_on_which_it_does_or_the_next(town: Town) -> None:
    done(set_arrangement(town.work, town.office, HOLIDAYS, "2026年12月31日至2027年1月3日"))
    number = town.contract.number
    town.does(ActName.INSPECT, number, given.inspection("台账不全", rectify_by=date(2026, 12, 10)))
    for day, said in (
        (date(2026, 12, 2), ""),
        (date(2026, 12, 3), "12月3日：7天内到期1项。"),
        (date(2026, 12, 10), "12月10日：新到期1项。"),
        (date(2026, 12, 11), "12月11日：已过期1项。"),
        (date(2027, 1, 4), "1月4日：新到期1项，已过期1项。"),  # the contract, on a day off
        (date(2027, 1, 5), "1月5日：已过期2项。"),
    ):
        found = _digests(town, day).get(str(town.bureau.id), "")
        assert found.startswith(said), day
        assert bool(found) is bool(said), day


def test_the_supervisor_is_told_of_quarters_and_the_auditor_of_nothing(town: Town) -> None:
    found = _digests(town, date(2026, 12, 28))
    assert "7天内到期2项" in found[str(town.supervisor.id)]  # the fund's, and the contracts'
    assert str(town.auditor.id) not in found
    assert str(town.administrator.id) not in found


def test_a_member_of_two_units_has_one_digest(town: Town) -> None:
    both = town.member_of(Role.BUREAU, Role.SUPERVISOR)
    found = _digests(town, date(2026, 12, 28))
    assert "7天内到期3项" in found[str(both.id)]


def test_whoever_has_nothing_to_do_is_told_nothing(town: Town) -> None:
    assert _digests(town, _DAY) == {}


def test_a_digest_comes_to_a_members_own_account_once_and_to_no_group(town: Town) -> None:
    link(town.work, town.office.name, Channel.WECOM, "zhangban")
    on = frozenset({Channel.WECOM, Channel.WECOM_ROBOT})
    tell_destinations(town.work, on, page_of_notice, lambda *_: ())
    town.submitted()
    morning(town.work, _DAY)
    for _ in range(2):
        tell_destinations(town.work, on, page_of_notice, lambda *_: ())
        town.work.now += timedelta(minutes=10)
    rows = town.work.all(select(OutboxRow).where(OutboxRow.channel.in_([one.value for one in on])))
    told = [(row.address, Reply.from_json(row.payload or "")) for row in rows]
    assert len([1 for address, reply in told if address == "zhangban" and "等您办理1件" in reply.text]) == 1
    assert not [1 for address, reply in told if address != "zhangban" and "等您办理" in reply.text]
