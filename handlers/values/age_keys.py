"""Keys of the age format (X25519): a public one as people paste it, and a private one made of a secret."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from textwrap import wrap

from pyrage import IdentityError, RecipientError, x25519

_PREFIX = "age-secret-key-"
_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BITS, _CHECKSUM = 5, 6


def read_public_key(words: str) -> str | None:
    """The public key (`age1…`) as age writes it; None for what is none, a private key above all."""
    try:
        return str(x25519.Recipient.from_str(words.strip().lower()))
    except RecipientError:
        return None


def read_private_key(words: str) -> str | None:
    """The private key (`AGE-SECRET-KEY-1…`) as age writes it; None for what is none."""
    try:
        return str(x25519.Identity.from_str(words.strip()))
    except IdentityError:
        return None


def private_key_of(secret: bytes) -> str:
    """The private key (`AGE-SECRET-KEY-1…`) that these 32 bytes are."""
    figures = list(_fives(secret))
    checked = _checksum([*_spread(_PREFIX), *figures])
    return f"{_PREFIX}1{''.join(_ALPHABET[figure] for figure in (*figures, *checked))}".upper()


def public_key_of(private_key: str) -> str:
    """The public half of a private key."""
    return str(x25519.Identity.from_str(private_key).to_public())


def fingerprint(public_key: str) -> str:
    """What people compare aloud: the first 16 figures of the key's SHA-256, in groups."""
    return " ".join(wrap(hashlib.sha256(public_key.encode()).hexdigest()[:16], 4))


def thrown_away_key() -> str:
    """A public key whose private half nobody has, nor ever had for longer than this."""
    return str(x25519.Identity.generate().to_public())


# Bech32 (BIP 173), in which age writes keys: pyrage makes a key of chance, or reads one that is written so.
def _fives(raw: bytes) -> Iterator[int]:
    bits = "".join(f"{byte:08b}" for byte in raw)
    for start in range(0, len(bits), _BITS):
        yield int(bits[start : start + _BITS].ljust(_BITS, "0"), 2)


def _spread(prefix: str) -> list[int]:
    return [ord(one) >> _BITS for one in prefix] + [0] + [ord(one) & 31 for one in prefix]


def _checksum(figures: list[int]) -> list[int]:
    found = _polymod([*figures, *[0] * _CHECKSUM]) ^ 1
    return [(found >> _BITS * (_CHECKSUM - 1 - place)) & 31 for place in range(_CHECKSUM)]


def _polymod(figures: list[int]) -> int:
    found = 1
    for figure in figures:
        top = found >> 25
        found = (found & 0x1FFFFFF) << _BITS ^ figure
        for place, step in enumerate(_GENERATOR):
            found ^= step if (top >> place) & 1 else 0
    return found
