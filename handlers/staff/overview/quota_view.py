"""The quotas (指标) as the console shows them: what was allotted, arrived, drawn, and what a member may record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from handlers.casework.transitions import Subject
from handlers.dates import local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target
from store.queries.allotments import Standing, all_movements, standings
from store.tables.ledger import QuotaMovement

_ALL = Target(Subject.QUOTAS, "", None, 0)


class QuotaLine(Struct, frozen=True):
    """A quota with its sums in fen, and every document that moved it."""

    standing: Standing
    movements: tuple[QuotaMovement, ...]


class SourceSums(Struct, frozen=True):
    """The quotas of one year and source together, in fen."""

    budget_year: int
    source: str
    allotted: int
    arrived: int
    drawn: int

    @property
    def left(self) -> int:
        """What payments may still draw."""
        return self.allotted - self.drawn


class QuotaView(Struct, frozen=True):
    """`enter` enters a quota, `acts` are those on one; empty for whoever has none."""

    as_of: date
    lines: tuple[QuotaLine, ...]
    sums: tuple[SourceSums, ...]
    enter: tuple[Action, ...]
    acts: tuple[Action, ...]


def quota_view(acting: Acting, catalogue: Catalogue) -> QuotaView:
    """All quotas as they are in this snapshot: a fixed number of statements."""
    work, member = acting.work, acting.member
    found, moved = standings(work), all_movements(work)
    theirs = tuple(action for action in catalogue.actions if action.is_for(member))
    offered = catalogue.offered(work, member, _ALL)
    return QuotaView(
        as_of=local_day(work.now),
        lines=tuple(QuotaLine(one, tuple(moved.get(one.quota.id, ()))) for one in found),
        sums=tuple(_sums(found)),
        enter=tuple(action for action in offered),
        acts=tuple(action for action in theirs if action.subject is Subject.QUOTA) if offered else (),
    )


def _sums(found: list[Standing]) -> Iterator[SourceSums]:
    keys = dict.fromkeys((one.quota.budget_year, one.quota.source) for one in found)
    for year, source in keys:
        here = [one for one in found if (one.quota.budget_year, one.quota.source) == (year, source)]
        yield SourceSums(
            year,
            source,
            sum(one.allotted for one in here),
            sum(one.arrived for one in here),
            sum(one.drawn for one in here),
        )
