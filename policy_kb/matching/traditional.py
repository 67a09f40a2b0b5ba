"""Tell a text that may hold traditional characters: most hold none, and need no tables that convert them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from policy_kb.expressions import lazy_compile

PATH = Path(__file__).parent / "traditional.txt"
"""Every character that OpenCC changes, by itself or beside others (覆 in 答覆); a test compares both."""

_RARE = lazy_compile("[\U00020000-\U0003ffff\uf900-\ufaff]")
"""Ideographs beyond the common ones: whether they are changed is asked of the tables."""


def may_be_traditional(text: str) -> bool:
    """Whether any character of a text may be changed by conversion to the simplified script."""
    return not _traditional().isdisjoint(text) or _RARE.search(text) is not None


@cache
def _traditional() -> frozenset[str]:
    return frozenset(PATH.read_text("utf-8").strip())
