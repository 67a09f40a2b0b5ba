"""Passages of the measure as staff write them, 第九条、第七条第三项, kept as their ids."""

from __future__ import annotations

from handlers.texts import office_answers as texts
from handlers.values.reading import Parsed, Reader, Stored, Value, invalid
from policy_kb.kb import PolicyKB

_BETWEEN = ","


def passage_reader(kb: PolicyKB) -> Reader:
    """Reads what the document has, in whatever way people number it."""

    def read(words: str) -> Parsed:
        units = kb.passages_in(words)
        return Value(_BETWEEN.join(units)) if units else invalid(texts.NO_SUCH_PASSAGE)

    return read


def passage_labels(kb: PolicyKB, stored: Stored) -> str:
    """第九条、第七条第（三）项, as people read it; without what this edition of the document does not have."""
    quoted = (kb.quote(unit) for unit in str(stored or "").split(_BETWEEN))
    return "、".join(one.citation.label for one in quoted if one is not None)
