"""A form that is refused before its act is tried sounds the same alarms as the act itself would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.casework.alarms import sound_alarms
from handlers.casework.authority import denial
from handlers.casework.locating import locate
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.filled_form import fill_in
from handlers.staff.actions.targets import Target


def may_alarm(action: Action) -> bool:
    """Whether anything typed for the action could."""
    return any(one.alarm for one in action.row.guards)


def alarm_of_form(visit: Acting, action: Action, target: Target, typed: Mapping[str, str]) -> None:
    """Sound what the filled-in fields come to; of whoever may not do the act nothing was tried."""
    if denial(visit.work, visit.member, action.row):
        return
    answers: Mapping[str, Any] = fill_in(visit, action, target, typed).answers
    fields = action.fields.model_construct(**answers)
    attempt = locate(visit.work, visit.member, action.row, target.number, fields)
    if attempt is not None:
        sound_alarms(attempt, answers)
