"""How often applications went from one state to another, by month: what says how many stood where on a day."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import func

from store.audit.unit import Unit
from store.monthly.keeping import Key, Monthly, add_to
from store.monthly.months import month_at
from store.tables.applications import StepCount, StepRow

STEPS = Monthly(
    kept=StepCount,
    moment=lambda: StepRow.at,
    keys=lambda: (StepRow.from_state, StepRow.to_state),
    sums=lambda: (func.count(),),
)


def keep_steps(work: Unit) -> None:
    """Add the steps of this unit of work since it was last asked."""
    steps = work.session.take_added(StepRow)
    added = Counter[Key]((month_at(one.at), one.from_state, one.to_state) for one in steps)
    add_to(work.connection, StepCount, {key: (count,) for key, count in added.items()})
