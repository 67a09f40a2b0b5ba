"""The text of a plain file: UTF-8, GBK/GB18030, UTF-16 and UTF-32, with a byte order mark or without."""

from __future__ import annotations

import codecs

from msgspec import Struct

from policy_kb.expressions import lazy_compile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16, whose mark is its beginning."""

_GUESSES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_EVERYDAY = lazy_compile(
    "[\\s!-~、。“”《》（）！，：；？的一是在不了有和人中大为上个国我以要年条第章办法管理资金项目规定]"
)
_PLAUSIBLE = lazy_compile("[\\s!-~\u00b7\u2010-\u2026\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_SAMPLE = 20_000
_LEAST_PLAUSIBLE = 0.85
_MOST_REPLACED = 0.01


class Decoded(Struct, frozen=True):
    """A text, and how many places of it belonged to no character."""

    text: str
    replaced: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text with line feeds as line ends, or None where the bytes are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    if b"\x00" not in data:
        strict = _strict(data, "utf-8")
        if strict is not None:
            return None if _is_binary(strict) else Decoded(_lines(strict))
    best = max(_GUESSES, key=lambda encoding: _score(data, encoding))
    return _tolerant(data, best) if _score(data, best) > 0 else None


def _score(data: bytes, encoding: str) -> float:
    """How much the beginning of the file looks like Chinese in this encoding; 0 where it cannot be."""
    sample = data[: _SAMPLE - _SAMPLE % 4].decode(encoding, errors="replace")
    if not sample or _is_binary(sample):
        return 0
    plausible = len(_PLAUSIBLE.findall(sample)) / len(sample)
    everyday = len(_EVERYDAY.findall(sample)) / len(sample)
    return everyday + plausible if plausible >= _LEAST_PLAUSIBLE else 0


def _tolerant(data: bytes, encoding: str) -> Decoded | None:
    strict = _strict(data, encoding)
    if strict is not None:
        return None if _is_binary(strict) else Decoded(_lines(strict))
    text = data.decode(encoding, errors="replace")
    replaced = text.count("\ufffd")
    if replaced > max(1, len(text) * _MOST_REPLACED) or _is_binary(text):
        return None
    return Decoded(_lines(text), replaced)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    head = text[:_SAMPLE]
    return "\x00" in head or sum(char < " " and char not in "\t\n\r\x0b\x0c" for char in head) > len(head) // 50


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
