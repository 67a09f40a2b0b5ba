"""What a document says of itself around its articles: its number, the day it was issued, its annexes; verbatim."""

from __future__ import annotations

import re

from policy_kb.expressions import lazy_compile
from policy_kb.models import Regulation
from policy_kb.numerals import HAN

_NUMBER = lazy_compile(
    r"[^\S\n]*(?P<number>[^\s〔\[(（【《》。,，][^\n〔\[(（【《》。,，]{0,40}?\s{0,2}[〔\[(（【]\s{0,2}(?:19|20)\d{2}\s{0,2}[〕\])）】]"
    r"\s{0,2}(?:第\s{0,2})?\d{1,5}\s{0,2}号)"
)
_DAY = lazy_compile(
    rf"(?:\d{{4}}|[{HAN}]{{4}})\s{{0,2}}年\s{{0,2}}[{HAN}\d]{{1,3}}\s{{0,2}}月\s{{0,2}}[{HAN}\d]{{1,3}}\s{{0,2}}日(?:\s{{0,2}}印发)?"
)
_ANNEX = lazy_compile(r"^[^\S\n]*(?P<annex>附\s{0,4}[件表录][ \d:：][^\n]{0,60})$", re.MULTILINE)
_BODY = lazy_compile(r"^[^，。；：:]{2,50}(?:办公室|政府|委员会|部|厅|局|委|办|院|会|组|中心|银行|署)$")
"""A signature: a body's name and no sentence; 代章 below it is none."""
_HEAD = 4000
"""Characters above the first article that may be its notice."""


def number_of(regulation: Regulation) -> str:
    """The number under which it was issued, as printed; empty where none stands above its first article."""
    found = _NUMBER.search(_above(regulation))
    return found["number"].strip() if found else ""


def issue_day_of(regulation: Regulation) -> str:
    """The day it was issued, as printed below the last article, else above the first, or empty."""
    below = [match[0] for match in _DAY.finditer(_below(regulation))]
    printed = next((day for day in below if day.endswith("印发")), below[0] if below else "")
    above = [match[0] for match in _DAY.finditer(_above(regulation))]
    return printed or (above[-1] if above else "")


def issuer_of(regulation: Regulation) -> str:
    """Who signed: the line above a day, of the notice before the articles, else below them; or empty."""
    signatures = (_signature(part) for part in (_above(regulation), _below(regulation)))
    return next((signature for signature in signatures if signature), "")


def _signature(part: str) -> str:
    day = next(iter(_DAY.finditer(part)), None)
    lines = [line.strip() for line in part[: day.start()].splitlines()] if day else []
    return next((line for line in reversed(lines) if _BODY.search(line)), "")


def annexes_of(regulation: Regulation) -> tuple[str, ...]:
    """The lines that head its annexes."""
    return tuple(match["annex"].strip() for match in _ANNEX.finditer(_below(regulation)))


def _above(regulation: Regulation) -> str:
    start = regulation.articles[0].start if regulation.articles else len(regulation.source)
    return regulation.source[max(0, start - _HEAD) : start]


def _below(regulation: Regulation) -> str:
    return regulation.source[regulation.articles[-1].end :] if regulation.articles else ""
