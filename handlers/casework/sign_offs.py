"""呈批 (办公室设置): whether an act waits for the signature of the office's head, and whether it is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from handlers.casework.attempt import NOTHING, Attempt, Guard, office
from handlers.casework.transitions import ActName
from handlers.results import Reason
from handlers.texts import serving as texts
from store.queries.applications import steps_of
from store.queries.arrangements import arranged
from store.queries.serving import sign_offs_of
from store.states import State
from store.tables.applications import Application
from store.tables.serving import SignOff
from store.work import Work

SIGNED_REPORT = "sign_off_before_report"
SIGNED_DECLINE = "sign_off_before_decline"
"""Names of arrangements, off unless staff set them. Stored: never rename one."""

_ARRANGED: Mapping[ActName, str] = MappingProxyType(
    {ActName.REPORT: SIGNED_REPORT, ActName.DECLINE: SIGNED_DECLINE}
)


def purpose_of(application: Application) -> ActName:
    """What a signature on the application is for, as it stands now."""
    return ActName.REPORT if application.state == State.ACCEPTED.value else ActName.DECLINE


def is_arranged(work: Work, purpose: ActName) -> bool:
    """Whether the office set that the act waits for a signature."""
    value = arranged(work, _ARRANGED[purpose])
    return value is not None and json.loads(value) is True


def sign_off_in_force(work: Work, application: Application, purpose: ActName) -> SignOff | None:
    """The newest signature for the act, if it was recorded since the application came to where it stands."""
    for step in reversed(steps_of(work, application.id)):
        if step.act == ActName.SIGN_OFF.value:
            return next((one for one in sign_offs_of(work, application.id) if one.purpose == purpose.value), None)
        if step.from_state != step.to_state:
            return None
    return None


@cache
def signed_off(purpose: ActName) -> Guard:
    """The act waits for the signature, where the office set it so; whoever presses it reads what to do."""
    return Guard(name=f"signed_off_before_{purpose.value}", check=_unsigned(purpose), needs=NOTHING)


def _unsigned(purpose: ActName) -> Callable[[Attempt], Iterator[Reason]]:
    def check(attempt: Attempt) -> Iterator[Reason]:
        if not is_arranged(attempt.work, purpose):
            return
        found = sign_off_in_force(attempt.work, attempt.sent, purpose)
        if found is None:
            yield office(texts.not_signed(purpose=purpose.value))
        elif not found.agreed:
            yield office(texts.NOT_AGREED)

    return check
