"""Bring a message into the one form that is understood: simplified, half-width, lower case, no noise, bounded."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from policy_kb.expressions import beginning, lazy_compile
from policy_kb.matching.traditional import may_be_traditional

if TYPE_CHECKING:
    import opencc

HEAD, TAIL = 700, 300
"""What is read of a very long message: its beginning and its end, where the question stands."""
READ_WHOLE = HEAD + TAIL
"""Characters of a message of which nothing is left out."""

_INVISIBLE = lazy_compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\uf8ff]"
)
_TOWN = lazy_compile(r"(?<=[乡村个咱这那弄你们在把的])[一意亿易]镇|^[一意亿易]镇|乡村\s*[e一意亿易]\s*镇|e\s+镇")
_CIRCLED = lazy_compile("[①-⑳](?<=[0-9０-９一二三四五六七八九十条].)")
"""7① is no 71: the circle is kept as brackets where another number or 条 stands before it."""
_SOUND = lazy_compile(
    beginning("呃嗯唉哎噢喔额那就这", "[呃嗯唉哎噢喔额]+|(?:那个){2,}|(?:就是){2,}|(?:这个){2,}")
)
_REPEAT = lazy_compile(r"([^0-9])\1{3,}|(?<![第0-9])([0-9])\2{3,}")
"""啊啊啊啊, 6666: three say the same. The zeros of 第10000条 and 5000000 are no cheering."""


def normalise(message: str) -> str:
    """The message as the rest of the package reads it; never longer than `HEAD + TAIL + 1` characters."""
    return without_noise(simplify(_shorten(message.strip())))


def without_noise(simple: str) -> str:
    """A simplified message with one blank where there are several, without sounds and cheering, and bounded."""
    text = " ".join(simple.split())
    text = _TOWN.sub(_name_town, text) if "镇" in text else text
    spoken = _SOUND.sub("", _REPEAT.sub(lambda run: run[0][:3], text)).strip()
    return (spoken or text)[: READ_WHOLE + 1]


def simplify(message: str) -> str:
    """The message in simplified, half-width, lower-case characters; all that can be seen of it stays."""
    seen = _CIRCLED.sub(r"(\g<0>)", _INVISIBLE.sub("", message))
    plain = unicodedata.normalize("NFKC", seen)
    return (_simplified(plain) if may_be_traditional(plain) else plain).lower()


def _name_town(match: re.Match[str]) -> str:
    """Dictation hears “e镇” as 一镇, 意镇, 亿镇."""
    return "乡村e镇" if match[0].startswith("乡村") else "e镇"


def _shorten(text: str) -> str:
    return text if len(text) <= READ_WHOLE else f"{text[:HEAD]} {text[-TAIL:]}"


def _simplified(text: str) -> str:
    simplified: str = _converter().convert(text)
    return simplified


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    """The converter reads its tables at the first message that needs them."""
    from opencc import OpenCC  # noqa: PLC0415 -- five megabytes, which few counties ever need

    return OpenCC("t2s")
