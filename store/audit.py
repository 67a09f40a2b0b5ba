"""The audit chains: every act adds one entry to its case's chain, in the act's own transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from store.base import Record
from store.dialects import lock_chain
from store.seals import Seal, seal_of, seal_of_words
from store.tables.audit import AuditRow, AuditSalt
from store.work import Work

GENESIS = "0" * 64
"""What stands before a chain's first entry."""

Facts = Mapping[str, str | int | bool | None]
"""Ids, sums, days and digests; never a name, an account or anybody's words."""

_ERASABLE = "binding:"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def append(
    work: Work,
    chain: str,
    *,
    actor: str,
    act: str,
    facts: Facts,
    rows: Sequence[Record] = (),
    said: Sequence[Record] = (),
) -> AuditRow:
    """Add an entry; two at once on one chain wait for each other.

    `rows` are those that the act added or changed, as they stay: the entry vouches for them. `said` are those of
    them in which the act set people's own words.
    """
    lock_chain(work.connection, chain)
    work.session.flush()  # a row's version is known once it is written
    words = (seal for row in said if (seal := seal_of_words(row)))
    seals = _digests(work, map(seal_of, rows)) | _digests(work, words, of=person_of(actor))
    last = work.session.scalar(
        select(AuditRow).where(AuditRow.chain == chain).order_by(AuditRow.place.desc()).limit(1)
    )
    row = AuditRow(
        chain=chain,
        place=last.place + 1 if last else 1,
        at=work.now,
        actor=actor,
        act=act,
        facts=json.dumps({**facts, **seals}, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        previous=last.hash if last else GENESIS,
        hash="",
    )
    row.hash = entry_hash(row)
    return work.add(row)


def digest(work: Work, content: str, *, of: str = "") -> str:
    """A salted digest of personal content. `of` names whose it is (binding:3): erasing them erases the salt."""
    salt = secrets.token_bytes(16)
    found = salted(salt, content)
    work.add(AuditSalt(digest=found, salt=salt, subject=of))
    return found


def person_of(actor: str) -> str:
    """Whose the words of an actor are: a contractor's can be erased; staff stay, their acts keep their name."""
    return actor if actor.startswith(_ERASABLE) else ""


def is_digest_of(work: Work, digest: str, content: str) -> bool | None:
    """Whether an entry's digest was made of this content; None once its salt is erased."""
    row = work.get(AuditSalt, digest)
    return None if row is None else salted(row.salt, content) == digest


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


def salted(salt: bytes, content: str) -> str:
    """The digest of content under its salt."""
    return hashlib.sha256(salt + content.encode()).hexdigest()


def _digests(work: Work, seals: Iterable[Seal], *, of: str = "") -> dict[str, str]:
    return {seal.key: digest(work, seal.content, of=of) for seal in seals}
