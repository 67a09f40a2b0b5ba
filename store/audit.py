"""The audit chains: every act adds one entry to its case's chain, in the act's own transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from store.dialects import lock_chain
from store.tables.audit import AuditRow, AuditSalt
from store.work import Work

GENESIS = "0" * 64
"""What stands before a chain's first entry."""

Facts = Mapping[str, str | int | bool | None]
"""Ids, sums, days and digests; never a name, an account or anybody's words."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def append(work: Work, chain: str, *, actor: str, act: str, facts: Facts) -> AuditRow:
    """Add an entry; two at once on one chain wait for each other."""
    lock_chain(work.connection, chain)
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
    return work.add(row)


def digest(work: Work, content: str, *, of: str = "") -> str:
    """A salted digest of personal content. `of` names whose it is (binding:3): erasing them erases the salt."""
    salt = secrets.token_bytes(16)
    found = _salted(salt, content)
    work.add(AuditSalt(digest=found, salt=salt, subject=of))
    return found


def is_digest_of(work: Work, digest: str, content: str) -> bool | None:
    """Whether an entry's digest was made of this content; None once its salt is erased."""
    row = work.get(AuditSalt, digest)
    return None if row is None else _salted(row.salt, content) == digest


def erase_salts(work: Work, of: str) -> None:
    """Make every digest of somebody's content say nothing any more; the chains stay as they are."""
    work.session.execute(delete(AuditSalt).where(AuditSalt.subject == of))


def entry_hash(row: AuditRow) -> str:
    """The hash over everything in the entry and the hash before it."""
    moment = str((row.at - _EPOCH) // _MICROSECOND)
    return hash_of((row.chain, str(row.place), moment, row.actor, row.act, row.facts, row.previous))


def hash_of(fields: Iterable[str]) -> str:
    """One hash over several fields; their lengths keep them apart."""
    whole = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (field.encode() for field in fields))
    return hashlib.sha256(whole).hexdigest()


def _salted(salt: bytes, content: str) -> str:
    return hashlib.sha256(salt + content.encode()).hexdigest()
