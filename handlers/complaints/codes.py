"""查询码: 20 figures in five groups, of which only a slow keyed hash is kept.

18 figures are of chance and two check them. Those two hang on the installation's key, so that a slip is told at
once, and whoever guesses gets one try in a hundred as far as the slow hash.
"""

from __future__ import annotations

import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from argon2.low_level import Type, hash_secret_raw

from handlers.values.age_keys import private_key_of, public_key_of
from store.keyfile import KeyFile

RANDOM_FIGURES, CHECK_FIGURES, GROUP = 18, 2, 4
_FIGURES = RANDOM_FIGURES + CHECK_FIGURES
_CHECKS, _HASHES = "complaint code checks", "complaint codes"
"""What the installation's key is used for. Stored with every code: never rename one."""

_PASSES, _KIBIBYTES, _LANES = 3, 65_536, 1
"""Argon2id, about a tenth of a second. Stored with every code: never change one."""

_HASH_LENGTH = 32
_BETWEEN = r"[\s\-‐–—·,，.。]{0,2}"
_SHAPED = re.compile(rf"(?<!\d)(?:\d{_BETWEEN}){{{_FIGURES - 1}}}\d(?!\d)")


class Unread(Enum):
    """Why typed words are no code, told at once: whoever slipped need not wait for the hash."""

    LENGTH = auto()  # not 20 figures
    CHECK = auto()  # a figure is wrong


@dataclass(frozen=True, slots=True, repr=False)
class CodeKeys:
    """What a code comes to: the hash that finds its report, and the private key of what is written to it.

    It is nowhere kept, and has no `repr` in which a log would show it.
    """

    code_hash: bytes
    private_key: str

    @property
    def public_key(self) -> str:
        """The key to which officers seal their messages; kept beside the hash."""
        return public_key_of(self.private_key)


def new_code(keys: KeyFile) -> str:
    """A code of chance: 20 figures."""
    figures = f"{secrets.randbelow(10**RANDOM_FIGURES):0{RANDOM_FIGURES}}"
    return figures + _check(figures, keys)


def grouped(code: str) -> str:
    """The code as people read and copy it: 1234 5678 9012 3456 7890."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(words: str, keys: KeyFile) -> str | Unread:
    """The code that somebody typed, whatever stands between its figures."""
    figures = re.sub(r"\D", "", unicodedata.normalize("NFKC", words))
    if len(figures) != _FIGURES or not figures.isascii():
        return Unread.LENGTH
    right = _check(figures[:RANDOM_FIGURES], keys)
    return figures if hmac.compare_digest(figures[RANDOM_FIGURES:], right) else Unread.CHECK


def holds_code(words: str) -> bool:
    """Whether words of a talk hold what is shaped like a code, also one with a slip: they are kept nowhere."""
    return _SHAPED.search(unicodedata.normalize("NFKC", words)) is not None


def keys_of(code: str, keys: KeyFile) -> CodeKeys:
    """What the code comes to. Slow: it takes as long for one that nobody has."""
    derived = hash_secret_raw(
        code.encode(),
        keys.derive(_HASHES),
        time_cost=_PASSES,
        memory_cost=_KIBIBYTES,
        parallelism=_LANES,
        hash_len=2 * _HASH_LENGTH,
        type=Type.ID,
    )
    return CodeKeys(derived[:_HASH_LENGTH], private_key_of(derived[_HASH_LENGTH:]))


def _check(figures: str, keys: KeyFile) -> str:
    mac = hmac.digest(keys.derive(_CHECKS), figures.encode(), "sha256")
    return f"{int.from_bytes(mac, 'big') % 10**CHECK_FIGURES:0{CHECK_FIGURES}}"
