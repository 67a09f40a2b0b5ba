"""Which terms were told already, and which applications are beyond their standard untold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import exists, select, tuple_

from store.queries.lists.applications import Limits, is_overdue, joined, overdue_count
from store.queries.lists.counts import keep_counts
from store.queries.lists.terms import TermKind
from store.tables.applications import Application
from store.tables.calendar import TermNotice
from store.work import Work

_AT_ONCE = 300


class TermStage(StrEnum):
    """What was told. Stored: never rename one."""

    AHEAD = "ahead"
    PASSED = "passed"


class TermKey(Struct, frozen=True):
    """A term at a stage; `moment` is when it ends, or for a step when it began."""

    kind: TermKind
    id: int
    moment: datetime
    stage: TermStage


def untold(work: Work, keys: Iterable[TermKey]) -> list[TermKey]:
    """Those that were not told yet, in their order."""
    wanted, told = list(keys), set[TermKey]()
    columns = (TermNotice.kind, TermNotice.subject_id, TermNotice.moment, TermNotice.stage)
    for place in range(0, len(wanted), _AT_ONCE):
        some = [(one.kind.value, one.id, one.moment, one.stage.value) for one in wanted[place : place + _AT_ONCE]]
        for kind, number, moment, stage in work.session.execute(
            select(*columns).where(tuple_(*columns).in_(some))
        ):
            told.add(TermKey(TermKind(kind), number, moment, TermStage(stage)))
    return [one for one in wanted if one not in told]


def note_told(work: Work, keys: Iterable[TermKey]) -> None:
    """Note that they are told in this transaction."""
    for one in keys:
        row = TermNotice(
            kind=one.kind.value, subject_id=one.id, moment=one.moment, stage=one.stage.value, told_at=work.now
        )
        work.session.add(row)
    work.session.flush()


def count_overdue(work: Work, limits: Limits) -> int:
    """How many applications are beyond the standard of their state."""
    keep_counts(work)
    return int(work.session.scalar(select(overdue_count(limits))) or 0)


def overdue_untold(work: Work, limits: Limits) -> list[Application]:
    """The applications beyond the standard of their state of which that was not told, the longest there first."""
    told = exists().where(
        TermNotice.kind == TermKind.STANDARD.value,
        TermNotice.subject_id == Application.id,
        TermNotice.moment == Application.state_since,
        TermNotice.stage == TermStage.PASSED.value,
    )
    query = joined(select(Application)).where(is_overdue(limits), ~told.correlate(Application))
    return work.all(query.order_by(Application.state_since, Application.id))
