"""Entries as the product writes them, made by somebody who has another key, or none."""

from __future__ import annotations

import json

from sqlalchemy import insert, inspect, select

from store.audit.hashes import GENESIS, entry_hash, new_salt, salted, sign
from store.audit.seals import seals_of
from store.base import Record
from store.keyfile import KeyFile
from store.tables.audit import AuditRow, AuditSalt
from store.work import Work


def vouch(work: Work, row: Record, chain: str, key: KeyFile | None) -> None:
    """An entry for a row as it stands, as the product itself would write it."""
    facts: dict[str, str | None] = {}
    for seal in seals_of(row):
        salt = new_salt()
        facts[seal.key] = salted(salt, seal.content)
        work.connection.execute(
            insert(AuditSalt).values(digest=facts[seal.key], salt=salt, subject="", seal=seal.key)
        )
    forge(work, chain, "write", facts, key)


def forge(work: Work, chain: str, act: str, facts: dict[str, str | None], key: KeyFile | None) -> int:
    rows = work.connection.execute(
        select(AuditRow.place, AuditRow.hash)
        .where(AuditRow.chain == chain)
        .order_by(AuditRow.place.desc())
        .limit(1)
    ).first()
    entry = AuditRow(
        chain=chain,
        place=rows.place + 1 if rows else 1,
        at=work.now,
        actor="staff:1",
        act=act,
        facts=json.dumps(facts, sort_keys=True),
        previous=rows.hash if rows else GENESIS,
    )
    entry.hash = entry_hash(entry)
    entry.signature = sign(key, entry.hash) if key else ""
    names = [attribute.key for attribute in inspect(AuditRow).column_attrs if attribute.key != "id"]
    done = work.connection.execute(insert(AuditRow).values({name: getattr(entry, name) for name in names}))
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])
