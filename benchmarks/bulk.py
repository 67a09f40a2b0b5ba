"""Rows written many at a time with the entries that seal them: as acts would have left them, and quickly.

For databases of a size that nobody fills by acts. Every row is sealed and every entry is chained and signed, so
that `audit verify` finds nothing; the rules of acts were asked by nobody.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, text

from store.audit.hashes import GENESIS, entry_hash, new_salt, salted, sign
from store.audit.seals import columns_of, seals_in
from store.base import Record
from store.keyfile import KeyFile
from store.tables.audit import AuditRow, AuditSalt

_AT_ONCE = 2000

Values = Mapping[str, Any]
NewRow = tuple[type[Record], Values]


class Bulk:
    """Its owner calls `flush` at the end, in the transaction that it opened.

    Without keys no entry is written: for what looks at rows only, and is to be there at once.
    """

    def __init__(self, connection: Connection, keys: KeyFile | None) -> None:
        self._connection = connection
        self._keys = keys
        self._ends: dict[str, tuple[int, str]] = {}
        self._waiting: dict[type[Record], list[dict[str, Any]]] = defaultdict(list)
        self._salts: list[dict[str, Any]] = []
        self.entries = 0

    def add(self, kind: type[Record], values: Values) -> NewRow:
        """A row with these columns, the others empty; it is sealed by whatever entry it is given to."""
        whole = dict.fromkeys(columns_of(kind)) | dict(values)
        self._waiting[kind].append(whole)
        return kind, whole

    def enter(self, chain: str, *, actor: str, act: str, at: datetime, rows: Iterable[NewRow]) -> None:
        """One more entry of a chain, which seals these rows."""
        if self._keys is None:
            return
        facts = {key: digest for row in rows for key, digest in self._sealed(*row)}
        place, previous = self._ends.get(chain, (0, GENESIS))
        written = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        entry = {
            "chain": chain,
            "place": place + 1,
            "at": at,
            "actor": actor,
            "act": act,
            "facts": written,
            "previous": previous,
            "hash": "",
            "signature": "",
        }
        entry["hash"] = entry_hash(AuditRow(**entry))
        entry["signature"] = sign(self._keys, str(entry["hash"]))
        self._ends[chain] = (place + 1, str(entry["hash"]))
        self.entries += 1
        self._waiting[AuditRow].append(entry)

    def flush(self) -> None:
        """Write everything, each table behind those that it refers to."""
        places = {table.name: place for place, table in enumerate(Record.metadata.sorted_tables)}
        for kind in sorted(self._waiting, key=lambda kind: places[kind.__tablename__]):
            rows = self._waiting[kind]
            for start in range(0, len(rows), _AT_ONCE):
                self._connection.execute(insert(kind), [_given(row) for row in rows[start : start + _AT_ONCE]])
            if self._connection.dialect.name == "postgresql":
                self._go_on_counting(kind)
        for start in range(0, len(self._salts), _AT_ONCE):
            self._connection.execute(insert(AuditSalt), self._salts[start : start + _AT_ONCE])
        if self._connection.dialect.name == "postgresql":  # which its vacuum would do within the minute
            self._connection.execute(text("ANALYZE"))
        self._waiting.clear()
        self._salts.clear()

    def _sealed(self, kind: type[Record], values: Values) -> Iterable[tuple[str, str]]:
        for seal in seals_in(kind, values):
            salt = new_salt()
            digest = salted(salt, seal.content)
            self._salts.append({"digest": digest, "salt": salt, "subject": "", "seal": seal.key})
            yield seal.key, digest

    def _go_on_counting(self, kind: type[Record]) -> None:
        """Ids were given: the server's own counter goes on behind them."""
        table = kind.__tablename__
        if "id" in columns_of(kind):
            counted = f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
            self._connection.execute(text(counted))


def _given(row: dict[str, Any]) -> dict[str, Any]:
    """Without an id that was left to the database."""
    return {name: value for name, value in row.items() if name != "id" or value is not None}
