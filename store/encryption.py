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
_WINDOW, _MEMORY = 13, 6
_STORED, _LARGEST_PIECE = 11, 0xFFFF
"""Bytes that a stream needs beside the one piece that it stores, and what a piece may have."""
_PREFIX = "e1:"
"""Marks an encrypted text in a column that once held plain ones; stored: never change it."""


class TooLongError(ValueError):
    """The text does not fit, even compressed."""


def encrypt(key: bytes, text: str, *, block: int) -> bytes:
    """Encrypt a text, compressed and padded to a multiple of `block` bytes. `key` has 32 bytes."""
    packed = _packed(text.encode(), block - _LENGTH)
    blocks = -(-(_LENGTH + len(packed)) // block)
    padded = (len(packed).to_bytes(_LENGTH, "big") + packed).ljust(blocks * block, b"\0")
    nonce = secrets.token_bytes(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, padded, None)


def _packed(raw: bytes, room: int) -> bytes:
    """A zlib stream: only stored where it fits into `room` as it is, for what it saves would be padding.

    Compressed in a window of 8 KiB: to set up the usual one costs ten times what a short text takes.
    """
    if len(raw) + _STORED <= room and len(raw) <= _LARGEST_PIECE:
        return _stored(raw)
    small = zlib.compressobj(wbits=_WINDOW, memLevel=_MEMORY)
    return small.compress(raw) + small.flush()


def _stored(raw: bytes) -> bytes:
    """RFC 1950 with one stored piece (RFC 1951, 3.2.4): zlib takes several times as long to set up."""
    length = len(raw)
    sizes = length.to_bytes(2, "little") + (length ^ _LARGEST_PIECE).to_bytes(2, "little")
    return b"".join((b"\x78\x01\x01", sizes, raw, zlib.adler32(raw).to_bytes(4, "big")))


def encrypt_fixed(key: bytes, text: str, *, size: int) -> bytes:
    """Encrypt a text so that the result always has the length of `noise(size)`.

    Raises:
        TooLongError: it does not fit.
    """
    box = encrypt(key, text, block=size)
    if len(box) != _NONCE + size + _TAG:
        raise TooLongError(f"a text of {len(text)} characters does not fit into {size} bytes")
    return box


def noise(size: int, count: int = 1) -> list[bytes]:
    """So many pieces of what nobody without the key can tell from encrypted texts of this size.

    They are cut from one text of nothing, whose key is lost: to have the system make so many bytes takes several
    times as long, and so does a key for each.
    """
    length = _NONCE + size + _TAG
    cipher = ChaCha20Poly1305(ChaCha20Poly1305.generate_key())
    nothing = cipher.encrypt(secrets.token_bytes(_NONCE), bytes(length * count), None)
    return [nothing[place : place + length] for place in range(0, length * count, length)]


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
