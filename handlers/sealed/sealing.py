"""Sealing: to the recipients' public keys, in a box that does not tell how many may open it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from pyrage import DecryptError, decrypt, encrypt, x25519

from handlers.values.age_keys import thrown_away_key


def sealed(content: bytes, keys: Sequence[str], places: int) -> bytes:
    """The content as an age file to these keys.

    It has `places` places for keys whoever was left out: the others are of keys that nobody has, in no order.
    Their number would else say that a report is about somebody's office.
    """
    decoys = (thrown_away_key() for _ in range(places - len(keys)))
    to = [x25519.Recipient.from_str(key) for key in (*keys, *decoys)]
    secrets.SystemRandom().shuffle(to)
    return bytes(encrypt(content, to))


def unsealed(box: bytes, private_key: str) -> bytes | None:
    """What the box holds; None where this key does not open it."""
    try:
        return bytes(decrypt(box, [x25519.Identity.from_str(private_key)]))
    except DecryptError:
        return None
