"""申请编号 in any spelling: full width, lower case, with other dashes or none, spelt out with gaps."""

from __future__ import annotations

import re
import unicodedata

from policy_kb.expressions import lazy_compile
from policy_kb.reading import Reading

_GAP = r"[\s\-‐‑‒–—―−－_/.·:：、]{0,3}"
_NUMBER = lazy_compile(
    rf"(?<![a-z0-9])a{_GAP}z{_GAP}(?:号|编号)?{_GAP}(?P<year>20\d\d){_GAP}(?P<digits>(?:\d{_GAP}){{5}}\d)(?!\d)",
    re.IGNORECASE,
)
_HELD = "20"
"""What every number holds, so that most messages are not searched any further."""
_BARE = lazy_compile(rf"\W*(?P<year>20\d\d){_GAP}(?P<digits>\d{{6}})\W*")


def numbers_in(words: Reading | str) -> tuple[str, ...]:
    """The numbers named in words, each once, as AZ-2026-123456."""
    plain = _half_width(words)
    if _HELD not in plain:
        return ()
    found = [_written(match) for match in _NUMBER.finditer(plain)]
    if not found and (bare := _BARE.fullmatch(plain)):
        found = [_written(bare)]
    return tuple(dict.fromkeys(found))


def without_numbers(words: Reading | str) -> str:
    """The words beside the numbers."""
    plain = _half_width(words)
    if _HELD not in plain:
        return plain
    return " " if _BARE.fullmatch(plain) else _NUMBER.sub(" ", plain)


def _half_width(words: Reading | str) -> str:
    return words.half_width if isinstance(words, Reading) else unicodedata.normalize("NFKC", words)


def _written(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match["digits"])
    return f"AZ-{match['year']}-{digits}"
