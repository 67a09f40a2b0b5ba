"""The audit chains: every act adds one entry to its case's chain, in the act's own transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

import structlog
from sqlalchemy import delete, select

from store.audit.hashes import GENESIS, entry_hash, new_salt, salted, sign
from store.audit.seals import Seal, chain_of_row, is_personal, seals_of
from store.audit.unit import Unit
from store.audit.vouching import is_vouched_for
from store.dialects import lock_chain
from store.tables.audit import AuditRow, AuditSalt

Facts = Mapping[str, str | int | bool | None]
"""Ids, sums, days and digests; never a name, an account or anybody's words."""

ALTERED = "altered:"
"""Before a seal's name, in an entry that seals a row anew which was not as it had been sealed."""

_ERASABLE = "binding:"
_LOG = structlog.get_logger(__name__)

_AT_ONCE = 500
"""Rows that one entry vouches for at most."""


def append(work: Unit, chain: str, *, actor: str, act: str, facts: Facts) -> AuditRow:
    """Add an entry; two at once on one chain wait for each other.

    It vouches for every row of this chain that was changed in the unit of work, as it stands.
    """
    lock_chain(work.connection, chain)
    work.session.flush()  # a row's version is known once it is written
    work.cause = replace(work.cause, actor=actor)
    return _add(work, chain, actor, act, {**facts, **dict(_seals(work, chain, actor))})


def seal_rest(work: Unit) -> None:
    """Add an entry to each chain of whose rows some were changed and that no act's own entry told of."""
    work.session.flush()
    rest = {chain_of_row(row, work.session) for row in work.session.changed}
    for chain in sorted(rest | {gone.chain for gone in work.session.deleted_rows}):
        while _has_left(work, chain):
            append(work, chain, actor=work.cause.actor, act=work.cause.act, facts={})


def digest(work: Unit, content: str, *, of: str = "", seal: str = "") -> str:
    """A salted digest of personal content. `of` names whose it is (binding:3): erasing them erases the salt."""
    salt = new_salt()
    found = salted(salt, content)
    work.add(AuditSalt(digest=found, salt=salt, subject=of, seal=seal))
    return found


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
        chain_of_row(row, session) == chain for row in session.changed
    )


def _seals(work: Unit, chain: str, actor: str) -> Iterator[tuple[str, str | None]]:
    """The digests of the rows that changed, a bounded number; of those that are gone, that they are."""
    session = work.session
    for gone in [gone for gone in session.deleted_rows if gone.chain == chain][:_AT_ONCE]:
        session.deleted_rows.remove(gone)
        yield from _altered(work, gone.names.row, (gone.names.row, gone.names.personal))
        for name in (gone.names.row, gone.names.personal):
            _drop_salts(work, name)
        yield gone.names.row, None
    for row in [row for row in session.changed if chain_of_row(row, session) == chain][:_AT_ONCE]:
        has_personal = session.changed.pop(row)
        seals = [seal for seal in seals_of(row) if has_personal or not is_personal(seal.key)]
        yield from _altered(work, seals[0].key, [seal.key for seal in seals])
        for seal in seals:
            yield _sealed(work, seal, of=person_of(actor) if is_personal(seal.key) else "")


def _altered(work: Unit, name: str, keys: Collection[str]) -> Iterator[tuple[str, str]]:
    """A mark for good at each part of a row that was not as it had been sealed before the unit changed it."""
    before = work.session.before.pop(name, None)
    if before is None:
        return
    for seal in before.seals:
        if seal.key in keys and not is_vouched_for(work, before, seal):
            _LOG.error("a row was changed past every act", seal=seal.key)
            yield f"{ALTERED}{seal.key}", ""


def _sealed(work: Unit, seal: Seal, *, of: str = "") -> tuple[str, str]:
    """The salt of the seal before goes: what the row said then can be tried by nobody any more."""
    _drop_salts(work, seal.key)
    return seal.key, digest(work, seal.content, of=of, seal=seal.key)


def _drop_salts(work: Unit, seal: str) -> None:
    work.session.execute(delete(AuditSalt).where(AuditSalt.seal == seal))
