"""Where an application stands as far as its contractor has been told: no result before it is announced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec import Struct

from handlers.casework.conditions import unmet_condition
from handlers.casework.standing import standing_of
from handlers.casework.state_words import STATE_WORDS, WITHHELD, StateWords
from store.queries.applications import meetings_of, steps_of, withheld_among
from store.queries.status import Owned
from store.states import State
from store.tables.applications import Application, Meeting
from store.work import Work

_WITHHELD = frozenset(WITHHELD.values())


class Told(Struct, frozen=True):
    """What may be shown. `approved` is in fen; `condition` is that of an approval as long as it is not met."""

    state: State
    since: datetime
    words: StateWords
    approved: int | None
    condition: str
    meetings: list[Meeting]


def told_of(work: Work, application: Application) -> Told:
    """What the contractor may read of one application."""
    words = standing_of(work, application)
    meetings = [one for one in meetings_of(work, application.id) if not one.withheld]
    if words in _WITHHELD:
        since = _tabled_since(work, application)
        return Told(State.TABLED, since, STATE_WORDS[State.TABLED], None, "", meetings)
    state, condition = State(application.state), unmet_condition(work, application)
    return Told(state, application.state_since, words, application.approved, condition, meetings)


def told_states(work: Work, found: Sequence[Owned]) -> Mapping[int, State]:
    """The states that may be shown of many, by the ids of the applications."""
    withheld = withheld_among(work, [one.id for one, _ in found])
    states = {one.id: State(one.state) for one, _ in found}
    return {key: State.TABLED if key in withheld and state in WITHHELD else state for key, state in states.items()}


def told_state(work: Work, application: Application) -> State:
    """The state that may be shown of one."""
    is_withheld = application.state in WITHHELD and withheld_among(work, [application.id])
    return State.TABLED if is_withheld else State(application.state)


def told_since(work: Work, application: Application) -> datetime:
    """Since when it stands there, as far as may be shown."""
    shown = told_state(work, application)
    return application.state_since if shown is State(application.state) else _tabled_since(work, application)


def _tabled_since(work: Work, application: Application) -> datetime:
    steps = steps_of(work, application.id)
    return next(step.at for step in reversed(steps) if step.to_state == State.TABLED.value != step.from_state)
