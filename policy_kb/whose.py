"""Whose rule a question asks for: the document's own matter, or another place's."""

from __future__ import annotations

import re
from functools import cached_property

from msgspec import Struct

_OF = r"(?:那边|那里|那儿|那个|那块|那|自己|人家|他们|的|给|搞|做|也|有|没有|对|弄)*"
_GLUE = rf"[县市省]?{_OF}[^,，。从到在进往]{{0,5}}?"
"""What may stand between a place and its rule; 从洪洞迁到e镇 speaks of no rule of 洪洞."""
_RULES = r"办法|政策|补贴|补助|奖励|奖|资金|专项|标准|方案|招商|扶持|规定|县域商业"


class Whose(Struct, frozen=True, dict=True):
    """`own` are words that belong to the document's matter alone, `others` names of other places."""

    own: tuple[str, ...]
    others: tuple[str, ...]

    def is_own(self, text: str) -> bool:
        """Whether a normalised message speaks of the document's own matter, and of no other place."""
        return bool(self._own and self._own.search(text)) and not (self._places and self._places.search(text))

    def is_of_another_place(self, text: str) -> bool:
        """Whether a normalised message asks for what another place gives or rules: 古县的e镇补多少."""
        return bool(self._rules and self._rules.search(text))

    @cached_property
    def _own(self) -> re.Pattern[str] | None:
        return _any_of(self.own)

    @cached_property
    def _places(self) -> re.Pattern[str] | None:
        return _any_of(self.others)

    @cached_property
    def _rules(self) -> re.Pattern[str] | None:
        ruled = "|".join((_RULES, *self.own))
        return re.compile(rf"(?:{'|'.join(self.others)}){_GLUE}(?:{ruled})") if self.others else None


def _any_of(words: tuple[str, ...]) -> re.Pattern[str] | None:
    return re.compile("|".join(words)) if words else None
