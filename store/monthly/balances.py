"""What is contracted, approved, paid and left of each application and contract, kept in the commit that posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, case, func, select

from store.base import Record
from store.measures import SIDES, Measure, amount_of
from store.monthly.keeping import Key, add_to
from store.states import EntryType
from store.tables.ledger import ApplicationBalance, ContractBalance, JournalEntry

MEASURES = (Measure.CONTRACTED, Measure.APPROVED, Measure.NET, Measure.HELD, Measure.UNPAID)
"""What is kept of each, in the order of the columns."""


class Balance(Struct, frozen=True):
    """Whose it is: the name of an entry's column that names them."""

    kept: type[Record]
    owner: str

    def parts(self, _connection: Connection) -> Iterator[Select[*tuple[Any, ...]]]:
        """All at once."""
        owner, sums = getattr(JournalEntry, self.owner), map(measured, MEASURES)
        yield select(owner, *sums).where(owner.is_not(None)).group_by(owner)

    def keep(self, connection: Connection, posted: Iterable[JournalEntry]) -> None:
        """Add what was posted."""
        added: dict[Key, Sequence[int]] = {}
        for entry in posted:
            owner = getattr(entry, self.owner)
            if owner is not None:
                one = {EntryType(entry.kind): entry.amount}
                amounts = [amount_of(one, measure) for measure in MEASURES]
                before = added.get((owner,), [0] * len(MEASURES))
                added[(owner,)] = [sum(pair) for pair in zip(before, amounts, strict=True)]
        add_to(connection, self.kept, {key: tuple(sums) for key, sums in added.items()})


def measured(measure: Measure) -> ColumnElement[int]:
    """The measure over entries, in fen."""
    sides = SIDES[measure]
    signed = [*sides.into.items(), *((kind, -factor) for kind, factor in sides.out.items())]
    whens = [(JournalEntry.kind == kind.value, factor * JournalEntry.amount) for kind, factor in signed]
    return func.sum(case(*whens, else_=0))


BALANCES = (
    Balance(ApplicationBalance, "application_id"),
    Balance(ContractBalance, "contract_id"),
)
