"""Alarms: staff are told at once of what was tried and a guard that alarms kept from being done."""

from __future__ import annotations

from collections.abc import Collection

from handlers.casework.attempt import Attempt
from handlers.notices.alerts import alert
from handlers.texts import staff_notices as texts
from store.states import NoticeSubject, Role

_TOLD = (Role.OFFICE, Role.BUREAU, Role.SUPERVISOR)


def sound_alarms(attempt: Attempt, typed: Collection[str] | None = None) -> None:
    """Tell them of every such guard; `typed` are the fields that have something in them, all where None."""
    for one in attempt.row.guards:
        is_asked = typed is None or one.needs <= set(typed)
        if one.alarm and is_asked and any(one.check(attempt)):
            number = attempt.contract.number
            act = attempt.row.staff_words
            text = texts.alarm(number=number, act=act, what=one.alarm)
            brief = texts.alarm_brief(number=number, what=one.alarm)
            alert(attempt.work, _TOLD, text=text, brief=brief, about=NoticeSubject.CONTRACT, number=number)
