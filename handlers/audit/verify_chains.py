"""Checking the audit: every place that does not hold, in the chains, the records and a copy kept elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from msgspec import Struct, structs
from pydantic import ValidationError

from handlers.audit.adopted import Adopted, read_adopted
from handlers.audit.verify_rows import Break, Compared, Vouching
from handlers.dates import local_day
from handlers.texts import audit as texts
from policy_kb.models import Model
from store.audit.hashes import GENESIS, entry_hash, is_signed
from store.keyfile import PublicKey
from store.monthly.kept import differing_months
from store.queries.audit_chains import Ends, Head, close_day, entries, head_hash, heads, next_head, read_ends
from store.standings.deriving import differing
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
    signature: str = ""


class Verdict(Struct, frozen=True):
    """What a check found, those of the records among the breaks. `anchored`: a copy kept elsewhere took part."""

    entries: int
    chains: int
    heads: int
    anchored: bool
    compared: Compared
    breaks: tuple[Break, ...]
    adopted_on: date | None = None  # when rows older than signatures were taken in


def close_yesterday(work: Work) -> bool:
    """Write the head of the day that is over in China, once; whether it was written now."""
    return close_day(work, local_day(work.now) - timedelta(days=1))


def outside_copy(work: Work) -> str:
    """All heads and what grew since, as JSON lines to be kept where nobody of this office can write."""
    found = heads(work)
    last = next_head(work, found, NOW)
    return "".join(AnchorLine(**structs.asdict(head)).model_dump_json() + "\n" for head in (*found, last))


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
        head = Head(**parsed.model_dump())
        if _faults_of_head(head, found[-1].hash if found else GENESIS):
            raise ValueError(str(number))
        found.append(head)
    if not found:
        raise ValueError("1")
    return tuple(found)


def verify(work: Work, anchor: Sequence[Head] = (), key: PublicKey | None = None) -> Verdict:
    """Recompute everything and hold the records against it. Entries only grow: none may miss what a head names.

    `key` checks the signatures; left out, it is that of this installation.
    """
    key = key or work.keys.public
    adopted = read_adopted(work, key)
    standing = heads(work)
    expected = _Expected()
    breaks = [*adopted.breaks, *_check_heads(standing, anchor, expected, adopted, key)]
    check, vouching = _Check(expected, adopted, key), Vouching(adopted.seals, adopted.place)
    for row in entries(work):
        if check.see(row):
            vouching.see(row)
    compared = vouching.compare(work)
    found = tuple(dict.fromkeys((*breaks, *check.finish(), *(compared.breaks or _check_kept(work)))))
    adopted_on = local_day(adopted.at) if adopted.at else None
    return Verdict(check.count, check.chains, len(standing), bool(anchor), compared, found, adopted_on)


def _check_kept(work: Work) -> Iterable[Break]:
    """What lists find applications by, and what ledgers add up, is sealed nowhere: it follows from the records."""
    for number in differing(work.connection):
        yield Break(number, 0, texts.OTHER_STANDING)
    for table in differing_months(work.connection):
        yield Break(table, 0, texts.OTHER_MONTHS)


def _check_heads(
    standing: Sequence[Head], anchor: Sequence[Head], expected: _Expected, adopted: Adopted, key: PublicKey
) -> Iterable[Break]:
    previous = GENESIS
    for head in standing:
        is_older = head.day <= adopted.head[0]
        for what in (*_faults_of_head(head, previous), *_unsigned(head, key, may_be=is_older)):
            yield Break(texts.HEADS, 0, texts.on_day(day=head.day, what=what))
        previous = head.hash
        expected.add_head(head, texts.by_head(day=head.day))
    known = {head.day: head for head in standing}
    day, hash_ = adopted.head
    if day and (day not in known or known[day].hash != hash_):
        yield Break(texts.HEADS, 0, texts.on_day(day=day, what=texts.OTHER_THAN_ADOPTED))
    for copy in anchor:
        expected.add_head(copy, texts.BY_ANCHOR)
        if copy.day != NOW and (copy.day not in known or known[copy.day].hash != copy.hash):
            what = texts.HEAD_CHANGED if copy.day in known else texts.HEAD_GONE
            yield Break(texts.HEADS, 0, texts.on_day(day=copy.day, what=what))


def _faults_of_head(head: Head, previous: str) -> list[str]:
    faults = []
    if head.previous != previous:
        faults.append(texts.LINK)
    if head.hash != head_hash(head.day, head.chains, head.previous):
        faults.append(texts.CONTENT)
    return faults


def _unsigned(head: Head, key: PublicKey, *, may_be: bool) -> list[str]:
    return [] if may_be or is_signed(key, head.hash, head.signature) else [texts.UNSIGNED]


@dataclass(slots=True)
class _Expected:
    """What heads and copy say that a chain must hold: chain → place → hash → who says so."""

    ends: dict[str, dict[int, dict[str, str]]] = field(default_factory=lambda: defaultdict(dict))

    def add_head(self, head: Head, said_by: str) -> None:
        try:
            ends: Ends = head.ends
        except ValueError:
            return  # its hash does not hold either, which is said
        self.add_ends(ends, said_by)

    def add_ends(self, ends: Ends, said_by: str) -> None:
        for chain, (length, hash_) in ends.items():
            self.ends[chain].setdefault(length, {})[hash_] = said_by


class _Check:
    """Sees every entry once, chain by chain."""

    def __init__(self, expected: _Expected, adopted: Adopted, key: PublicKey) -> None:
        self.count = 0
        self.chains = 0
        self._key = key
        self._older = adopted.ends
        expected.add_ends(adopted.ends, texts.BY_ADOPTION)
        self._expected = expected.ends
        self._chain = ""
        self._place = 0
        self._hash = GENESIS
        self._breaks: list[Break] = []

    def see(self, row: AuditRow) -> bool:
        """Take note of an entry; whether it vouches for anything: it is whole, and signed."""
        if row.chain != self._chain or self.count == 0:
            self._begin(row.chain)
        self.count += 1
        place = self._place + 1
        if row.place != place:
            self._break(place, texts.missing(first=place, last=row.place - 1))
        elif row.previous != self._hash:
            self._break(row.place, texts.LINK)
        is_whole = row.hash == entry_hash(row)
        if not is_whole:
            self._break(row.place, texts.CONTENT)
        self._place, self._hash = row.place, row.hash
        self._compare(row)
        return is_whole and self._is_signed(row)

    def finish(self) -> list[Break]:
        """Everything found; what was expected and did not come was cut off."""
        for chain, ends in self._expected.items():
            for place, said in ends.items():
                self._breaks.extend(Break(chain, place, texts.cut(said_by=by)) for by in said.values())
        return self._breaks

    def _begin(self, chain: str) -> None:
        self.chains += 1
        self._chain, self._place, self._hash = chain, 0, GENESIS

    def _is_signed(self, row: AuditRow) -> bool:
        """Up to the end that was taken in entries need no signature: their hashes lead to that end's."""
        if row.place <= self._older.get(row.chain, (0, ""))[0]:
            return False
        found = is_signed(self._key, row.hash, row.signature)
        if not found:
            self._break(row.place, texts.UNSIGNED)
        return found

    def _compare(self, row: AuditRow) -> None:
        ends = self._expected.get(row.chain)
        for hash_, said_by in (ends.pop(row.place, {}) if ends else {}).items():
            if hash_ != row.hash:
                self._break(row.place, texts.differs(said_by=said_by))

    def _break(self, place: int, what: str) -> None:
        self._breaks.append(Break(self._chain, place, what))
