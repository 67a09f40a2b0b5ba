"""Short texts encrypted so that neither their length nor their presence tells anything."""

from __future__ import annotations

import base64
import binascii
import secrets
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_NONCE, _TAG = 12, 16
_LENGTH = 4
_PREFIX = "e1:"
"""Marks an encrypted text in a column that once held plain ones; stored: never change it."""


class TooLongError(ValueError):
    """The text does not fit, even compressed."""


def encrypt(key: bytes, text: str, *, block: int) -> bytes:
    """Encrypt a text, compressed and padded to a multiple of `block` bytes. `key` has 32 bytes."""
    packed = zlib.compress(text.encode())
    framed = len(packed).to_bytes(_LENGTH, "big") + packed
    padded = framed + bytes(-len(framed) % block)
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, None)


def encrypt_fixed(key: bytes, text: str, *, size: int) -> bytes:
    """Encrypt a text so that the result always has the length of `noise(size)`.

    Raises:
        TooLongError: it does not fit.
    """
    box = encrypt(key, text, block=size)
    if len(box) != _NONCE + size + _TAG:
        raise TooLongError(f"a text of {len(text)} characters does not fit into {size} bytes")
    return box


def noise(size: int) -> bytes:
    """What nobody without the key can tell from an encrypted text of this size."""
    return secrets.token_bytes(_NONCE + size + _TAG)


def decrypt(key: bytes, box: bytes) -> str | None:
    """The text; None where the key is another one, or the box is noise."""
    try:
        padded = ChaCha20Poly1305(key).decrypt(box[:_NONCE], box[_NONCE:], None)
    except (InvalidTag, ValueError):
        return None
    length = int.from_bytes(padded[:_LENGTH], "big")
    return zlib.decompress(padded[_LENGTH : _LENGTH + length]).decode()


def to_column(box: bytes) -> str:
    """An encrypted text for a column of words."""
    return _PREFIX + base64.b64encode(box).decode()


def from_column(key: bytes, stored: str) -> str | None:
    """The text of such a column; one that was written before texts were encrypted is there in plain."""
    if not stored.startswith(_PREFIX):
        return stored
    try:
        return decrypt(key, base64.b64decode(stored[len(_PREFIX) :], validate=True))
    except binascii.Error:
        return None
