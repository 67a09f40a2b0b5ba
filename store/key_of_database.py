"""Which key signs a database's entries: told once, compared at every start."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from store.adoption import adopt
from store.audit.hashes import is_signed
from store.database import Database
from store.errors import KeyFault, UnusableKey
from store.keyfile import KeyFile
from store.tables.audit import AuditKey, AuditRow
from store.work import working


def take_up_key(connection: Connection, keys: KeyFile | Path) -> KeyFile:
    """The key of this database: opened, or made where nothing is signed yet; part of the upgrade's transaction.

    Raises:
        UnusableKey: it is missing, cannot be used, or is another than the database's.
    """
    known, signed = _fingerprints(connection), _first_signed(connection)
    key = keys if isinstance(keys, KeyFile) else _opened(keys, may_create=not known and signed is None)
    if (known and key.fingerprint not in known) or (signed and not is_signed(key.public, *signed)):
        raise UnusableKey(KeyFault.FOREIGN, key.path)
    if not known:
        row = {"fingerprint": key.fingerprint, "public_pem": key.public_pem, "taken_at": datetime.now(UTC)}
        connection.execute(insert(AuditKey), row)
    working(connection, act=adopt, now=datetime.now(UTC), keys=key)
    return key


async def key_of(database: Database, file: Path) -> KeyFile:
    """The key in the file, if it is the database's.

    Raises:
        UnusableKey: it is missing, cannot be used, or is another.
    """
    key = KeyFile.open(file)
    async with database.reading() as connection:
        if key.fingerprint not in await connection.run_sync(_fingerprints):
            raise UnusableKey(KeyFault.FOREIGN, file)
    return key


def _opened(file: Path, *, may_create: bool) -> KeyFile:
    return KeyFile.create(file) if may_create and not file.exists() else KeyFile.open(file)


def _first_signed(connection: Connection) -> tuple[str, str] | None:
    """Hash and signature of the oldest entry that has one: it says whose the database is, like the register."""
    signed = (
        select(AuditRow.hash, AuditRow.signature).where(AuditRow.signature != "").order_by(AuditRow.id).limit(1)
    )
    found = connection.execute(signed).first()
    return (found.hash, found.signature) if found else None


def _fingerprints(connection: Connection) -> frozenset[str]:
    return frozenset(connection.scalars(select(AuditKey.fingerprint)))
