"""A message and what is read of it: each plain form is made once, when it is first asked for."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.matching.danger import endangers_life
from policy_kb.matching.normalise import READ_WHOLE, normalise, simplify, without_noise
from policy_kb.memo import Memo
from policy_kb.once import once

_LONGEST_BARE = 200
"""Characters: no steering word is longer, nor a choice."""

_AROUND = " \t\r\n\u3000。.!！~～,，;；“”\"'‘’「」【】…?？"


_CHINESE = lazy_compile("[\u4e00-\u9fff]")


class Reading(Struct, frozen=True, dict=True):
    """What was typed, and its plain forms. Whoever has it asks it instead of making a form again."""

    typed: str

    @classmethod
    def of(cls, words: str | Reading) -> Reading:
        """The reading of words; one that is made already stays the one."""
        return words if isinstance(words, Reading) else cls(words)

    @once
    def half_width(self) -> str:
        """All of it in half width, as it was written otherwise."""
        return unicodedata.normalize("NFKC", self.typed)

    @once
    def simple(self) -> str:
        """All of it in simplified, half-width, lower-case characters."""
        return simplify(self.typed)

    @once
    def text(self) -> str:
        """As the knowledge base reads it: without noise, and of a very long message the beginning and the end."""
        return without_noise(self.simple) if len(self.typed) <= READ_WHOLE else normalise(self.typed)

    @once
    def bare(self) -> str:
        """Its beginning without blanks and what stands around it: one word of a table, however it is typed."""
        return "".join(self.simple[:_LONGEST_BARE].split()).strip(_AROUND)

    @once
    def characters(self) -> frozenset[str]:
        """Its Chinese characters, simplified."""
        return characters_of(self.simple)

    @once
    def tells_of_danger(self) -> bool:
        """Whether it tells of danger to somebody's life."""
        return endangers_life(self.simple)

    @once
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not self.typed.strip()

    @once
    def _memos(self) -> dict[int, tuple[object, Memo]]:
        return {}

    def memo(self, reader: object) -> Memo:
        """What was read of it besides, by one reader: what another one read says nothing to it."""
        return self._memos.setdefault(id(reader), (reader, Memo()))[1]


def characters_of(text: str) -> frozenset[str]:
    """The Chinese characters in a text."""
    return frozenset(_CHINESE.findall(text))
