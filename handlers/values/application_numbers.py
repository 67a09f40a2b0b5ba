"""申请编号 in any spelling: full width, lower case, with other dashes or none, spelt out with gaps."""

from __future__ import annotations

import re
import unicodedata

_GAP = r"[\s\-‐‑‒–—―−－_/.·:：、]{0,3}"
_NUMBER = re.compile(
    rf"(?<![a-z0-9])a{_GAP}z{_GAP}(?:号|编号)?{_GAP}(?P<year>20\d\d){_GAP}(?P<digits>(?:\d{_GAP}){{5}}\d)(?!\d)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"\W*(?P<year>20\d\d){_GAP}(?P<digits>\d{{6}})\W*")


def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers named in a text, each once, as AZ-2026-123456."""
    plain = unicodedata.normalize("NFKC", text)
    found = [_written(match) for match in _NUMBER.finditer(plain)]
    if not found and (bare := _BARE.fullmatch(plain)):
        found = [_written(bare)]
    return tuple(dict.fromkeys(found))


def without_numbers(text: str) -> str:
    """The words of a text beside its numbers."""
    plain = unicodedata.normalize("NFKC", text)
    return " " if _BARE.fullmatch(plain) else _NUMBER.sub(" ", plain)


def _written(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match["digits"])
    return f"AZ-{match['year']}-{digits}"
