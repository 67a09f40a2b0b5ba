"""Whether a name of a regulation is the document's own: in part, or misspelt as it sounds."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from policy_kb.matching.pinyin import Sounds, tokens_of

_KINDS = ("办法", "规定", "条例", "细则", "方案", "意见", "通知", "制度", "章程", "政策", "文件", "规则", "标准")
_COMMON = frozenset("的这那个份关于使用实施试暂行")
"""What people put into a name that is not in it, and that names nothing else."""
_FEWEST = 2
_MOST_MISSPELT = 3
"""One character in so many may only sound like the title's: 宪法 is not 县…办法."""


class OwnNames(Struct, frozen=True, dict=True):
    """The names that a title can go by."""

    title: str
    sounds: Sounds

    def __call__(self, name: str) -> bool:
        """Whether every sound of the name stands in the title, in order; other words name something else."""
        tokens = [token for token in tokens_of(_without_kind(name.lower())) if token not in _COMMON]
        misspelt = sum(token not in self.title.lower() for token in tokens)
        is_near = len(tokens) >= _FEWEST and misspelt <= len(tokens) // _MOST_MISSPELT
        return is_near and self._holds(self.sounds.of(tokens))

    @cached_property
    def _title_sounds(self) -> tuple[str, ...]:
        return tuple(self.sounds.of(tokens_of(self.title.lower())))

    def _holds(self, sounds: list[str]) -> bool:
        rest = iter(self._title_sounds)
        return all(sound in rest for sound in sounds)


def _without_kind(name: str) -> str:
    return next((name.removesuffix(kind) for kind in _KINDS if name.endswith(kind)), name)
