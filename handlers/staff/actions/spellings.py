"""Canonical spellings of values that people write in many ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from handlers.texts import casework_fields as fields
from handlers.values.numerals import to_number
from policy_kb.expressions import lazy_compile

_QUARTER = lazy_compile(r"^(?P<year>20\d\d)\s*年?\s*[第\-/]?\s*(?:Q|q)?(?P<place>[1-4一二三四])\s*(?:季度|季)?$")
_PLACES = {"一": "1", "二": "2", "三": "3", "四": "4"}
_SESSION = lazy_compile(
    r"(?:县?政府)?(?:常务会议?)?第?(?P<place>[0-9一二三四五六七八九十百]{1,5})次?(?:县?政府)?(?:常务)?会?议?"
)


def _quarter(words: str, _meeting: str) -> str:
    found = _QUARTER.match(words)
    if found is None:
        return words
    return f"{found['year']}年第{_PLACES.get(found['place'], found['place'])}季度"


def _session(words: str, meeting: str) -> str:
    found = _SESSION.fullmatch(words.replace(meeting, ""))
    number = to_number(found["place"]) if found else None
    return words if number is None else f"第{number}次"


_SPELLINGS: Mapping[str, Callable[[str, str], str]] = {fields.QUARTER[0]: _quarter, fields.SESSION[0]: _session}
"""By the field's title."""


def one_spelling(title: str, words: str, meeting: str) -> str:
    """A quarter (2026年第4季度) or the number of a `meeting` (第12次) however written; all else as it is."""
    spelt = _SPELLINGS.get(title)
    return spelt(words.strip(), meeting) if spelt else words.strip()
