"""Where an application stands, in words: of its state, and of the minutes that a payment waits for."""

from __future__ import annotations

from handlers.casework.state_words import ENDED_UNPAID, STATE_WORDS, WITHOUT_MINUTES, StateWords
from store.applications import meetings_of, paid_on
from store.states import State
from store.tables.applications import Application
from store.work import Work


def standing_of(work: Work, application: Application) -> StateWords:
    """The words of its state; approved without the minutes' number, it is still the office that holds it."""
    state = State(application.state)
    if state is State.ARCHIVED and paid_on(work, application.id) < (application.approved or 0):
        return ENDED_UNPAID
    if state is not State.APPROVED:
        return STATE_WORDS[state]
    meetings = meetings_of(work, application.id)
    entered = bool(meetings) and bool(meetings[-1].minutes and meetings[-1].item)
    return STATE_WORDS[state] if entered else WITHOUT_MINUTES
