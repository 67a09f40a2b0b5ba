"""Which pairs of characters the document, its guide and several of its samples use: everyday words, no names."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from policy_kb.guide import Guide
from policy_kb.matching.pinyin import tokens_of
from policy_kb.matching.retrieve import Retriever

_OFTEN = 3
"""Samples and sentences that must hold a pair: what one or two people wrote may be a name."""
_VERY_OFTEN = 20

_ROUNDING = 1e-3
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True)
class FamiliarWords:
    """Knows pairs of tokens that stand side by side in many people's questions."""

    retriever: Retriever
    guide: Guide

    def holds(self, pair: str) -> bool:
        """Whether the pair, two tokens of a normalised text without anything between, is everyday language."""
        return pair in self._of_guide or pair in self.retriever.characters or self._stands_in(pair, _OFTEN)

    def is_common(self, pair: str) -> bool:
        """Whether the pair is in so many people's questions that it is a word although it could be a name."""
        return pair in self._of_guide or self._stands_in(pair, _VERY_OFTEN)

    def _stands_in(self, pair: str, least: int) -> bool:
        model = self.retriever.model
        if model is None:
            return False
        characters = model.channels[0]
        row = characters.rows.get(pair)
        return (
            row is not None
            and float(characters.rarity[row]) <= self._rarest - math.log((1 + least) / 2) + _ROUNDING
        )

    @cached_property
    def _rarest(self) -> float:
        """The rarity of a pair that stands in one example alone."""
        model = self.retriever.model
        return float(model.channels[0].rarity.max()) if model else 0.0

    @cached_property
    def _of_guide(self) -> frozenset[str]:
        return frozenset(pair for words in _words(self.guide) for pair in _pairs(words))


def _words(guide: Guide) -> Iterator[str]:
    for matched in (*guide.matters, *guide.cues):
        for pattern in matched.words:
            yield from _HAN.findall(pattern)


def _pairs(words: str) -> Iterator[str]:
    tokens = tokens_of(words)
    return (one + other for one, other in pairwise(tokens))
