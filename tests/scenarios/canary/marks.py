"""Marked people and words: no two of them share a value, and one search finds those of all."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

_PHONE, _OPENID, _STREET, _WORDS, _CAMERA, _IP = (
    "19904731",
    "oCaNaRyX",
    "翡翠鸟胡同",
    "蓝歌鸲",
    "CanaryCam",
    "198.18.47.",
)
STEMS = (_PHONE, _OPENID, _STREET, _WORDS, _CAMERA, _IP)
"""What every marked telephone, openid, address, word and piece of a file's metadata begins with."""

SENDER = "oTalKerX"
"""What the openid of whoever tells begins with."""

_LETTERS = str.maketrans("0123456789", "zabcdefghi")
_GROUP = 3
"""Bytes that become four characters of Base64."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Who tells something, and what nobody else would say."""

    number: int

    @property
    def phone(self) -> str:
        return f"{_PHONE}{self.number:03}"

    @property
    def openid(self) -> str:
        return f"{_OPENID}{_lettered(self.number)}"

    @property
    def sender(self) -> str:
        """The account by which it is told: whoever talks has one, and leaves it."""
        return f"{SENDER}{_lettered(self.number)}"

    @property
    def address(self) -> str:
        return f"{_STREET}{self.number}号"

    @property
    def words(self) -> str:
        return f"{_WORDS}{self.number}次"

    @property
    def ip(self) -> str:
        return f"{_IP}{self.number}"

    @property
    def camera(self) -> str:
        return f"{_CAMERA} {self.number}"

    @property
    def told(self) -> str:
        """All of it in a sentence, as somebody gives who they are."""
        return f"{self.words}，电话{self.phone}，微信{self.openid}，住{self.address}"


def _lettered(number: int) -> str:
    """The rest of an openid; so many figures would be taken for a 查询码."""
    return f"{number:020}".translate(_LETTERS)


def spellings(mark: str) -> Iterator[bytes]:
    """The mark as a program may have written it."""
    yield mark.encode()
    yield from (mark.encode(code) for code in ("utf-16-le", "utf-16-be", "gb18030"))
    yield json.dumps(mark)[1:-1].encode()
    yield json.dumps(mark)[1:-1].replace("\\u", "\\\\u").encode()
    yield quote(mark).encode()
    yield mark.encode().hex().encode()
    yield repr(mark.encode())[2:-1].encode()
    yield from _in_base64(mark.encode())


def found_in(content: bytes, stems: Iterable[str] = STEMS) -> list[str]:
    """The stems that stand there, in whatever spelling."""
    return [stem for stem in stems if any(spelling in content for spelling in _SPELLINGS[stem])]


def codes_in(content: bytes, codes: set[str]) -> set[str]:
    """Those of the codes that stand there, grouped or not."""
    figures = re.compile(rb"\d{4}(?:[ -]?\d{4}){4}")
    return codes & {re.sub(rb"\D", b"", found).decode() for found in figures.findall(content)}


def _in_base64(raw: bytes) -> Iterator[bytes]:
    """Wherever in a text it begins: the characters that hang on it alone."""
    for place in range(_GROUP):
        skipped = -place % _GROUP
        inner = raw[skipped : len(raw) - (len(raw) - skipped) % _GROUP]
        if len(inner) > _GROUP:
            yield base64.b64encode(inner)


_SPELLINGS = {stem: tuple(set(spellings(stem))) for stem in (*STEMS, SENDER)}
