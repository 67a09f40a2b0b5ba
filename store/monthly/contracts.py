"""How many contracts are in each state, by the month of signing and the month in which they are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from store.audit.unit import Unit
from store.base import Record
from store.monthly.keeping import Key, add_to
from store.monthly.months import month_in, month_of
from store.tables.contracts import Contract, ContractCount


class _Contracts(Struct, frozen=True):
    kept: type[Record] = ContractCount

    def parts(self, _connection: Connection) -> Iterator[Select[*tuple[Any, ...]]]:
        """All at once."""
        keys = (Contract.state, month_in(Contract.signed_on), month_in(Contract.due_on))
        yield select(*keys, func.count()).group_by(*keys)


CONTRACTS = _Contracts()


def keep_contracts(work: Unit) -> None:
    """Count anew what this unit of work changed since it was last asked."""
    moved = Counter[Key]()
    for before, row in work.session.take_altered(Contract):
        moved[_key({"state": row.state, "signed_on": row.signed_on, "due_on": row.due_on})] += 1
        if before is not None:
            moved[_key(before)] -= 1
    add_to(work.connection, ContractCount, {key: (count,) for key, count in moved.items() if count})


def _key(said: Mapping[str, Any]) -> Key:
    return said["state"], month_of(said["signed_on"]), month_of(said["due_on"])
