"""Which units were told of an application, in which messages, and who has read it at the console."""

from __future__ import annotations

from datetime import timedelta

from handlers.casework.table import ActName
from handlers.messages import Channel
from handlers.notices.inbox import note_all_read
from handlers.notices.staff_records import staff_told
from handlers.notices.staff_sending import tell_destinations
from handlers.texts.people import ROLE_WORDS
from store.states import NoticeSubject, Role
from tests.handlers.casework import given
from tests.handlers.casework.conftest import town, work
from tests.handlers.casework.town import Town

__all__ = ["town", "work"]


def leave(town: Town) -> None:
    """What can leave for the group leaves."""
    town.work.now += timedelta(minutes=10)
    tell_destinations(town.work, frozenset({Channel.WECOM_ROBOT}), lambda *_: "", lambda *_: ())


def test_each_notice_says_to_whom_by_which_way_and_who_read_it(town: Town) -> None:
    leave(town)
    number = town.submitted()
    leave(town)
    (told,) = staff_told(town.work, NoticeSubject.APPLICATION, number)
    assert told.to == ROLE_WORDS[Role.OFFICE]
    assert (told.messages, told.readers) == (("企业微信群机器人（等待发出）",), ())
    assert number in told.text
    note_all_read(town.work, town.colleague, 10_000)
    (told,) = staff_told(town.work, NoticeSubject.APPLICATION, number)
    assert [one.partition(" ")[0] for one in told.readers] == ["李办"]


def test_the_newest_stands_first_and_another_case_apart(town: Town) -> None:
    number = town.submitted()
    town.does(ActName.ACCEPT, number)
    town.does(ActName.REPORT, number, given.report())
    told = staff_told(town.work, NoticeSubject.APPLICATION, number)
    assert len(told) > 1
    assert "待受理" in told[-1].text
    assert staff_told(town.work, NoticeSubject.APPLICATION, "AZ-2026-000000") == ()
