"""Queries of staff's desk: applications in certain states, the oldest first."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, select

from store.states import State
from store.tables.applications import Application, StepRow
from store.work import Work


def applications_in(work: Work, states: Collection[State], most: int) -> list[Application]:
    """Applications in one of the states, those first that have been in it longest."""
    query = select(Application).where(Application.state.in_([state.value for state in states]))
    return work.all(query.order_by(Application.state_since, Application.id).limit(most))


def applications_without(work: Work, states: Collection[State], act: str, most: int) -> list[Application]:
    """Applications in one of the states of which no step is this act, those first that have been in it longest."""
    done = exists().where(StepRow.application_id == Application.id, StepRow.act == act)
    query = select(Application).where(Application.state.in_([state.value for state in states]), ~done)
    return work.all(query.order_by(Application.state_since, Application.id).limit(most))
