"""Whether a row is as the newest signed entry of its chain left it: asked before it is relied on, or sealed anew.

Without this an edit would only have to wait until the product changes the same row: its entry would vouch for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter

import structlog
from sqlalchemy import bindparam, select

from store.audit.adopted import CHANGED, ERASED, GONE, Digest, adoption_entry, fits, lines
from store.audit.hashes import is_genuine, salted
from store.audit.seals import Seal, chain_of_row, is_personal, seals_of
from store.audit.session import Before, salts_by_seal
from store.audit.unit import Unit
from store.base import Record
from store.keyfile import PublicKey
from store.tables.audit import AuditAdopted, AuditRow

ERASE = "erase"
"""The act of entries that tell whose content was erased: `subject` names them."""

_AT_ONCE = 500

# Made once, and asked at every act. Entries without a signature are older than seals of this kind: none counts.
_SIGNED = select(AuditRow).where(AuditRow.signature != "").order_by(AuditRow.chain, AuditRow.place)
_ENTRIES_OF_SOME = _SIGNED.where(AuditRow.chain.in_(bindparam("chains", expanding=True)))
_ENTRIES_ON = _SIGNED.where(
    AuditRow.chain == bindparam("chain"),
    AuditRow.facts.contains(bindparam("first"), escape="/")
    | AuditRow.facts.contains(bindparam("second"), escape="/"),
)
_AS_IT_IS = str.maketrans({special: f"/{special}" for special in "/%_"})
"""What means something in a pattern, so that it means itself."""

_LOG = structlog.get_logger(__name__)


def is_intact(work: Unit, row: Record) -> bool:
    """Whether the row stands as it was sealed. What this unit of work changed in it is told when it ends."""
    if _is_own_work(work, row):
        return True
    stored = work.session.stored(row)
    if stored is None:
        return False
    return not altered_parts(work, stored, [seal.key for seal in stored.seals])


def altered_parts(work: Unit, stored: Before, keys: Collection[str]) -> list[str]:
    """Those seals of a row that neither the newest signed entry of its own chain nor the adoption vouches for."""
    seals = [seal for seal in stored.seals if seal.key in keys]
    newest = _newest(work, stored.chain, [seal.key for seal in seals])
    altered = [seal.key for seal in seals if not _holds(work, seal, stored.salts, newest.get(seal.key))]
    _tell(altered)
    return altered


def altered_among(work: Unit, rows: Iterable[Record]) -> list[str]:
    """The seals that do not hold of these rows: what `is_intact` says of one, for many at once."""
    wanted: dict[str, dict[str, Seal]] = defaultdict(dict)
    for row in list(rows):  # all are held at once, so that what one belongs to is not read again
        if not _is_own_work(work, row):
            wanted[chain_of_row(row, work.session.get)] |= {seal.key: seal for seal in seals_of(row)}
    salts = _salts(work, [key for seals in wanted.values() for key in seals])
    entries = work.session.scalars(_ENTRIES_OF_SOME, {"chains": list(wanted)})
    told = {chain: _newest_of(rows, work, wanted[chain]) for chain, rows in groupby(entries, attrgetter("chain"))}
    altered = []
    for chain, seals in wanted.items():
        newest = told.get(chain, {})
        altered += [key for key, seal in seals.items() if not _holds(work, seal, salts, newest.get(key))]
    _tell(altered)
    return altered


def _is_own_work(work: Unit, row: Record) -> bool:
    return row in work.session.new or row in work.session.changed


def _tell(altered: Iterable[str]) -> None:
    for key in altered:
        _LOG.error("a row was changed past every act", seal=key)


def _holds(work: Unit, seal: Seal, salts: Mapping[str, bytes], entry: _Entry | None) -> bool:
    if entry is None:
        digest, actor = _adopted(work, seal.key)
    else:
        digest, actor = entry.facts.get(seal.key), entry.actor
    if digest == ERASED:
        return is_personal(seal.key)
    salt = salts.get(digest or "")
    if salt is None:
        return bool(digest) and is_personal(seal.key) and _is_erased(work, actor)
    return salted(salt, seal.content) == digest


def _salts(work: Unit, keys: Sequence[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), _AT_ONCE):
        rows = work.session.execute(salts_by_seal(), {"keys": keys[start : start + _AT_ONCE]})
        found |= {row.digest: row.salt for row in rows}
    return found


class _Entry:
    """An entry that is checked once, whatever number of rows it is asked about."""

    def __init__(self, row: AuditRow, key: PublicKey) -> None:
        self._row, self._key = row, key
        self.actor = row.actor

    @cached_property
    def facts(self) -> Mapping[str, str | None]:
        """What it says; nothing, where the key did not sign it."""
        found: Mapping[str, str | None] = json.loads(self._row.facts) if is_genuine(self._key, self._row) else {}
        return found


def _newest(work: Unit, chain: str, keys: Collection[str]) -> dict[str, _Entry]:
    """The newest entry on each of the two parts of one row at most: the others of a long chain are left alone."""
    first, *rest = (f'"{key}":'.translate(_AS_IT_IS) for key in keys)
    given = {"chain": chain, "first": first, "second": rest[0] if rest else first}
    return _newest_of(work.session.scalars(_ENTRIES_ON, given), work, keys)


def _newest_of(entries: Iterable[AuditRow], work: Unit, keys: Collection[str]) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    for row in entries:
        found |= dict.fromkeys(json.loads(row.facts).keys() & keys, _Entry(row, work.keys.public))
    return found


def _adopted(work: Unit, key: str) -> tuple[str | None, str]:
    """The digest and whose the words are; None where nothing of it was taken in, or what was is not as it was."""
    value = work.session.scalar(select(AuditAdopted.value).where(AuditAdopted.name == key))
    if value is None or value in {CHANGED, GONE} or not _is_adoption_whole(work):
        return None, ""
    digest, _, subject = value.partition(" ")
    return digest, subject


def _is_adoption_whole(work: Unit) -> bool:
    digest = Digest()
    for line in lines(work):
        digest.add(line)
    return fits(digest, adoption_entry(work, work.keys.public))


def _is_erased(work: Unit, actor: str) -> bool:
    told = AuditRow.facts.contains(f'"subject":"{actor}"', autoescape=True)
    query = select(AuditRow).where(AuditRow.act == ERASE, told)
    return bool(actor) and any(is_genuine(work.keys.public, entry) for entry in work.session.scalars(query))
