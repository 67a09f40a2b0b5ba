"""Checking the records themselves: each is as the last audit entry that vouches for it left it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from handlers.texts import audit as texts
from store.audit import salted
from store.base import Record
from store.bindings import erased_people
from store.seals import SEALED, Seal, holds_words, is_seal, number_of, salts_of, seals_in, table_of
from store.tables.audit import AuditRow
from store.work import Work

_RECORDING = frozenset({"version", "payee", "roles"})
"""Facts of entries that record something: one of them without a seal is older than seals are."""


@dataclass(frozen=True, slots=True)
class Break:
    """A place that does not hold: in which chain (or head), at which entry, and what is wrong there."""

    chain: str
    place: int
    what: str


@dataclass(frozen=True, slots=True)
class Compared:
    """How many records were compared; how many hold erased people's words, or are older than seals are."""

    records: int
    erased: int
    older: int
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class _Vouched:
    """The newest seal of a row, and the entry that it stands in."""

    id: int
    chain: str
    place: int
    actor: str
    digest: str


class Vouching:
    """Sees every entry, and keeps what the newest of them say of each row."""

    def __init__(self) -> None:
        self._newest: dict[str, _Vouched] = {}
        self._has_older = False

    def see(self, row: AuditRow) -> None:
        """Take note of an entry, in any order."""
        facts = _facts(row)
        seals = {name: value for name, value in facts.items() if is_seal(name) and isinstance(value, str)}
        self._has_older = self._has_older or (not seals and not _RECORDING.isdisjoint(facts))
        for key, digest in seals.items():
            known = self._newest.get(key)
            if known is None or known.id < row.id:
                self._newest[key] = _Vouched(row.id, row.chain, row.place, row.actor, digest)

    def compare(self, work: Work) -> Compared:
        """Hold every record against its seal, and every seal against its record."""
        salts = salts_of(work, [one.digest for one in self._newest.values()])
        check = _Check(self._newest, salts, erased_people(work), has_older=self._has_older)
        for kind in SEALED:
            check.see_table(work, kind)
        return check.finish()


class _Check:
    """Sees every record once."""

    def __init__(
        self, newest: dict[str, _Vouched], salts: dict[str, bytes], erased: frozenset[str], *, has_older: bool
    ) -> None:
        self._left = dict(newest)
        self._salts = salts
        self._erased_people = erased
        self._has_older = has_older
        self._records = self._erased = self._older = 0
        self._breaks: list[Break] = []

    def see_table(self, work: Work, kind: type[Record]) -> None:
        """A table in which something stands that no act writes is one break as a whole."""
        table = kind.__tablename__
        try:
            for seal in seals_in(work, kind):
                self._see(seal)
        except (ValueError, TypeError):
            self._breaks.append(Break(texts.RECORDS[table], 0, texts.UNREADABLE))
            self._left = {key: one for key, one in self._left.items() if table_of(key) != table}

    def finish(self) -> Compared:
        """Everything found; a record that was vouched for and did not come was deleted."""
        gone = ((key, one) for key, one in self._left.items() if not holds_words(key))  # said once for each row
        self._breaks += [Break(one.chain, one.place, texts.record_gone(record=_name(key))) for key, one in gone]
        return Compared(self._records, self._erased, self._older, tuple(self._breaks))

    def _see(self, seal: Seal) -> None:
        vouched = self._left.pop(seal.key, None)
        if vouched is None:
            self._unvouched(seal)
            return
        salt = self._salts.get(vouched.digest)
        if salt is not None:
            self._records += not holds_words(seal.key)
            if salted(salt, seal.content) != vouched.digest:
                self._break(vouched, texts.record_changed(record=_name(seal.key)))
        elif holds_words(seal.key) and vouched.actor in self._erased_people:
            self._erased += 1
        else:
            self._break(vouched, texts.salt_gone(record=_name(seal.key)))

    def _unvouched(self, seal: Seal) -> None:
        if holds_words(seal.key):
            return  # said once for each row
        if self._has_older:
            self._older += 1
        else:
            self._breaks.append(Break(_name(seal.key), 0, texts.NOBODY_VOUCHES))

    def _break(self, vouched: _Vouched, what: str) -> None:
        self._breaks.append(Break(vouched.chain, vouched.place, what))


def _name(key: str) -> str:
    return texts.record(table=table_of(key), number=number_of(key), is_words=holds_words(key))


def _facts(row: AuditRow) -> dict[str, object]:
    """The facts of an entry; what is none any more was tampered with, which its hash says."""
    try:
        found = json.loads(row.facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
