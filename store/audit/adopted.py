"""What the adoption entry took in: the lines of `audit_adopted`, and the digest over them that is signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from sqlalchemy import select

from store.audit.hashes import hash_of, is_genuine
from store.audit.unit import Unit
from store.keyfile import PublicKey
from store.tables.audit import AuditAdopted, AuditRow

CHAIN: Final = "audit"
ACT: Final = "adopt"
CHANGED, GONE, ERASED = "changed", "gone", "erased"
"""In place of a digest: the row was not as its last entry left it; was not there; its person was erased."""

END, HEAD = "end:", "head:"
_AT_ONCE = 500


class Line(Struct, frozen=True):
    """A line of what is taken in, in the order of writing."""

    id: int
    name: str
    value: str


class Digest:
    """The digest over all lines, one after the other."""

    def __init__(self) -> None:
        self.count = 0
        self._hash = hashlib.sha256()

    def add(self, line: Line) -> None:
        """Take one in."""
        self.count += 1
        self._hash.update(bytes.fromhex(hash_of((str(line.id), line.name, line.value))))

    def __str__(self) -> str:
        return self._hash.hexdigest()


def lines(work: Unit) -> Iterator[Line]:
    """What was taken in, in the order of writing."""
    query = select(AuditAdopted.id, AuditAdopted.name, AuditAdopted.value).order_by(AuditAdopted.id)
    for row in work.session.execute(query.execution_options(yield_per=_AT_ONCE)):
        yield Line(row.id, row.name, row.value)


def adoption_entry(work: Unit, key: PublicKey) -> AuditRow | None:
    """The one entry that took in what is older, if the key signed it; it is the first of its chain."""
    found = work.session.scalars(
        select(AuditRow).where(AuditRow.chain == CHAIN, AuditRow.place == 1)
    ).one_or_none()
    return found if found is not None and found.act == ACT and is_genuine(key, found) else None


def fits(digest: Digest, entry: AuditRow | None) -> bool:
    """Whether these are the lines that the entry took in: none, where there is no such entry."""
    told = json.loads(entry.facts) if entry is not None else {}
    return (told.get("lines", 0), told.get("digest", str(Digest()))) == (digest.count, str(digest))
