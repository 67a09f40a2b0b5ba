"""The audit chains: every act adds one entry to its case's chain, in the act's own transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import delete, select

from store.audit.hashes import GENESIS, entry_hash, new_salt, salted, sign
from store.audit.seals import Names, Seal, is_personal, seals_of
from store.audit.unit import Unit
from store.audit.vouching import altered_parts
from store.dialects import lock_chain
from store.tables.audit import AuditRow, AuditSalt

Facts = Mapping[str, str | int | bool | None]
"""Ids, sums, days and digests; never a name, an account or anybody's words."""

ALTERED = "altered:"
"""Before a seal's name, in an entry that seals a row anew which was not as it had been sealed."""

_ERASABLE = "binding:"

_AT_ONCE = 500
"""Rows that one entry vouches for at most."""


def append(work: Unit, chain: str, *, actor: str, act: str, facts: Facts) -> AuditRow:
    """Add an entry; two at once on one chain wait for each other.

    It vouches for every row of this chain that was changed in the unit of work, as it stands.
    """
    lock_chain(work.connection, chain)
    work.session.flush()  # a row's version is known once it is written
    work.cause = replace(work.cause, actor=actor)
    work.session.chains.add(chain)
    return _add(work, chain, actor, act, {**facts, **_seals(work, chain, actor)})


def seal_rest(work: Unit) -> None:
    """Add an entry to each chain of whose rows some were changed and that no act's own entry told of."""
    work.session.flush()
    rest = {work.session.chain_of(row) for row in work.session.changed}
    for chain in sorted(rest | {gone.chain for gone in work.session.deleted_rows}):
        while _has_left(work, chain):
            append(work, chain, actor=work.cause.actor, act=work.cause.act, facts={})


def digest(work: Unit, content: str, *, of: str = "") -> str:
    """A salted digest of personal content. `of` names whose it is (binding:3): erasing them erases the salt."""
    salt = _salt(content, of)
    _write_salts(work, [salt])
    return salt.digest


def person_of(actor: str) -> str:
    """Whose the words of an actor are: a contractor's can be erased; staff stay, their acts keep their name."""
    return actor if actor.startswith(_ERASABLE) else ""


def is_digest_of(work: Unit, digest: str, content: str) -> bool | None:
    """Whether an entry's digest was made of this content; None once its salt is erased."""
    row = work.get(AuditSalt, digest)
    return None if row is None else salted(row.salt, content) == digest


def erase_salts(work: Unit, of: str) -> None:
    """Make every digest of somebody's content say nothing any more; the chains stay as they are."""
    work.session.execute(delete(AuditSalt).where(AuditSalt.subject == of))


def _add(work: Unit, chain: str, actor: str, act: str, facts: Facts) -> AuditRow:
    last = work.session.scalar(
        select(AuditRow).where(AuditRow.chain == chain).order_by(AuditRow.place.desc()).limit(1)
    )
    row = AuditRow(
        chain=chain,
        place=last.place + 1 if last else 1,
        at=work.now,
        actor=actor,
        act=act,
        facts=json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        previous=last.hash if last else GENESIS,
        hash="",
    )
    row.hash = entry_hash(row)
    row.signature = sign(work.keys, row.hash)
    return work.add(row)


def _has_left(work: Unit, chain: str) -> bool:
    session = work.session
    return any(gone.chain == chain for gone in session.deleted_rows) or any(
        session.chain_of(row) == chain for row in session.changed
    )


def _seals(work: Unit, chain: str, actor: str) -> dict[str, str | None]:
    """The digests of the rows that changed, a bounded number; of those that are gone, that they are."""
    gone, changed = _taken_gone(work, chain), _taken_changed(work, chain)
    told: dict[str, str | None] = {}
    for names in gone:
        told |= _altered(work, names.row, (names.row, names.personal)) | {names.row: None}
    for seals in changed:
        told |= _altered(work, seals[0].key, [seal.key for seal in seals])
    anew = [seal for seals in changed for seal in seals]
    # The salts of the seals before go: what the rows said then can be tried by nobody any more.
    _drop_salts(work, [name for names in gone for name in (names.row, names.personal)])
    _drop_salts(work, [seal.key for seal in anew])
    return told | _digests(work, anew, person_of(actor))


def _taken_gone(work: Unit, chain: str) -> list[Names]:
    gone = [gone for gone in work.session.deleted_rows if gone.chain == chain][:_AT_ONCE]
    for each in gone:
        work.session.deleted_rows.remove(each)
    return [each.names for each in gone]


def _taken_changed(work: Unit, chain: str) -> list[list[Seal]]:
    """The seals of each row that this entry vouches for: of what tells of people, where that changed."""
    session = work.session
    rows = [row for row in session.changed if session.chain_of(row) == chain][:_AT_ONCE]
    taken = [(row, session.changed.pop(row)) for row in rows]
    return [
        [seal for seal in seals_of(row) if has_personal or not is_personal(seal.key)]
        for row, has_personal in taken
    ]


def _altered(work: Unit, name: str, keys: Collection[str]) -> dict[str, str]:
    """A mark for good at each part of a row that was not as it had been sealed before the unit changed it."""
    before = work.session.before.pop(name, None)
    altered = altered_parts(work, before, keys) if before is not None else ()
    return {f"{ALTERED}{key}": "" for key in altered}


def _digests(work: Unit, seals: Sequence[Seal], person: str) -> dict[str, str]:
    """The digest of each seal under a salt of its own."""
    salts = {seal.key: _salt(seal.content, person if is_personal(seal.key) else "", seal.key) for seal in seals}
    _write_salts(work, salts.values())
    return {key: salt.digest for key, salt in salts.items()}


def _salt(content: str, of: str, seal: str = "") -> AuditSalt:
    salt = new_salt()
    return AuditSalt(digest=salted(salt, content), salt=salt, subject=of, seal=seal)


def _write_salts(work: Unit, salts: Iterable[AuditSalt]) -> None:
    work.session.add_all(salts)
    work.session.flush()


def _drop_salts(work: Unit, seals: Sequence[str]) -> None:
    if seals:
        work.session.execute(delete(AuditSalt).where(AuditSalt.seal.in_(seals)))
