"""Which pairs of characters the document, its guide and several of its samples use: everyday words, no names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import add

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.guide import Guide
from policy_kb.matching.pinyin import tokens_of
from policy_kb.matching.retrieve import Retriever

OFTEN = 3
"""Samples and sentences that must hold a pair: what one or two people wrote may be a name."""
VERY_OFTEN = 20
"""So many that it is a word although it could be a name."""
_PAIR = 2

_HAN = lazy_compile(r"[\u4e00-\u9fff]{2,}")


class FamiliarWords(Struct, frozen=True, dict=True):
    """Knows pairs of tokens that stand side by side in many people's questions."""

    retriever: Retriever
    guide: Guide

    def usage(self, tokens: Sequence[str]) -> list[int]:
        """How many people write each token of a normalised text with the one behind it.

        What the document holds is everyday language (`OFTEN`); the guide's own words are words even where they
        could be a name (`VERY_OFTEN`).
        """
        if len(tokens) < _PAIR:
            return []
        written, _ = self.retriever.cutter.lines(tokens)
        (keys,) = written.runs(range(_PAIR, _PAIR + 1))
        model = self.retriever.model
        counts = model.terms.examples_with(keys) if model is not None else [0] * len(keys)
        for place in self.retriever.words.held(keys):
            counts[place] = max(counts[place], OFTEN)
        pairs = map(add, tokens, tokens[1:])
        return [VERY_OFTEN if pair in self._of_guide else count for pair, count in zip(pairs, counts, strict=True)]

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
