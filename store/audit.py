"""The audit chains: every act adds one entry to its case's chain, in the act's own transaction."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping

from sqlalchemy import select

from store.dialects import lock_chain
from store.tables.audit import AuditRow, AuditSalt
from store.work import Work

GENESIS = "0" * 64
"""What stands before a chain's first entry."""

Facts = Mapping[str, str | int | bool | None]
"""Ids, sums, days and digests; never a name, an account or anybody's words."""


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


def digest(work: Work, content: str) -> str:
    """A salted digest of personal content; once its salt is erased, it says nothing about anybody."""
    salt = secrets.token_bytes(16)
    found = hashlib.sha256(salt + content.encode()).hexdigest()
    work.add(AuditSalt(digest=found, salt=salt))
    return found


def entry_hash(row: AuditRow) -> str:
    """The hash over everything in the entry and the hash before it; lengths keep fields apart."""
    moment = str(int(row.at.timestamp() * 1_000_000))
    fields = (row.chain, str(row.place), moment, row.actor, row.act, row.facts, row.previous)
    whole = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (field.encode() for field in fields))
    return hashlib.sha256(whole).hexdigest()
