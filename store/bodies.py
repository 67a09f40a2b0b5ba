"""Texts that wait in the database, encrypted: an answer, or the rest of one, may hold a link, a message a code.

The key comes from the key file, so that a copy of the database alone opens nothing.
"""

from __future__ import annotations

from store.encryption import encrypt, from_column, to_column
from store.keyfile import KeyFile
from store.keyring import seal

_BLOCK = 256
"""Bytes to a multiple of which texts are padded."""

ANSWER_BLOCK = 2048
"""The same for answers: nearly every one fits into one block, so that its length does not tell which it is."""


def bodies_key(keys: KeyFile | None) -> bytes:
    """The key of this installation's texts; without a key file (a test's database) one that anybody knows."""
    return seal(b"", "bodies") if keys is None else keys.derive("bodies")


def seal_body(key: bytes, text: str, *, block: int = _BLOCK) -> str:
    """A text as it is stored."""
    return to_column(encrypt(key, text, block=block))


def open_body(key: bytes, stored: str) -> str:
    """The text of a column, also of one that an older version wrote; empty where it cannot be opened."""
    return from_column(key, stored) or ""
