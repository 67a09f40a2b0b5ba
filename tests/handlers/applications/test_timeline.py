"""The course of an application: every way that is shown ahead is one that acts lead along."""

from __future__ import annotations

import pytest

from handlers.applications.timeline import AFTER, coming_steps
from handlers.casework.state_words import NOTHING_TO_PAY, STATE_WORDS, WITH_CONDITION
from handlers.casework.table import ENDED, TABLE
from store.states import State
from tests.measure import opened


@pytest.mark.parametrize("state", AFTER, ids=lambda state: state.value)
def test_an_act_leads_to_what_is_said_to_follow(state: State) -> None:
    leads = [row for row in TABLE if state in row.from_states and AFTER[state] in row.to]
    assert leads


@pytest.mark.parametrize("state", State, ids=lambda state: state.value)
def test_what_is_not_over_leads_to_the_archive_and_each_step_has_its_source(state: State) -> None:
    coming = coming_steps(opened(), state, STATE_WORDS[state])
    assert bool(coming) is (state not in ENDED)
    if coming and state is not State.DRAFT:
        assert coming[-1].words == STATE_WORDS[State.PAID].next
    assert all(step.source for step in coming)


def test_what_waits_for_a_record_does_not_tell_the_payment_twice() -> None:
    coming = coming_steps(opened(), State.APPROVED, WITH_CONDITION)
    assert [step.words for step in coming] == [WITH_CONDITION.next, STATE_WORDS[State.PAID].next]


def test_where_nothing_more_is_paid_only_the_archive_follows() -> None:
    assert len(coming_steps(opened(), State.PAYING, NOTHING_TO_PAY)) == 1
