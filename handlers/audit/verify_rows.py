"""Checking the records themselves: each is as the last entry of its own chain left it."""

from __future__ import annotations

import json
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from handlers.texts import audit as texts
from store.audit.adopted import CHANGED, ERASED, GONE
from store.audit.entries import ALTERED
from store.audit.hashes import salted
from store.audit.seals import Seal, is_personal, is_seal, number_of, sealed_tables, table_of
from store.audit.vouching import ERASE
from store.base import Record
from store.queries.sealed_rows import rows_of, salts_of
from store.tables.audit import AuditRow
from store.work import Work


class Break(Struct, frozen=True):
    """A place that does not hold: in which chain (or head), at which entry, and what is wrong there."""

    chain: str
    place: int
    what: str


class Compared(Struct, frozen=True):
    """How many records were compared; of how many erased people's words no longer can be."""

    records: int
    erased: int
    breaks: tuple[Break, ...]


class _Vouched(Struct, frozen=True):
    """What vouches for a part of a row: an entry, or a line that was adopted. No digest: the row is deleted."""

    chain: str
    place: int
    actor: str
    digest: str | None


def _taken_in(chain: str, place: int, value: str) -> _Vouched:
    """A line that was adopted: the digest, and whose the words are."""
    digest, _, subject = value.partition(" ")
    return _Vouched(chain, place, subject, digest)


class Vouching:
    """Sees every entry that is signed, and keeps what the last of each chain says of each row."""

    def __init__(self, adopted: Mapping[str, str], place_of_adoption: tuple[str, int]) -> None:
        self._adopted = {name: _taken_in(*place_of_adoption, value) for name, value in adopted.items()}
        self._newest: dict[tuple[str, str], _Vouched] = {}
        self._erased_people: set[str] = set()
        self._altered: list[Break] = []

    def see(self, row: AuditRow) -> None:
        """Take note of a signed entry; those of a chain come in the order of their places."""
        facts = facts_of(row)
        if row.act == ERASE:
            self._erased_people.add(str(facts.get("subject")))
        for key, digest in facts.items():
            if key.startswith(ALTERED):
                self._altered.append(
                    Break(row.chain, row.place, texts.altered(record=_name(key.removeprefix(ALTERED))))
                )
            elif is_seal(key) and (digest is None or isinstance(digest, str)):
                self._newest[row.chain, key] = _Vouched(row.chain, row.place, row.actor, digest)

    def compare(self, work: Work) -> Compared:
        """Hold every record against its seal, and every seal against its record."""
        for _chain, key in self._newest:
            self._adopted.pop(key, None)
        vouched = [*self._newest.values(), *self._adopted.values()]
        salts = salts_of(work, [one.digest for one in vouched if one.digest])
        check = _Check(self._newest, self._adopted, salts, self._erased_people)
        for kind in sealed_tables():
            check.see_table(work, kind)
        found = check.finish()
        return replace(found, breaks=(*self._altered, *found.breaks))


class _Check:
    """Sees every record once."""

    def __init__(
        self,
        newest: Mapping[tuple[str, str], _Vouched],
        adopted: Mapping[str, _Vouched],
        salts: Mapping[str, bytes],
        erased: set[str],
    ) -> None:
        self._newest, self._adopted = dict(newest), dict(adopted)
        self._salts = salts
        self._erased_people = erased
        self._records = self._erased = 0
        self._breaks: list[Break] = []

    def see_table(self, work: Work, kind: type[Record]) -> None:
        """A table in which something stands that no act writes is one break as a whole."""
        table = str(kind.__tablename__)
        try:
            for standing in rows_of(work, kind):
                for seal in standing.seals:
                    self._see(standing.chain, seal)
        except (ValueError, TypeError):
            self._breaks.append(Break(texts.RECORDS[table], 0, texts.UNREADABLE))
            self._newest = {key: one for key, one in self._newest.items() if table_of(key[1]) != table}
            self._adopted = {key: one for key, one in self._adopted.items() if table_of(key) != table}

    def finish(self) -> Compared:
        """Everything found; a record that was vouched for and did not come was deleted."""
        left = [*((key, one) for (_chain, key), one in self._newest.items()), *self._adopted.items()]
        for key, one in left:
            if one.digest is not None and not is_personal(key):  # said once for each row
                self._break(one, texts.record_gone(record=_name(key)))
        return Compared(self._records, self._erased, tuple(self._breaks))

    def _see(self, chain: str, seal: Seal) -> None:
        vouched = self._newest.pop((chain, seal.key), None) or self._adopted.pop(seal.key, None)
        if vouched is None or vouched.digest is None:
            if not is_personal(seal.key):  # said once for each row
                self._breaks.append(Break(_name(seal.key), 0, texts.BACK if vouched else texts.NOBODY_VOUCHES))
        elif vouched.digest in {CHANGED, GONE}:
            self._break(vouched, texts.changed_before(record=_name(seal.key)))
        elif is_personal(seal.key) and self._was_erased(vouched):
            self._erased += 1
        else:
            self._hold(vouched, seal)

    def _hold(self, vouched: _Vouched, seal: Seal) -> None:
        salt = self._salts.get(vouched.digest or "")
        self._records += not is_personal(seal.key)
        if salt is None:
            self._break(vouched, texts.salt_gone(record=_name(seal.key)))
        elif salted(salt, seal.content) != vouched.digest:
            self._break(vouched, texts.record_changed(record=_name(seal.key)))

    def _was_erased(self, vouched: _Vouched) -> bool:
        """Whether the salt is gone, and an entry says that the person was erased whose words these are."""
        is_told = vouched.digest == ERASED or vouched.actor in self._erased_people
        return is_told and vouched.digest not in self._salts

    def _break(self, vouched: _Vouched, what: str) -> None:
        self._breaks.append(Break(vouched.chain, vouched.place, what))


def facts_of(row: AuditRow) -> dict[str, object]:
    """The facts of an entry; what is none any more was tampered with, which its hash says."""
    try:
        found = json.loads(row.facts)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _name(key: str) -> str:
    return texts.record(table=table_of(key), number=number_of(key), is_words=is_personal(key))
