"""Ephemeral sessions: what is remembered of a talk about a complaint, for half an hour, in every process.

Every session's row carries a box of the same size, rewritten with every turn. Only the key of its day, which is
thrown away, mixed with the key file's, tells whether it holds a session or noise: the database alone does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime

from store.encryption import TooLongError, decrypt, encrypt_fixed, noise
from store.keyring import EPHEMERAL_LIVES, Ring, seal

SIZE = 4096
"""Bytes: enough for what was shown of any article."""
_SEPARATOR = "\n"


def seal_ephemeral(candidates: Sequence[str], channel: str, address: str, *, ring: Ring, now: datetime) -> bytes:
    """The box for a session's row: the first candidate that fits, of at least one.

    Raises:
        TooLongError: not even the last one fits.
    """
    key = seal(ring.new_sensitive, channel, address)
    until = int((now + EPHEMERAL_LIVES).timestamp())
    *first, last = candidates
    for candidate in first:
        with suppress(TooLongError):
            return encrypt_fixed(key, f"{until}{_SEPARATOR}{candidate}", size=SIZE)
    return encrypt_fixed(key, f"{until}{_SEPARATOR}{last}", size=SIZE)


def empty_boxes(count: int) -> list[bytes]:
    """The boxes of so many rows for which there is nothing to keep: noise."""
    return noise(SIZE, count)


def open_ephemeral(box: bytes | None, channel: str, address: str, *, ring: Ring, now: datetime) -> str | None:
    """The ephemeral session, if the box holds one whose time is not over."""
    if box is None:
        return None
    for secret in ring.sensitive:
        found = decrypt(seal(secret, channel, address), box)
        if found is not None:
            until, _, session = found.partition(_SEPARATOR)
            return session if now < datetime.fromtimestamp(int(until), UTC) else None
    return None
