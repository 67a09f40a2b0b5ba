"""The installation's key: made once, kept from others, the database's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete

from store.audit.entries import append
from store.database import Database
from store.errors import KeyFault, UnusableKey
from store.key_of_database import key_of
from store.keyfile import KeyFile, PublicKey
from store.tables.audit import AuditKey
from store.upgrade import upgrade
from tests.clocks import FrozenClock
from tests.keys import KEYS, key_file

OTHER = KeyFile.of_seed(b"another key than all others have")


def test_a_key_is_made_once_for_nobody_else_to_read(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "keys" / "audit.pem"
    made = KeyFile.create(file)
    assert KeyFile.create(file).fingerprint == KeyFile.open(file).fingerprint == made.fingerprint
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert list(file.parent.iterdir()) == [file]


def test_what_is_signed_is_checked_with_the_public_half_alone() -> None:
    public, signature = PublicKey.read(KEYS.public_pem.encode()), KEYS.sign(b"entry")
    assert public.has_signed(b"entry", signature)
    assert not public.has_signed(b"other", signature)
    assert not public.has_signed(b"entry", b"\0" * 64)
    assert not public.has_signed(b"entry", b"")
    assert not OTHER.public.has_signed(b"entry", signature)
    assert public.fingerprint == KEYS.fingerprint != OTHER.fingerprint


def test_secrets_are_apart_by_purpose_salt_and_key() -> None:
    found = [KEYS.derive("a"), KEYS.derive("b"), KEYS.derive("a", b"salt"), OTHER.derive("a")]
    assert len(set(found)) == 4
    assert {len(secret) for secret in found} == {32}
    assert KEYS.derive("a", b"salt") == found[2]


@pytest.mark.parametrize("content", [b"", b"no key", OTHER.public_pem.encode()])
def test_a_file_that_holds_no_private_key_is_refused(tmp_path: Path, content: bytes) -> None:
    (file := tmp_path / "audit.pem").write_bytes(content)
    with pytest.raises(UnusableKey) as refused:
        KeyFile.open(file)
    assert refused.value.fault is KeyFault.UNREADABLE


def test_a_folder_in_which_nothing_can_be_written_is_told() -> None:
    with pytest.raises(UnusableKey) as refused:
        KeyFile.create(Path("/dev/null/audit.pem"))
    assert refused.value.fault is KeyFault.UNWRITABLE


async def test_a_missing_file_beside_a_database_that_has_its_key_is_never_made_anew(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    file = tmp_path / "gone" / "audit.pem"
    with pytest.raises(UnusableKey) as refused:
        await upgrade(database_url, file)
    assert refused.value.fault is KeyFault.MISSING
    assert not file.exists()
    with pytest.raises(UnusableKey):
        await key_of(database, file)


async def test_another_key_than_the_databases_is_refused(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    OTHER.write(file := tmp_path / "audit.pem")
    for keys in (file, OTHER):
        with pytest.raises(UnusableKey) as refused:
            await upgrade(database_url, keys)
        assert refused.value.fault is KeyFault.FOREIGN
    with pytest.raises(UnusableKey):
        await key_of(database, file)


async def test_a_register_of_keys_that_was_emptied_lets_no_other_key_in(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    """The entries themselves say which key is the database's: none is made, and none is exchanged."""
    now = FrozenClock()()
    await database.write(lambda work: append(work, "staff", actor="operator", act="off", facts={}), now)
    async with database.writing() as connection:
        await connection.execute(delete(AuditKey))
    with pytest.raises(UnusableKey) as refused:
        await upgrade(database_url, file := tmp_path / "audit.pem")
    assert (refused.value.fault, file.exists()) == (KeyFault.MISSING, False)
    with pytest.raises(UnusableKey) as refused:
        await upgrade(database_url, OTHER)
    assert refused.value.fault is KeyFault.FOREIGN
    assert (await upgrade(database_url, KEYS)).fingerprint == KEYS.fingerprint


async def test_the_databases_own_key_is_taken(database_url: str, database: Database) -> None:
    assert (await upgrade(database_url, key_file())).fingerprint == KEYS.fingerprint
    assert (await key_of(database, key_file())).fingerprint == KEYS.fingerprint


async def test_without_a_key_nothing_is_signed(database_url: str, database: Database) -> None:
    looked_at = Database.open(database_url)
    async with looked_at.reading() as connection:
        assert connection is not None
    assert looked_at.keys is None
    await looked_at.close()
