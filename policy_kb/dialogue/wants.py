"""Cut a message into what it wants: by its numbering, by a shared question, else where it was learnt."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from policy_kb.cut import Cut
from policy_kb.dialogue.boundaries import Boundaries, Boundary
from policy_kb.dialogue.question_words import question_words
from policy_kb.expressions import lazy_compile

MOST = 3
"""Wants that are answered of one message."""

CERTAIN = 9.0
"""The score of a boundary that the writer numbered."""

_POSSIBLE = -0.8
"""The lowest score of a place that is looked into."""

_ASKING = 2
"""Words that ask or order: with fewer, and no sign between its words, a message has no two wants."""

_SIGNED = lazy_compile(r"[^,，。.!！?？;；:：、 ]{2}[,，。.!！?？;；:：、 ]+[^,，。.!！?？;；:：、 ]{2}")

_SHORTEST = 2
_LONGEST_THING = 14
"""Characters of a thing that shares its question with another."""

_NUMBERED = lazy_compile(
    r"(?:^|[\s,，。;；:：、?？!！])(?:第[一二三](?:个(?:问题)?(?:是)?|点|问)?(?![一-龥]?[条项章款年期批])|其[一二三]|[一二三]是|[1-3][.、)）:：](?![0-9]))[,，:：、\s]*"
)
_ONE_IS = lazy_compile(
    r"(?:^|[\s,，。;；:：?？!！])(?:一个(?:是|问)|还有(?:一个|个)是|另(?:一个|外一个)是?|再一个是?)[,，:：\s]*"
)
_MANY = lazy_compile(r"[\s,，。;；:：、?？!！](?:[第其][一二三]|[一二三]是|[1-3][.、)）:：]|一个|还有|另|再一个)")
"""Without it nothing is numbered but the first: most messages are told so at once."""
_PAIR = r"[这那]?(?:两|俩|三|2|3)(?:样|个|者|件事?|条|项|处|块)?(?:东西|内容|事|问题)?"
_SHARED = lazy_compile(
    rf"^(?P<things>.{{2,40}}?)[,，\s]*(?P<tail>(?:{_PAIR})?(?:都|分别|各自?|分开)(?:是|写|在|看|归|由|找|要|怎|咋|有)?.{{1,12}})$"
)
_EACH = lazy_compile("[都分各]")
_AND = lazy_compile(r"\s*(?:、|以及|还有|和|跟|与|同)\s*")
_TOGETHER = lazy_compile(rf"^(?:{_PAIR})?(?:都|分别|各自?|分开)")
_SPOKEN = lazy_compile(r"^(?:请问|想问一?下?|问一?下|那|就是|说说|讲讲)[,，]?")
_WHERE = lazy_compile(r"[哪几谁啥咋怎什多]")


class Splitter(Struct, frozen=True):
    """Cuts normalised messages; what it cuts still has to be something that can be answered by itself."""

    boundaries: Boundaries

    def split(self, text: str) -> Cut:
        """The message in up to three pieces, in their order; of most messages there is one."""
        return _numbered(text) or _sharing(text) or self._learnt(text)

    def _learnt(self, text: str) -> Cut:
        if not _SIGNED.search(text) and len(question_words(text)) < _ASKING:
            return Cut((text,))
        found = sorted(self.boundaries.find(text, above=_POSSIBLE), key=lambda one: -one.score)[: MOST - 1]
        return _cut(text, sorted(found, key=lambda one: one.end))


def _cut(text: str, found: list[Boundary]) -> Cut:
    starts, ends = [0, *(one.start for one in found)], [*(one.end for one in found), len(text)]
    pieces = tuple(text[start:end].strip() for start, end in zip(starts, ends, strict=True))
    return Cut(pieces, tuple(one.score for one in found), tuple(text[one.end : one.start] for one in found))


def _certainly(pieces: Sequence[str]) -> Cut:
    cuts = len(pieces) - 1
    return Cut(tuple(pieces), (CERTAIN,) * cuts, (" ",) * cuts)


def _numbered(text: str) -> Cut | None:
    """第一…第二…, 一是…二是…, 1. … 2. …, 一个是…还有一个是…: each without its number."""
    if not _MANY.search(text):
        return None
    for pattern in (_NUMBERED, _ONE_IS):
        marks = list(pattern.finditer(text))[: MOST + 1]
        if 1 < len(marks) <= MOST:
            ends = [mark.start() for mark in marks[1:]] + [len(text)]
            pieces = [text[mark.end() : end].strip(" ,，。;；") for mark, end in zip(marks, ends, strict=True)]
            if min(map(len, pieces)) >= _SHORTEST:
                return _certainly(pieces)
    return None


def _sharing(text: str) -> Cut | None:
    """A和B分别看哪条: the things, each with the question that they share."""
    found = _SHARED.match(text.rstrip("?？。!！ ")) if _EACH.search(text) else None
    if found is None:
        return None
    things = [thing for thing in _AND.split(_SPOKEN.sub("", found["things"])) if thing]
    if not 1 < len(things) <= MOST or not all(_SHORTEST <= len(thing) <= _LONGEST_THING for thing in things):
        return None
    asked = _TOGETHER.sub("", found["tail"])
    if not _WHERE.search(asked) or any("," in thing or "，" in thing for thing in things):
        return None
    return _certainly([f"{thing}{asked}" for thing in things])
