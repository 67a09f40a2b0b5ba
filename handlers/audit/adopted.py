"""What the one adoption entry took in, if the key has signed it and nothing of it was changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.audit.verify_rows import Break, facts_of
from handlers.texts import audit as texts
from store.adoption import ACT, CHAIN, END, HEAD, Digest, Line, lines
from store.audit.entries import entry_hash, is_signed
from store.keyfile import PublicKey
from store.queries.audit_chains import Ends, first_entry
from store.tables.audit import AuditRow
from store.work import Work


@dataclass(frozen=True, slots=True)
class Adopted:
    """Ends of chains, the last head (day and hash) and the seals that were taken in; where that is said."""

    ends: Ends = field(default_factory=dict)
    head: tuple[str, str] = ("", "")
    seals: Mapping[str, str] = field(default_factory=dict)
    place: tuple[str, int] = (CHAIN, 1)
    breaks: tuple[Break, ...] = ()


def read_adopted(work: Work, key: PublicKey) -> Adopted:
    """What was taken in; nothing where the database was signed from its beginning."""
    entry = first_entry(work, CHAIN)
    is_adoption = entry is not None and entry.act == ACT and _is_genuine(entry, key)
    digest, ends, seals, head = Digest(), {}, {}, ("", "")
    for line in lines(work):
        digest.add(line)
        if line.name.startswith(END):
            ends[line.name.removeprefix(END)] = _end(line)
        elif line.name.startswith(HEAD):
            head = (line.name.removeprefix(HEAD), line.value)
        else:
            seals[line.name] = line.value
    told = facts_of(entry) if entry is not None and is_adoption else {}
    if (told.get("lines", 0), told.get("digest", str(Digest()))) != (digest.count, str(digest)):
        return Adopted(breaks=(Break(CHAIN, 1, texts.ADOPTED_CHANGED),))
    return Adopted(ends, head, seals)


def _is_genuine(entry: AuditRow, key: PublicKey) -> bool:
    return entry.hash == entry_hash(entry) and is_signed(key, entry.hash, entry.signature)


def _end(line: Line) -> tuple[int, str]:
    place, _, hash_ = line.value.partition(" ")
    return (int(place), hash_) if place.isdecimal() else (0, "")
