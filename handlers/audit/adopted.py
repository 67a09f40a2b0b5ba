"""What the one adoption entry took in, if the key has signed it and nothing of it was changed since."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, field

from handlers.audit.verify_rows import Break
from handlers.texts import audit as texts
from store.audit.adopted import CHAIN, END, HEAD, Digest, Line, adoption_entry, fits, lines
from store.keyfile import PublicKey
from store.queries.audit_chains import Ends
from store.work import Work


class Adopted(Struct, frozen=True):
    """Ends of chains, the last head (day and hash) and seals that were taken in; where and when that is said."""

    ends: Ends = field(default_factory=dict)
    head: tuple[str, str] = ("", "")
    seals: Mapping[str, str] = field(default_factory=dict)
    place: tuple[str, int] = (CHAIN, 1)
    breaks: tuple[Break, ...] = ()
    at: datetime | None = None


def read_adopted(work: Work, key: PublicKey) -> Adopted:
    """What was taken in; nothing where the database was signed from its beginning."""
    entry = adoption_entry(work, key)
    digest, ends, seals, head = Digest(), {}, {}, ("", "")
    for line in lines(work):
        digest.add(line)
        if line.name.startswith(END):
            ends[line.name.removeprefix(END)] = _end(line)
        elif line.name.startswith(HEAD):
            head = (line.name.removeprefix(HEAD), line.value)
        else:
            seals[line.name] = line.value
    if not fits(digest, entry):
        return Adopted(breaks=(Break(CHAIN, 1, texts.ADOPTED_CHANGED),))
    return Adopted(ends, head, seals, at=entry.at if entry else None)


def _end(line: Line) -> tuple[int, str]:
    place, _, hash_ = line.value.partition(" ")
    return (int(place), hash_) if place.isdecimal() else (0, "")
