"""查询码: 20 figures in five groups, of which only a slow keyed hash is kept.

18 figures are as good as of chance and two check them. Those two hang on the installation's key, so that a slip
is told at once, and whoever guesses gets one try in a hundred as far as the slow hash.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto

from handlers.values.age_keys import private_key_of, public_key_of
from handlers.values.figures import figures_in, figures_of
from policy_kb.expressions import lazy_compile
from policy_kb.reading import Reading
from store.keyfile import KeyFile

RANDOM_FIGURES, CHECK_FIGURES = 18, 2
NONCE_BYTES = 16
_FIGURES = RANDOM_FIGURES + CHECK_FIGURES
_CHECKS, _HASHES, _FORMS = "complaint code checks", "complaint codes", "complaint codes of forms"
"""What the installation's key is used for. Stored with every code: never rename one."""

_PASSES, _KIBIBYTES, _LANES = 3, 65_536, 1
"""Argon2id, about a tenth of a second. Stored with every code: never change one."""

_HASH_LENGTH = 32
_BETWEEN = r"[\s\-‐–—·,，.。、/|_:：]{0,3}"
_SHAPED = lazy_compile(rf"(?<!\d)(?:\d{_BETWEEN}){{{_FIGURES - 1}}}\d(?!\d)")
_NAMED = lazy_compile(r"查询码|查詢碼|查询号码?|查詢號碼?")
_PART = lazy_compile(rf"(?:\d{_BETWEEN}){{11,}}\d")
"""So many figures beside the word are a code with a slip, or the longer half of one: the rest could be tried."""

_LEAST = 12
_WORDS = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖两幺"
_IN_WORDS = str.maketrans(_WORDS, "0012345678912345678921")
_LONG = lazy_compile(rf"[\d{_WORDS}](?:[^\d{_WORDS}]*[\d{_WORDS}]){{{_LEAST - 1}}}")
"""So many figures has either, and hardly any message."""
_OF_OTHER = lazy_compile(r"(?:发票|凭证|账号|帐号|账户|卡号|流水号?|订单|运单|快递)[^\d,，。]{0,8}\d[\d\s]*")
"""E-invoices have numbers of 20 figures as well: whoever says so has no code."""


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


def code_of(nonce: bytes, content: bytes, keys: KeyFile) -> str:
    """The code of what was sent with a form: 20 figures. The same form with the same content has the same.

    The nonce is of chance, `NONCE_BYTES` long, and no other form's.
    """
    mac = hmac.digest(keys.derive(_FORMS), nonce + hashlib.sha256(content).digest(), "sha256")
    figures = figures_of(mac, RANDOM_FIGURES)
    return figures + _check(figures, keys)


def new_code(keys: KeyFile) -> str:
    """A code of chance, which nobody has."""
    return code_of(secrets.token_bytes(NONCE_BYTES), b"", keys)


def read_code(words: str, keys: KeyFile) -> str | Unread:
    """The code that somebody typed, whatever stands between its figures."""
    figures = figures_in(unicodedata.normalize("NFKC", words).translate(_IN_WORDS))
    if len(figures) != _FIGURES or not figures.isascii():
        return Unread.LENGTH
    right = _check(figures[:RANDOM_FIGURES], keys)
    return figures if hmac.compare_digest(figures[RANDOM_FIGURES:], right) else Unread.CHECK


def holds_code(words: Reading | str) -> bool:
    """Whether words of a talk hold what is shaped like a code, also one with a slip: they are kept nowhere."""
    written = Reading.of(words).half_width
    if len(written) < _LEAST or not _LONG.search(written):
        return False
    said = written.translate(_IN_WORDS)
    if _NAMED.search(said) and _PART.search(said):
        return True
    return _SHAPED.search(_OF_OTHER.sub(" ", said)) is not None


def keys_of(code: str, keys: KeyFile) -> CodeKeys:
    """What the code comes to. Slow: it takes as long for one that nobody has."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415 -- only who looks a report up needs it

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
    return figures_of(mac, CHECK_FIGURES)
