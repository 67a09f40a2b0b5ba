"""Checking the audit: every place that does not hold, in the chains, the records and a copy kept elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pydantic import ValidationError

from handlers.audit_rows import Break, Compared, Vouching
from handlers.dates import local_day
from handlers.texts import audit as texts
from policy_kb.models import Model
from store.audit import GENESIS, entry_hash
from store.chains import Ends, Head, close_day, entries, head_hash, heads, next_head, read_ends
from store.tables.audit import AuditRow
from store.work import Work

NOW = "now"
"""The day of the last line of a copy: what had grown since the last head when the copy was made."""


class AnchorLine(Model):
    """One head in the copy that is kept outside."""

    day: str
    chains: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found, those of the records among the breaks. `anchored`: a copy kept elsewhere took part."""

    entries: int
    chains: int
    heads: int
    anchored: bool
    compared: Compared
    breaks: tuple[Break, ...]


def close_yesterday(work: Work) -> bool:
    """Write the head of the day that is over in China, once; whether it was written now."""
    return close_day(work, local_day(work.now) - timedelta(days=1))


def outside_copy(work: Work) -> str:
    """All heads and what grew since, as JSON lines to be kept where nobody of this office can write."""
    found = heads(work)
    last = next_head(work, found, NOW)
    return "".join(
        AnchorLine(day=head.day, chains=head.chains, previous=head.previous, hash=head.hash).model_dump_json()
        + "\n"
        for head in (*found, last)
    )


def read_anchor(text: str) -> tuple[Head, ...]:
    """The heads of an outside copy.

    Raises:
        ValueError: with the number of the line that is none.
    """
    found: list[Head] = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            parsed = AnchorLine.model_validate_json(line)
            read_ends(parsed.chains)
        except (ValidationError, ValueError) as error:
            raise ValueError(str(number)) from error
        head = Head(parsed.day, parsed.chains, parsed.previous, parsed.hash)
        if _faults_of_head(head, found[-1].hash if found else GENESIS):
            raise ValueError(str(number))
        found.append(head)
    if not found:
        raise ValueError("1")
    return tuple(found)


def verify(work: Work, anchor: Sequence[Head] = ()) -> Verdict:
    """Recompute everything and hold the records against it. Entries only grow: none may miss what a head names."""
    standing = heads(work)
    expected = _Expected()
    breaks = list(_check_heads(standing, anchor, expected))
    check, vouching = _Check(expected), Vouching()
    for row in entries(work):
        check.see(row)
        vouching.see(row)
    compared = vouching.compare(work)
    found = tuple(dict.fromkeys((*breaks, *check.finish(), *compared.breaks)))
    return Verdict(check.count, check.chains, len(standing), bool(anchor), compared, found)


def _check_heads(standing: Sequence[Head], anchor: Sequence[Head], expected: _Expected) -> Iterable[Break]:
    previous = GENESIS
    for head in standing:
        for what in _faults_of_head(head, previous):
            yield Break(texts.HEADS, 0, texts.on_day(day=head.day, what=what))
        previous = head.hash
        expected.add_head(head, texts.by_head(day=head.day))
    known = {head.day: head for head in standing}
    for copy in anchor:
        expected.add_head(copy, texts.BY_ANCHOR)
        if copy.day != NOW and known.get(copy.day) != copy:
            what = texts.HEAD_CHANGED if copy.day in known else texts.HEAD_GONE
            yield Break(texts.HEADS, 0, texts.on_day(day=copy.day, what=what))


def _faults_of_head(head: Head, previous: str) -> list[str]:
    faults = []
    if head.previous != previous:
        faults.append(texts.LINK)
    if head.hash != head_hash(head.day, head.chains, head.previous):
        faults.append(texts.CONTENT)
    return faults


@dataclass(slots=True)
class _Expected:
    """What heads and copy say that a chain must hold: chain → place → hash → who says so."""

    ends: dict[str, dict[int, dict[str, str]]] = field(default_factory=lambda: defaultdict(dict))

    def add_head(self, head: Head, said_by: str) -> None:
        try:
            ends: Ends = head.ends
        except ValueError:
            return  # its hash does not hold either, which is said
        for chain, (length, hash_) in ends.items():
            self.ends[chain].setdefault(length, {})[hash_] = said_by


class _Check:
    """Sees every entry once, chain by chain."""

    def __init__(self, expected: _Expected) -> None:
        self.count = 0
        self.chains = 0
        self._expected = expected.ends
        self._chain = ""
        self._place = 0
        self._hash = GENESIS
        self._breaks: list[Break] = []

    def see(self, row: AuditRow) -> None:
        if row.chain != self._chain or self.count == 0:
            self._begin(row.chain)
        self.count += 1
        place = self._place + 1
        if row.place != place:
            self._break(place, texts.missing(first=place, last=row.place - 1))
        elif row.previous != self._hash:
            self._break(row.place, texts.LINK)
        if row.hash != entry_hash(row):
            self._break(row.place, texts.CONTENT)
        self._place, self._hash = row.place, row.hash
        self._compare(row)

    def finish(self) -> list[Break]:
        """Everything found; what was expected and did not come was cut off."""
        for chain, ends in self._expected.items():
            for place, said in ends.items():
                self._breaks.extend(Break(chain, place, texts.cut(said_by=by)) for by in said.values())
        return self._breaks

    def _begin(self, chain: str) -> None:
        self.chains += 1
        self._chain, self._place, self._hash = chain, 0, GENESIS

    def _compare(self, row: AuditRow) -> None:
        ends = self._expected.get(row.chain)
        for hash_, said_by in (ends.pop(row.place, {}) if ends else {}).items():
            if hash_ != row.hash:
                self._break(row.place, texts.differs(said_by=said_by))

    def _break(self, place: int, what: str) -> None:
        self._breaks.append(Break(self._chain, place, what))
