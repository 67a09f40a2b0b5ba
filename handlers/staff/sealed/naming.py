"""How officers name a report among themselves: the beginning of its random id."""

from __future__ import annotations

import unicodedata

from policy_kb.expressions import lazy_compile
from store.queries.sealed_complaints import listed_complaints
from store.work import Work

_SHOWN, _HALF = 8, 4
_BETWEEN = lazy_compile(r"[\s\-—]")


def reference(key: str) -> str:
    """A1B2-C3D4: it tells nothing, and can be said on the telephone."""
    shown = key[:_SHOWN].upper()
    return f"{shown[:_HALF]}-{shown[_HALF:]}"


def report_named(work: Work, words: str) -> str:
    """The id of the one report that is named so; the words themselves where there is none, or more than one."""
    said = _BETWEEN.sub("", unicodedata.normalize("NFKC", words)).lower()
    found = [one.id for one in listed_complaints(work) if len(said) >= _SHOWN and one.id.startswith(said)]
    return found[0] if len(found) == 1 else words
