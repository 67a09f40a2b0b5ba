"""Tell a text that may hold traditional characters: most hold none, and need no tables that convert them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

PATH = Path(__file__).parent / "traditional.txt"
"""Every character that OpenCC changes, by itself or beside others (覆 in 答覆); a test compares both."""

_RARE = "\U00020000-\U0003ffff\uf900-\ufaff"
"""Ideographs beyond the common ones: whether they are changed is asked of the tables."""


def may_be_traditional(text: str) -> bool:
    """Whether any character of a text may be changed by conversion to the simplified script."""
    return _traditional().search(text) is not None


@lru_cache(maxsize=1)
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{PATH.read_text('utf-8').strip()}{_RARE}]")
