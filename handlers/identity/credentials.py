"""Passwords, authenticators and recovery codes: made, kept so that the database alone opens nothing, and compared.

Passwords follow NIST SP 800-63B: a length, no rules of composition, none that everybody tries first, none of the
member's or the office's own name.
"""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from datetime import datetime
from functools import cache

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from handlers.identity.codes import ALPHABET
from store.encryption import encrypt, from_column, to_column
from store.work import Work

LEAST, MOST = 12, 128
"""Characters of a password."""

RECOVERY_CODES = 10
STEP = 30
"""Seconds for which an authenticator shows one code."""

_DRIFT = 1
"""Steps that the clocks of the phone and of this machine may be apart."""

_RECOVERY_LENGTH = 12
_SECRETS, _RECOVERY = "authenticators", "recovery codes"
_BLOCK = 128
_LEAST_DIFFERENT = 5

_COMMON = frozenset(
    {
        *(
            "password",
            "passw0rd",
            "qwerty",
            "qwertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "iloveyou",
            "letmein",
            "welcome",
        ),
        *("admin", "administrator", "woaini", "5201314", "1314520", "147258369", "987654321", "0123456789"),
        *("123456789", "1234567890", "112233", "123123", "abc123", "abcdef", "1q2w3e4r", "1qaz2wsx", "monkey"),
        *("qazwsxedc", "a123456", "aa123456", "q1w2e3r4", "zaq12wsx", "mima", "gongzuo", "anze", "ezhen"),
    }
)
"""What is tried first; a password that is little but one of these, doubled or with a few signs, is refused."""


@cache
def _hasher() -> PasswordHasher:
    """argon2id with the second recommended choice of RFC 9106: 64 MiB, three passes."""
    return PasswordHasher()


@cache
def nobodys_hash() -> str:
    """What the password of an unknown name is compared with, so that it takes as long as one that is known."""
    return _hasher().hash(secrets.token_urlsafe(24))


def hash_password(password: str) -> str:
    """The password as it is stored. Slow on purpose: call it beside the loop and outside of transactions."""
    return _hasher().hash(_normal(password))


def is_password(stored: str, password: str) -> bool:
    """Whether it is the password. As slow as `hash_password`."""
    try:
        return _hasher().verify(stored, _normal(password))
    except (VerificationError, InvalidHashError):
        return False


def is_too_common(password: str) -> bool:
    """Whether it is what everybody tries first, or hardly more than that."""
    plain = _normal(password).lower()
    if len(set(plain)) < _LEAST_DIFFERENT or plain in _runs():
        return True
    rest = plain
    for word in sorted(_COMMON, key=len, reverse=True):
        rest = rest.replace(word, "")
    return len(rest) <= len(plain) // 3 and rest != plain


def is_named(password: str, *names: str) -> bool:
    """Whether the password is made of one of these names."""
    plain = _normal(password).lower()
    return any(len(name) > 1 and _normal(name).lower() in plain for name in names)


def new_secret() -> str:
    """A secret for an authenticator, in base 32."""
    return pyotp.random_base32()


def provisioning_uri(secret: str, *, member: str, office: str) -> str:
    """What the QR code says to the authenticator."""
    return pyotp.TOTP(secret).provisioning_uri(name=member, issuer_name=office)


def lock_secret(work: Work, secret: str) -> str:
    """The secret as it is stored."""
    return to_column(encrypt(work.keys.derive(_SECRETS), secret, block=_BLOCK))


def unlock_secret(work: Work, stored: str) -> str | None:
    """The secret; None where the installation's key is another one."""
    return from_column(work.keys.derive(_SECRETS), stored) if stored.startswith("e1:") else None


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The step whose code this is, the newest first; None where it is none of the steps around now."""
    totp, current = pyotp.TOTP(secret), int(now.timestamp()) // STEP
    typed = _digits(code)
    found = None
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), typed):
            found = step
    return found


def new_recovery_code() -> str:
    """A code as it is printed: ABCD-EFGH-JKMN."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(_RECOVERY_LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, _RECOVERY_LENGTH, 4))


def recovery_hash(work: Work, staff_id: int, code: str) -> bytes:
    """A recovery code as it is stored, under the installation's key."""
    key = work.keys.derive(_RECOVERY)
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", code).upper() if sign.isalnum())
    return hmac.digest(key, f"{staff_id}\0{plain}".encode(), "sha256")


def is_recovery_code(code: str) -> bool:
    """Whether it can be one, and no code of an authenticator."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", code).upper() if sign.isalnum())
    return len(plain) == _RECOVERY_LENGTH


@cache
def _runs() -> frozenset[str]:
    """Figures, letters and rows of keys one after the other, forwards and backwards."""
    rows = ("01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
    both = (*rows, *(row[::-1] for row in rows))
    return frozenset(
        row[start:end] for row in both for start in range(len(row)) for end in range(start + LEAST, len(row) + 1)
    )


def _normal(password: str) -> str:
    """However a keyboard composes the signs, the password is one."""
    return unicodedata.normalize("NFKC", password)


def _digits(code: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", code) if sign.isascii() and sign.isdigit())
