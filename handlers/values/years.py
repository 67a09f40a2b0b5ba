"""A year as people write it: 2026, 2026年, 二〇二六年."""

from __future__ import annotations

import unicodedata

from handlers.texts.values import YEAR_SAID
from handlers.values.reading import Parsed, Value, invalid
from policy_kb.expressions import lazy_compile

_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = lazy_compile(r"(20[0-9]{2})年?度?")


def read_year(words: str) -> Parsed:
    """The year that the words are."""
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", words).translate(_FIGURES).strip())
    return Value(int(found[1])) if found else invalid(YEAR_SAID)
