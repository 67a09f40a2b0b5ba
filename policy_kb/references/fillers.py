"""What people say around a reference without asking more: politeness, small talk, “what does it say”."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from policy_kb.expressions import any_of, lazy_compile

_TO_SEE = lazy_compile("[写说讲念查看发读翻找贴瞧瞅]|什么|啥|甚|原文|原话|内容|全文|规定|what|say|show|read")
_SUPPOSES = lazy_compile("吧|[写说讲]在|对不对|对吗|是不是|没错")
_NEAR = 6
"""Characters beside a reference that are looked at."""

PATH = Path(__file__).parent / "fillers.txt"
"""Words with blanks between them; a line that begins with # says what follows."""

_SIGNS = r"[^\w%+=$¥€<>]|_"
"""Punctuation and pictures say nothing; what reckons does."""


def is_filling(text: str, start: int, end: int) -> bool:
    """Whether a stretch of a normalised message says nothing by itself."""
    found = _filling().match(text, start, end)
    return found is not None and found.end() == end


def fills_until(text: str) -> int:
    """Where the first word of a normalised message begins that says something by itself."""
    found = _filling().match(text)
    return found.end() if found else 0


def asks_to_see(text: str) -> bool:
    """Whether the words beside a reference ask to be shown it, or what it says; 写在第十条吧 supposes."""
    return bool(_TO_SEE.search(text)) and not _SUPPOSES.search(text)


def may_ask_to_see(text: str) -> bool:
    """Whether any words of a message may ask to be shown something."""
    return _TO_SEE.search(text) is not None


def is_free(text: str, start: int, end: int) -> bool:
    """Whether nothing is joined to a stretch: 校规第五条, 第十条短裤 are about something else."""
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    is_free_before = not before or _last().search(before) is not None
    return is_free_before and (not behind or _first().match(behind) is not None)


@lru_cache(maxsize=1)
def _one() -> str:
    """One word or sign; the longer of two that begin alike."""
    lines = (line for line in PATH.read_text("utf-8").splitlines() if not line.startswith("#"))
    words = sorted({word for line in lines for word in line.split()}, key=len, reverse=True)
    han = any_of(word for word in words if not word.isascii())
    latin = any_of(word for word in words if word.isascii())
    return rf"(?:{_SIGNS}|{han}|{latin}(?![0-9]))"


@lru_cache(maxsize=1)
def _filling() -> re.Pattern[str]:
    """Possessive: the first word that is none of these decides, however long the rest is."""
    return re.compile(f"{_one()}*+")


@lru_cache(maxsize=1)
def _first() -> re.Pattern[str]:
    return re.compile(_one())


@lru_cache(maxsize=1)
def _last() -> re.Pattern[str]:
    return re.compile(f"{_one()}$")
