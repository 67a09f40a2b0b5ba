"""In which states applications stood at a moment: counted by the months of their steps, and asked of each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, and_, exists, func, literal, or_, select, union_all

from store.monthly.months import begins_at, month_at, next_month
from store.states import State
from store.tables.applications import Application, StepCount, StepRow
from store.work import Work

_INSTANT = timedelta(microseconds=1)


def states_before(work: Work, moment: datetime) -> dict[str, int]:
    """How many stood in each state when the moment came: those who had come, less those who had left."""
    moves = _moves(moment).subquery()
    standing = func.sum(moves.c.count)
    query = select(moves.c.state, standing).where(moves.c.state != State.DRAFT.value)
    found = work.session.execute(query.group_by(moves.c.state).having(standing > 0))
    return {state: int(count) for state, count in found}


def _moves(moment: datetime) -> CompoundSelect[Any]:
    """Into each state and out of it: the months as they are kept, less what came later in the last of them."""
    kept, step, month = StepCount, StepRow, month_at(moment - _INSTANT)
    is_kept = kept.month <= month
    is_later = and_(step.at >= moment, step.at < begins_at(next_month(month)))
    return union_all(
        select(kept.to_state.label("state"), kept.steps.label("count")).where(is_kept),
        select(kept.from_state, -kept.steps).where(is_kept),
        select(step.to_state, literal(-1)).where(is_later),
        select(step.from_state, literal(1)).where(is_later),
    )


def stood_in(moment: datetime, states: Collection[str]) -> ColumnElement[bool]:
    """Whether an application stood in one of these states when the moment came.

    What came to no other state since still stands in it; of the others their last step before says it.
    """
    state, since = Application.state, Application.state_since
    last = select(func.max(StepRow.id)).where(StepRow.application_id == Application.id, StepRow.at < moment)
    newest = last.correlate(Application).scalar_subquery()
    was = exists().where(StepRow.id == newest, StepRow.to_state.in_(sorted(states))).correlate(Application)
    stays = and_(since < moment, state.in_(sorted(states)))
    return and_(Application.submitted_at < moment, or_(stays, and_(since >= moment, was)))
