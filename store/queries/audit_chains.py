"""The audit chains as they stand: entries in order, the ends of all chains, the daily heads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from msgspec import Struct
from sqlalchemy import func, select

from store.audit.hashes import GENESIS, hash_of, sign
from store.dialects import lock_chain
from store.tables.audit import AuditHead, AuditRow
from store.work import Work

_HEADS = "heads"
_AT_ONCE = 2000

Ends = dict[str, tuple[int, str]]
"""Chain → how many entries it has, and the hash of its last."""


class Head(Struct, frozen=True):
    """The head of a day as it stands in the database, or in a copy kept elsewhere. `chains` is JSON."""

    day: str
    chains: str
    previous: str
    hash: str
    signature: str = ""

    @property
    def ends(self) -> Ends:
        """The ends of the chains that had grown since the head before.

        Raises:
            ValueError: what stands there is no list of ends.
        """
        return read_ends(self.chains)


def read_ends(chains: str) -> Ends:
    """The ends written in a head.

    Raises:
        ValueError: what stands there is no list of ends.
    """
    try:
        return {str(chain): (int(length), str(hash_)) for chain, (length, hash_) in json.loads(chains).items()}
    except (TypeError, AttributeError) as error:
        raise ValueError("no list of ends") from error


def write_ends(ends: Ends) -> str:
    """The ends as one text, always the same for the same ends."""
    return json.dumps(ends, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def head_hash(day: str, chains: str, previous: str) -> str:
    """The hash over a head's content and the head before it."""
    return hash_of(("head", day, chains, previous))


def entries(work: Work) -> Iterator[AuditRow]:
    """Every entry, chain by chain, in the order of their places; as it stands in one moment."""
    query = select(AuditRow).order_by(AuditRow.chain, AuditRow.place, AuditRow.id)
    for row in work.session.scalars(query.execution_options(yield_per=_AT_ONCE)):
        yield row
        work.session.expunge(row)


def ends_now(work: Work) -> Ends:
    """The end of every chain."""
    last = select(AuditRow.chain, func.max(AuditRow.place).label("place")).group_by(AuditRow.chain).subquery()
    query = select(AuditRow.chain, AuditRow.place, AuditRow.hash).join(
        last, (AuditRow.chain == last.c.chain) & (AuditRow.place == last.c.place)
    )
    return {row.chain: (row.place, row.hash) for row in work.session.execute(query)}


def heads(work: Work) -> list[Head]:
    """The heads of all days, oldest first."""
    query = select(AuditHead).order_by(AuditHead.day)
    return [_head(row) for row in work.session.scalars(query)]


def close_day(work: Work, day: date) -> bool:
    """Write the head of a day, once; False where it, or a later one, is there already."""
    lock_chain(work.connection, _HEADS)
    before = heads(work)
    if before and before[-1].day >= day.isoformat():
        return False
    head = next_head(work, before, day.isoformat())
    row = AuditHead(day=day, chains=head.chains, previous=head.previous, hash=head.hash, signature=head.signature)
    work.add(row)
    return True


def next_head(work: Work, before: list[Head], day: str) -> Head:
    """The head that would follow now: every chain that grew since the last."""
    known: Ends = {}
    for head in before:
        with suppress(ValueError):  # a head that was tampered with is `audit verify`'s matter
            known.update(head.ends)
    grown = {chain: end for chain, end in ends_now(work).items() if known.get(chain) != end}
    chains, previous = write_ends(grown), before[-1].hash if before else GENESIS
    hash_ = head_hash(day, chains, previous)
    return Head(day, chains, previous, hash_, sign(work.keys, hash_))


def _head(row: AuditHead) -> Head:
    return Head(row.day.isoformat(), row.chains, row.previous, row.hash, row.signature)
