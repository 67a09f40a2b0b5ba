"""Adoption: one signed entry takes in what a database held before its entries were signed.

Written at the start that finds rows and no signed entry: the ends of all chains, the last daily head, and a seal
of every row. A row that an older entry vouched for must still be as that entry left it; one that is not is marked,
so that adoption covers up nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain as joined

from sqlalchemy import Connection, insert, select, text

from store.audit.adopted import ACT, CHAIN, CHANGED, END, ERASED, GONE, HEAD, Digest, Line
from store.audit.entries import Facts, append, person_of
from store.audit.hashes import new_salt, salted
from store.audit.seals import Seal, is_personal, sealed_tables
from store.base import Record
from store.errors import KeyFault, UnusableKey
from store.older_seals import Older, OlderSeals
from store.queries.audit_chains import ends_now, heads
from store.queries.bindings import erased_people
from store.queries.sealed_rows import Standing, rows_of
from store.tables.audit import AuditAdopted, AuditRow, AuditSalt
from store.work import Work

_AT_ONCE = 500
_NAMED_BY = ("submitted_by", "received_by", "actor")


def adopt(work: Work) -> AuditRow | None:
    """Take in what is older than signatures, once; None where there is nothing of the kind.

    Raises:
        UnusableKey: the key has signed already: this database was another's, or was stripped of its entries.
    """
    if _has_signed_entry(work.connection) or not _holds_anything(work.connection):
        return None
    if work.keys.has_signed:
        raise UnusableKey(KeyFault.USED, work.keys.path)
    return _Adoption(work).write()


class _Adoption:
    def __init__(self, work: Work) -> None:
        self._work = work
        self._older = OlderSeals(work.connection)
        self._erased = erased_people(work)
        self._digest = Digest()
        self._salts: list[dict[str, object]] = []

    def write(self) -> AuditRow:
        batch: list[Line] = []
        for number, (name, value) in enumerate(joined(self._ends(), self._rows()), start=1):
            batch.append(line := Line(number, name, value))
            self._digest.add(line)
            if len(batch) == _AT_ONCE:
                self._keep(batch)
        self._keep(batch)
        self._older.drop()
        facts: Facts = {
            "key": self._work.keys.fingerprint,
            "lines": self._digest.count,
            "digest": str(self._digest),
        }
        return append(self._work, CHAIN, actor="system", act=ACT, facts=facts)

    def _ends(self) -> Iterator[tuple[str, str]]:
        for chain, (place, hash_) in sorted(ends_now(self._work).items()):
            yield f"{END}{chain}", f"{place} {hash_}"
        for head in heads(self._work)[-1:]:
            yield f"{HEAD}{head.day}", head.hash

    def _rows(self) -> Iterator[tuple[str, str]]:
        self._older.collect(self._work)
        for kind in sealed_tables():
            for standing in rows_of(self._work, kind):
                yield from self._row(standing)
        for key in self._older.left():
            yield key, GONE

    def _row(self, standing: Standing) -> Iterator[tuple[str, str]]:
        older = self._older.take(standing.row)
        is_as_left = all(self._holds(one) for one in older)
        is_erased = any(one.salt is None for one in older)
        for seal in standing.seals:
            if not is_as_left:
                yield seal.key, CHANGED
            elif is_erased and is_personal(seal.key):
                yield seal.key, ERASED
            else:
                yield seal.key, self._salted(standing.row, seal)

    def _holds(self, older: Older) -> bool:
        if older.salt is None:
            return older.is_words and older.actor in self._erased
        return salted(older.salt, older.content) == older.digest

    def _salted(self, row: Record, seal: Seal) -> str:
        of = _person(row) if is_personal(seal.key) else ""
        salt = new_salt()
        digest = salted(salt, seal.content)
        self._salts.append({"digest": digest, "salt": salt, "subject": of, "seal": seal.key})
        return f"{digest} {of}".rstrip()

    def _keep(self, batch: list[Line]) -> None:
        if batch:
            rows = [{"id": line.id, "name": line.name, "value": line.value} for line in batch]
            self._work.connection.execute(insert(AuditAdopted), rows)
        if self._salts:
            self._work.connection.execute(insert(AuditSalt), self._salts)
        batch.clear()
        self._salts.clear()


def _person(row: Record) -> str:
    """Whose the words in a row are, as far as the row says."""
    return next((person_of(getattr(row, name)) for name in _NAMED_BY if hasattr(row, name)), "")


def _has_signed_entry(connection: Connection) -> bool:
    return connection.scalar(select(AuditRow.id).where(AuditRow.signature != "").limit(1)) is not None


def _holds_anything(connection: Connection) -> bool:
    return bool(connection.scalar(text(_anything())))


def _anything() -> str:
    """One statement, by the tables' names: every start on an empty database asks, and maps none for it."""
    kinds: tuple[type[Record], ...] = (AuditRow, *sealed_tables())
    return "SELECT " + " OR ".join(f"EXISTS (SELECT 1 FROM {kind.__tablename__})" for kind in kinds)  # noqa: S608 -- our own names
