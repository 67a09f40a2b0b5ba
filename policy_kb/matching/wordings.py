"""How near a question is to a wording: what it asks (when, how much, where …), and of what, each by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import pairwise
from typing import Self

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.matching.pinyin import tokens_of

Weigh = Callable[[str], float]
"""How much a term of one or two characters says: rare ones much, those of everybody's questions little."""


class Asked(StrEnum):
    """What a question wants to know."""

    WHY = "why"
    PLACE_OF_RULE = "rule"  # in which article it stands
    WHO = "who"
    DURATION = "duration"
    DATE = "date"
    SUM = "sum"
    COUNT = "count"
    WHICH = "which"
    WAY = "way"  # where, by whom, or how to get it done
    WHETHER = "whether"


_TIME = r"(?:工作)?(?:天|日|月|年|小时)"
_PATTERNS: tuple[tuple[Asked, re.Pattern[str]], ...] = tuple(
    (asked, lazy_compile(pattern))
    for asked, pattern in (
        (Asked.WHY, r"为[什啥]么?|图个?[啥什]么?|干[啥嘛]|干什么|有[啥什]么?用"),
        (Asked.PLACE_OF_RULE, r"哪一?[条项款](?:里|中)?(?:说|写|规定)?|写在?哪(?!个|些)里?|在哪里?写"),
        (Asked.WHO, r"(?:由|归|是|让|该)谁|谁(?:来|去|在|负责|是|能|有|申请)|给谁(?=[减免补发用写])"),
        (Asked.DATE, r"[啥什]么?时[候间]|何时|几时|多会儿?|哪一?[天年]|哪个?月|几(?:月份?|号|点)|哪[几]?天"),
        (Asked.DURATION, rf"多久|多长时间|多长|(?:多少|几)个?{_TIME}|期限|多少时间|时间限制"),
        (Asked.SUM, r"多少钱|几(?:块|毛|分|元|千|百|万|个点)钱?|几成|百分之几|标准|比例|多少"),
        (Asked.COUNT, r"几(?:份|套|次|本|张|回|遍|个)|次数"),
        (Asked.WHICH, r"(?:哪些|什么|啥|哪几样)(?:材料|资料|东西|手续|条件)?|哪个章"),
        (Asked.WAY, r"(?:在|去|从|上|到|往)?哪(?:里|儿|个网站|个单位|个部门|个)?|[找给]谁|谁|怎么|怎样|咋|如何"),
        (Asked.WHETHER, r"(.)[不没]\1|能不能|有没有|可以|是否|可否|还是|能|吗|么|[不没](?=[?？]?$)"),
    )
)
"""In this order: what an earlier one takes is not there for the later ones."""

_FILLING = lazy_compile(
    r"请问|想?问一?下|麻烦|[你您]好|到底|一般|通常|大概|一共|需要|必须|应该|[我咱俺你他]们|这个|那个|一下|办理"
    r"|[我俺咱你您这那的了呢啊呀哩哦嘛吧是就还都也又想得要来去会给把在有和跟与个办]|[^\w]"
)
"""Words that say nothing of what is asked about; signs between words as well."""

_CUT = "\0"


class Wording(Struct, frozen=True):
    """A question taken apart. `terms` are the characters, and the pairs of them, of what it is about."""

    asked: frozenset[Asked]
    terms: frozenset[str]


def read_wording(text: str) -> Wording:
    """Take a normalised question apart; asking whether counts only where nothing else is asked."""
    found = set[Asked]()
    for asked, pattern in _PATTERNS:
        if pattern.search(text):
            found.add(asked)
            text = pattern.sub(_CUT, text)
    if len(found) > 1:
        found.discard(Asked.WHETHER)
    return Wording(frozenset(found), frozenset(_terms(_FILLING.sub(_CUT, text).split(_CUT))))


def _terms(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        tokens = tokens_of(part)
        yield from tokens
        yield from (one + other for one, other in pairwise(tokens))


class Weighed(Struct, frozen=True):
    """A question's terms with what all of them weigh together."""

    terms: frozenset[str]
    weight: float

    @classmethod
    def by(cls, terms: frozenset[str], weigh: Weigh) -> Self:
        """Add up what the terms weigh."""
        return cls(terms, sum(map(weigh, terms)))

    def share_in(self, terms: frozenset[str], weigh: Weigh) -> float:
        """How much of it stands in `terms`, by weight: 0 to 1; nothing of what has no terms."""
        return sum(map(weigh, self.terms & terms)) / self.weight if self.weight else 0.0
