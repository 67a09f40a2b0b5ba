"""Hashes of entries and digests of rows, and the signatures over them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from store.keyfile import KeyFile, PublicKey
from store.tables.audit import AuditRow

GENESIS = "0" * 64
"""What stands before a chain's first entry."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def entry_hash(row: AuditRow) -> str:
    """The hash over everything in the entry and the hash before it."""
    moment = str((row.at - _EPOCH) // _MICROSECOND)
    return hash_of((row.chain, str(row.place), moment, row.actor, row.act, row.facts, row.previous))


def is_genuine(key: PublicKey, row: AuditRow) -> bool:
    """Whether the entry is as the key signed it."""
    return row.hash == entry_hash(row) and is_signed(key, row.hash, row.signature)


def sign(keys: KeyFile, hash_: str) -> str:
    """The signature over a hash, in hex."""
    return keys.sign(bytes.fromhex(hash_)).hex()


def is_signed(key: PublicKey, hash_: str, signature: str) -> bool:
    """Whether the key made this signature over this hash."""
    try:
        return bool(signature) and key.has_signed(bytes.fromhex(hash_), bytes.fromhex(signature))
    except ValueError:  # no hex: tampered with
        return False


def hash_of(fields: Iterable[str]) -> str:
    """One hash over several fields; their lengths keep them apart."""
    whole = b"".join(len(raw).to_bytes(4, "big") + raw for raw in (field.encode() for field in fields))
    return hashlib.sha256(whole).hexdigest()


def salted(salt: bytes, content: str) -> str:
    """The digest of content under its salt."""
    return hashlib.sha256(salt + content.encode()).hexdigest()


def new_salt() -> bytes:
    """Chance enough that nobody tries all contents."""
    return secrets.token_bytes(16)
