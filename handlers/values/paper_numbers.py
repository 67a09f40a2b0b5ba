"""收文号 in the spellings of people: 收文〔2026〕12号, 2026-12, 2026年第12号, or 12 of this year."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from policy_kb.expressions import lazy_compile

_NUMBER = lazy_compile(
    r"(?:收文)?[\s:：第]*(?:[\[〔(（【]?(?P<year>20\d\d)[\]〕)）】]?[\s年\-‐–—/.第]*)?(?P<place>[1-9]\d{0,5}|0+[1-9]\d{0,4})\s*号?"
)


class PaperNumber(Struct, frozen=True):
    """A place in a year's 收文登记簿."""

    year: int
    place: int

    def __str__(self) -> str:
        return f"{self.year}-{self.place}"


def read_paper_number(words: str, year: int) -> PaperNumber | None:
    """The number that the words are; where they name no year, it is one of `year`. None for other words."""
    found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", words).strip())
    if found is None:
        return None
    return PaperNumber(int(found["year"] or year), int(found["place"]))
