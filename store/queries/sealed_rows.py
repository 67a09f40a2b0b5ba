"""The sealed tables read through, row by row, each with its chain and its seals as it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import inspect, select

from store.audit.seals import Seal, chain_of_row, seal_of, seal_of_personal
from store.base import Record
from store.tables.audit import AuditSalt
from store.work import Work

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """A row as it stands: the chain that vouches for it, and the seals that its entries would have to hold."""

    row: Record
    chain: str
    seals: tuple[Seal, ...]


def rows_of(work: Work, kind: type[Record]) -> Iterator[Standing]:
    """All rows of a table, in the order of their keys.

    Raises:
        ValueError: what stands in the table can have been written by no act.
        TypeError: likewise.
    """
    query = select(kind).order_by(*inspect(kind).primary_key).execution_options(yield_per=_AT_ONCE)
    for row in work.session.scalars(query):
        seals = filter(None, (seal_of(row), seal_of_personal(row)))
        yield Standing(row, chain_of_row(row, work.session), tuple(seals))


def salts_of(work: Work, digests: Collection[str]) -> dict[str, bytes]:
    """The salts of these digests that are still there."""
    wanted = set(digests)
    query = select(AuditSalt.digest, AuditSalt.salt).execution_options(yield_per=_AT_ONCE)
    return {digest: salt for digest, salt in work.session.execute(query) if digest in wanted}
