"""Numbers of complaints as people write them: 2026-0012, 2026－12."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

_NUMBER = lazy_compile(r"(20\d\d)\s*[-－—]\s*(\d{1,6})")


def complaint_number_in(words: str) -> str:
    """The first number named, as 2026-0012; empty where there is none."""
    found = _NUMBER.search(words)
    return f"{found[1]}-{int(found[2]):04}" if found else ""


def without_complaint_number(words: str) -> str:
    """The words without the first number."""
    return _NUMBER.sub("", words, count=1)
