"""Regular expressions that are compiled when they are first used: a start needs few of the many there are."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING


class _Expression:
    """Stands for a compiled expression; what is asked of it once is an attribute of its own from then on."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> object:
        found = self.__dict__[name] = getattr(self._compiled, name)
        return found


if TYPE_CHECKING:
    lazy_compile = re.compile
else:
    lazy_compile = _Expression


def begun(words: str, rest: str) -> str:
    """Alternatives of which each is one of the words and the rest: 甲|乙 and 方 make 甲方|乙方.

    Where every alternative of an expression begins with a letter, a search passes over all places where none can
    begin, in a fifth of the time that classes, groups and looks behind at the beginning take.
    """
    return "|".join(f"{word}{rest}" for word in words.split("|"))
