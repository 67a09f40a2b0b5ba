"""The course of an application as its contractor reads it: what was done, and the steps that are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.recipients import basis_label
from handlers.casework.state_words import NOTHING_TO_PAY, NOTHING_TO_RESUBMIT, STATE_WORDS, StateWords
from handlers.casework.table import ENDED, TABLE
from handlers.dates import local_day
from policy_kb.kb import PolicyKB
from store.queries.applications import steps_of
from store.states import State
from store.tables.applications import Application, StepRow
from store.work import Work

AFTER: Mapping[State, State] = MappingProxyType(
    {
        State.RETURNED: State.SUBMITTED,
        State.SUBMITTED: State.ACCEPTED,
        State.ACCEPTED: State.REPORTED,
        State.REPORTED: State.TABLED,
        State.POSTPONED: State.TABLED,
        State.TABLED: State.APPROVED,
        State.APPROVED: State.PAID,
        State.PAYING: State.PAID,
    }
)
"""Where an application stands after its next step where all goes well; an act of the table leads to each."""

_LAST = frozenset({NOTHING_TO_RESUBMIT, NOTHING_TO_PAY})
"""Standings behind whose next step nothing follows."""


class PastStep(Struct, frozen=True):
    """An act of which the contractor was told, or their own. `told` is what stood beyond the fixed words."""

    on: date
    words: str
    told: str
    source: str


class ComingStep(Struct, frozen=True):
    """What follows, never when: no sitting is told before its result."""

    words: str
    source: str


def past_steps(work: Work, kb: PolicyKB, application: Application) -> tuple[PastStep, ...]:
    """What was done, the oldest first. Notes, and acts that stay in the house, are left out."""
    return tuple(_past(kb, step) for step in steps_of(work, application.id) if _is_told(step))


def coming_steps(kb: PolicyKB, state: State, standing: StateWords) -> tuple[ComingStep, ...]:
    """The next step and those behind it, each with its source; none where it ended."""
    if state in ENDED:
        return ()
    return tuple(ComingStep(words.next, basis_label(kb, words.next_basis)) for words in _path(state, standing))


def _path(state: State, standing: StateWords) -> Iterator[StateWords]:
    yield standing
    while standing not in _LAST and (following := AFTER.get(state)) is not None:
        state = following
        yield STATE_WORDS[state]


def _is_told(step: StepRow) -> bool:
    row = TABLE.by_act.get(step.act)
    if row is None or (row.tells_if_said and not step.told):
        return False
    return row.tells_firm or row.contractor


def _past(kb: PolicyKB, step: StepRow) -> PastStep:
    row = TABLE[step.act]
    return PastStep(local_day(step.at), row.applicant_words, step.told, basis_label(kb, row.basis))
