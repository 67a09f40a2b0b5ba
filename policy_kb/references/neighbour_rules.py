"""The rules for what stands beside an article: 第十条的下一条, 第九条前面那条, 十条跟十二条中间."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from policy_kb.references.article_rules import ArticleRules
from policy_kb.references.contents import Contents
from policy_kb.references.cursor import MOST, Cursor
from policy_kb.references.parsed import Parsed, article
from policy_kb.references.reference import ReferenceKind
from policy_kb.references.terminals import Terminal

_BACK, _FORTH = frozenset({"前"}), frozenset({"后", "下面", "下边", "底下"})
"""Words that do something else before a number: 前三条, 七条下面第三项."""
_OF = frozenset({"的", "它", "这", "那", "这个", "那个"})
_ENDS = 2


class NeighbourRules(Struct, frozen=True):
    """Reads articles that are named by their place beside another."""

    cursor: Cursor
    contents: Contents
    articles: ArticleRules

    def read(self, at: int) -> Parsed | None:
        """The articles before, behind, around or between those that are named."""
        if not self.contents.articles or not self.cursor.has(*_BESIDE):
            return None
        named = self.articles.marked(at)
        if named is None or any(one.kind is not ReferenceKind.ARTICLE for one in named.units):
            return None
        numbers, start = [one.article for one in named.units], self._past_of(named.end)
        if self.cursor.is_at(start, Terminal.BETWEEN) and len(numbers) == _ENDS:
            return self._between(numbers, start + 1)
        return self._beside(numbers, start) if len(numbers) == 1 else None

    def _between(self, numbers: Sequence[str], at: int) -> Parsed | None:
        """Also what is left out there: people ask for it in this way."""
        if not all(number.isdecimal() for number in numbers):
            return None
        first, last = sorted(map(int, numbers))
        units = tuple(map(article, range(first + 1, min(last, first + MOST))))
        mark = self.cursor.past(self._past_of(at), Terminal.NUMBER)
        end = mark + 1 if self.cursor.is_at(mark, Terminal.ARTICLE) else at
        return Parsed(units, end) if units else None

    def _beside(self, numbers: Sequence[str], at: int) -> Parsed | None:
        """下一条, 前面那条, 后面两条, 前后两条."""
        back, forth = self._directions(at)
        start = self._past_of(at + 1)
        count = self.cursor.number(start)
        end = count.end if count else start
        if not (back or forth) or not self.cursor.is_at(end, Terminal.ARTICLE):
            return None
        most = 1 if back and forth else count.values[0] if count else 1
        near = self._near(numbers[0], most * back, most * forth)
        return Parsed(tuple(map(article, near)), end + 1) if near else None

    def _directions(self, at: int) -> tuple[bool, bool]:
        """Whether it leads back, and whether forth."""
        if not self.cursor.is_at(at, *_BESIDE):
            return False, False
        kind, text = self.cursor.kind(at), self.cursor.tokens[at].text
        is_around = kind is Terminal.AROUND
        return (
            is_around or kind is Terminal.BACK or text in _BACK,
            is_around or kind is Terminal.FORTH or text in _FORTH,
        )

    def _near(self, number: str, back: int, forth: int) -> Sequence[str]:
        """So many articles before and behind it, whether it is there itself or not."""
        known = self.contents.articles
        if number in known:
            before, behind = known.index(number), known.index(number) + 1
        elif number.isdecimal():
            values = [int("".join(filter(str.isdecimal, one.partition("-")[0]))) for one in known]
            before, behind = bisect_left(values, int(number)), bisect_right(values, int(number))
        else:
            return ()
        return (*known[max(0, before - back) : before], *known[behind : behind + forth])

    def _past_of(self, at: int) -> int:
        end = at
        while end < min(at + _ENDS, len(self.cursor.tokens)) and self.cursor.tokens[end].text in _OF:
            end += 1
        return end


_BESIDE = (
    *(Terminal.BACK, Terminal.FORTH, Terminal.AROUND, Terminal.BETWEEN),
    *(Terminal.FIRST, Terminal.LAST, Terminal.INSIDE),
)
