"""Whether a row is as the newest signed entry of its chain left it: asked before it is relied on, or sealed anew.

Without this an edit would only have to wait until the product changes the same row: its entry would vouch for it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

import structlog
from sqlalchemy import select

from store.audit.adopted import CHANGED, ERASED, GONE, Digest, adoption_entry, fits, lines
from store.audit.hashes import is_genuine, salted
from store.audit.seals import Seal, chain_of_row, is_personal, seals_of
from store.audit.session import Before
from store.audit.unit import Unit
from store.base import Record
from store.keyfile import PublicKey
from store.tables.audit import AuditAdopted, AuditRow, AuditSalt

ERASE = "erase"
"""The act of entries that tell whose content was erased: `subject` names them."""

_AT_ONCE = 500
_LOG = structlog.get_logger(__name__)


def is_intact(work: Unit, row: Record) -> bool:
    """Whether the row stands as it was sealed. What this unit of work changed in it is told when it ends."""
    if _is_own_work(work, row):
        return True
    stored = work.session.stored(row)
    if stored is None:
        return False
    altered = [seal.key for seal in stored.seals if not is_vouched_for(work, stored, seal)]
    _tell(altered)
    return not altered


def is_vouched_for(work: Unit, stored: Before, seal: Seal) -> bool:
    """Whether the newest signed entry of the row's own chain, or else the adoption, says this of it."""
    return _holds(work, seal, stored.salts, _newest(work, stored.chain, seal.key))


def altered_among(work: Unit, rows: Iterable[Record]) -> list[str]:
    """The seals that do not hold of these rows: what `is_intact` says of one, for many at once."""
    wanted: dict[str, dict[str, Seal]] = defaultdict(dict)
    for row in list(rows):  # all are held at once, so that what one belongs to is not read again
        if not _is_own_work(work, row):
            wanted[chain_of_row(row, work.session)] |= {seal.key: seal for seal in seals_of(row)}
    salts = _salts(work, [key for seals in wanted.values() for key in seals])
    altered = []
    for chain, seals in wanted.items():
        newest = _all_newest(work, chain, seals)
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
        some = AuditSalt.seal.in_(keys[start : start + _AT_ONCE])
        rows = work.session.execute(select(AuditSalt.digest, AuditSalt.salt).where(some))
        found |= {row.digest: row.salt for row in rows}
    return found


def _all_newest(work: Unit, chain: str, keys: Collection[str]) -> dict[str, _Entry]:
    found: dict[str, _Entry] = {}
    query = select(AuditRow).where(AuditRow.chain == chain, AuditRow.signature != "")
    for row in work.session.scalars(query.order_by(AuditRow.place)):
        found |= dict.fromkeys(json.loads(row.facts).keys() & keys, _Entry(row, work.keys.public))
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


def _newest(work: Unit, chain: str, key: str) -> _Entry | None:
    """Entries without a signature are older than seals of this kind: none of them counts."""
    named = AuditRow.facts.contains(f'"{key}":', autoescape=True)
    query = select(AuditRow).where(AuditRow.chain == chain, named, AuditRow.signature != "")
    found = work.session.scalars(query.order_by(AuditRow.place.desc()).limit(1)).first()
    return _Entry(found, work.keys.public) if found else None


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
