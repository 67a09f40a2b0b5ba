"""All sentences that an answer may hold outside its quotations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from policy_kb import texts
from policy_kb.guide import Guide


class FixedSentences(Struct, frozen=True, dict=True):
    """`sentence in fixed` tells whether the catalogue or the guide holds it."""

    guide: Guide

    @cached_property
    def constants(self) -> frozenset[str]:
        """The sentences without a number in them."""
        return texts.CONSTANTS | frozenset(_of_guide(self.guide))

    def __contains__(self, sentence: object) -> bool:
        return isinstance(sentence, str) and (
            sentence in self.constants or any(pattern.fullmatch(sentence) for pattern in texts.PATTERNS)
        )


def _of_guide(guide: Guide) -> Iterator[str]:
    yield from (guide.outside, guide.menu, guide.listed, guide.ask_office)
    yield from (unit.note for unit in guide.units)
    for topic in guide.topics:
        yield from (topic.lead, topic.note)
    yield from (matter.text for matter in guide.matters)
    yield from (remark.text for remark in guide.remarks)
