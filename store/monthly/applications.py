"""How many applications are in each state, by the month in which they came to it and their contracts' items.

Where one was counted before an act is told by what is kept of where it stands (`store.standings.deriving`),
derived under a lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, literal, select

from store.audit.unit import Unit
from store.base import Record
from store.monthly.areas import listed, listed_in
from store.monthly.keeping import Key, add_to, months_of
from store.monthly.months import begins_at, month_at, next_month
from store.tables.applications import Application, ApplicationCount
from store.tables.contracts import Contract


class _Applications(Struct, frozen=True):
    kept: type[Record] = ApplicationCount

    def parts(self, connection: Connection) -> Iterator[Select[*tuple[Any, ...]]]:
        """A month each."""
        one = Application
        for month in months_of(connection, one.state_since):
            said = (one.state, literal(month), listed_in(Contract.areas))
            query = select(*said, func.count()).join(Contract, Contract.id == one.contract_id)
            is_in = (one.state_since >= begins_at(month), one.state_since < begins_at(next_month(month)))
            yield query.where(*is_in).group_by(one.state, said[-1])


APPLICATIONS = _Applications()


def counted_under(state: str, since: datetime, areas: str | None) -> Key:
    """The key under which an application is counted."""
    return state, month_at(since), listed(areas)


def keep_applications(work: Unit) -> None:
    """Count anew what this unit of work moved since it was last asked."""
    moved = {key: (count,) for key, count in work.session.moved.items() if count}
    work.session.moved.clear()
    add_to(work.connection, ApplicationCount, moved)
