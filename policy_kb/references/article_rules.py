"""The rules for articles: 第九条, 第5、6条, 15到17条, 7条3项, 七之二, 7-3, ７（４）, 末了一条."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from policy_kb.models import Numbering
from policy_kb.references.contents import Contents
from policy_kb.references.cursor import MOST, Cursor, Numbers
from policy_kb.references.item_rules import ItemRules
from policy_kb.references.parsed import Parsed, article, item
from policy_kb.references.places import places_at
from policy_kb.references.terminals import Terminal

_COUNTING = frozenset("哪这那几每有上下前后再另")
"""哪一条, 这四条, 有九条, 下一条: a count or a place in the talk, no article's number."""
_NOT_COUNTING = ("一下", "还有")
_NEXT_TOPIC = frozenset("那这")
"""那9条, 那九条呢 turn to an article; 那四条 are four."""
_NEAR = 4
"""Characters before a number that are looked at."""
_PAIR, _ONE = "两", "一"
_POINT = "点"
_POINTS = frozenset({_POINT, "/", "、"})
_TWO_FIGURES = 100
NUMBER_SIGNS = frozenset({"no", "nr", "number", "#"})


class ArticleRules(Struct, frozen=True):
    """Reads articles, with their items."""

    text: str
    cursor: Cursor
    contents: Contents
    items: ItemRules

    def marked(self, at: int) -> Parsed | None:
        """Numbers with 条 behind them, and the items that follow."""
        found = self._counted(self.cursor.list(at))
        if found is None or not self.is_mark(found.end, found):
            return None
        numbers, end = self._joined(self._values(found), found.end + 1)
        last, end = self._sub(str(numbers[-1]), end)
        items = self.items.behind(last, end)
        if not (found.is_ordinal or items or self.is_bare(at)):
            return None
        units = [article(number) for number in numbers[:-1]]
        units += [item(last, number) for number in items.numbers] if items else [article(last)]
        return Parsed(tuple(units), items.end if items else end)

    def relative(self, at: int) -> Parsed | None:
        """头一条, 末了一条, 倒数第三条."""
        return self.relative_in(self.contents.articles, at) if self.cursor.is_loose else None

    def reversed(self, at: int) -> Parsed | None:
        """条款九, 条9: only where nothing else is said."""
        found = self.cursor.list(at + 1) if self.cursor.is_loose else None
        if found is None or found.is_ordinal or found.is_alike or self.is_mark(found.end, found):
            return None
        return Parsed(tuple(map(article, found.values)), found.end)

    def signed(self, at: int) -> Parsed | None:
        """No. 9, #9."""
        if not self.cursor.is_loose or self.cursor.tokens[at].text not in NUMBER_SIGNS:
            return None
        found = self.cursor.list(self.cursor.past(at + 1, Terminal.DOT))
        if found is None or max(found.values) >= _TWO_FIGURES:
            return None
        return Parsed(tuple(map(article, found.values)), found.end)

    def relative_in(self, inside: Sequence[str], at: int) -> Parsed | None:
        """头一条 and the like of the articles of a chapter."""
        places = places_at(self.cursor, at)
        if places is None or not self.cursor.is_at(places.end, Terminal.ARTICLE):
            return None
        known = (place - 1 if place > 0 else place for place in places.values)
        numbers = [inside[place] for place in known if -len(inside) <= place < len(inside)]
        return Parsed(tuple(map(article, numbers)), places.end + 1) if numbers else None

    def pair(self, at: int) -> Parsed | None:
        """An article and its item without 条: only where nothing else is said."""
        start = self.cursor.past(at, Terminal.ORDINAL)
        found = self.cursor.number(start) if self.cursor.is_loose else None
        if found is None or self._goes_on(at - 1) or not self.contents.may_have(str(found.values[0])):
            return None
        number = str(found.values[0])
        read = self._dotted(number, found.end) or self._named_item(number, found.end)
        if read is None or self._goes_on(read.end):
            return None
        return self._to_pair(read) or Parsed(
            read.units, self.cursor.past(read.end, Terminal.ITEM, Terminal.ARTICLE)
        )

    def _to_pair(self, first: Parsed) -> Parsed | None:
        """7.3到7.5."""
        number = self.cursor.number(first.end + 1) if self.cursor.is_at(first.end, Terminal.RANGE) else None
        last = self._dotted(str(number.values[0]), number.end) if number else None
        one, other = first.units[0], last.units[0] if last else None
        if last is None or other is None or one.article != other.article:
            return None
        between = range(int(one.item), min(int(other.item), int(one.item) + MOST) + 1)
        return Parsed(tuple(item(one.article, value) for value in between), last.end)

    def is_mark(self, at: int, numbers: Numbers) -> bool:
        """Whether 条 stands there, or what the document's own readers call its articles (第二部分, 第二大项)."""
        if not self.cursor.is_at(at, Terminal.ARTICLE, Terminal.SECTION, Terminal.ITEM):
            return False
        token = self.cursor.tokens[at]
        if token.is_alike and (numbers.is_alike or not numbers.is_ordinal):
            return False
        match self.contents.numbering:
            case Numbering.ARTICLE:
                return token.kind is Terminal.ARTICLE
            case Numbering.SECTION:
                return token.kind is not Terminal.ITEM or token.text == _POINT
            case _:
                return True

    def _dotted(self, number: str, at: int) -> Parsed | None:
        """7.3, 七之二; 7-3, 七点三 only where there is such an item, as it may be a range, a sum or an hour."""
        following = self.cursor.number(at + 1)
        if following is None or following.values[0] >= _TWO_FIGURES:
            return None
        read = item(number, following.values[0])
        if self.cursor.is_at(at, Terminal.DOT, Terminal.SUB):
            return Parsed((read,), following.end)
        is_known = bool(self.contents.articles) and self.contents.may_have(f"{number}.{read.item}")
        is_joint = self.cursor.is_at(at, Terminal.HYPHEN) or self.cursor.tokens[at].text in _POINTS
        return Parsed((read,), following.end) if is_joint and is_known else None

    def _named_item(self, number: str, at: int) -> Parsed | None:
        """７（４）, 7.（4）, 七里头第六个, 7第3项."""
        is_dotted = self.cursor.is_at(at, Terminal.DOT) and self.cursor.is_at(at + 1, Terminal.OPEN)
        at = at + 1 if is_dotted else at
        start = self.cursor.past(at, Terminal.INSIDE, most=2)
        if not self.cursor.is_at(start, Terminal.OPEN, Terminal.ORDINAL):
            return None
        found = self.items.behind(number, at)
        return Parsed(tuple(item(number, one) for one in found.numbers), found.end) if found else None

    def _goes_on(self, at: int) -> bool:
        """Whether a date, a sum or a longer number goes on there."""
        if at < 0 or not self.cursor.is_at(at, Terminal.DOT, Terminal.HYPHEN, Terminal.NUMBER):
            return False
        return not self.cursor.tokens[at].is_alike

    def _joined(self, values: tuple[int, ...], end: int) -> tuple[tuple[int, ...], int]:
        """第九条和第十条, 第五条到第七条: what is joined to an article needs no 第 of its own."""
        while len(values) < MOST and self.cursor.is_at(end, Terminal.JOINT, Terminal.RANGE, Terminal.HYPHEN):
            following = self.cursor.list(end + 1)
            if following is None or self._is_count(end + 1):
                break
            is_marked = self.is_mark(following.end, following)
            is_range = self.cursor.is_range(end) and following.values[0] > values[-1]
            if not is_marked and not (is_range and following.is_ordinal):
                break
            between = range(values[-1] + 1, min(following.values[0], values[-1] + MOST)) if is_range else ()
            values, end = (*values, *between, *following.values), following.end + is_marked
        return values, end

    def _sub(self, number: str, at: int) -> tuple[str, int]:
        """第十二条之一, unless the document has only an item of that number."""
        sub = self.cursor.number(at + 1) if self.cursor.is_at(at, Terminal.SUB) else None
        if sub is None:
            return number, at
        name = f"{number}-{sub.values[0]}"
        is_item = not self.contents.may_have(name) and self.contents.may_have(f"{number}.{sub.values[0]}")
        return (number, at + 1) if is_item else (name, sub.end)

    def _counted(self, found: Numbers | None) -> Numbers | None:
        """第九、十这两条: how many they are is said before the mark."""
        start = self.cursor.past(found.end, Terminal.THAT) if found else 0
        count = self.cursor.number(start) if found else None
        if found is None or count is None:
            return found
        values = found.values if len(found.values) > 1 else found.one_by_one
        is_counted = len(values) == count.values[0]
        return replace(found, values=values, end=count.end, is_ordinal=True) if is_counted and values else found

    def _values(self, found: Numbers) -> tuple[int, ...]:
        """The numbers, or 三五七条 digit by digit where no article has the number that they make together."""
        return found.values if self.contents.may_have(str(found.values[0])) else found.one_by_one or found.values

    def is_bare(self, at: int) -> bool:
        """Whether 九条 may be an article where nothing else is said."""
        if not self.cursor.is_loose or self._is_count(at):
            return False
        return self.cursor.tokens[at].digits != _ONE or self.cursor.tokens[at].start == 0

    def _is_count(self, at: int) -> bool:
        token = self.cursor.tokens[at]
        before = self.text[max(0, token.start - _NEAR) : token.start].rstrip()
        is_next = before[-1:] in _NEXT_TOPIC and (token.text.isdecimal() or self.text.endswith("呢"))
        is_counted = before[-1:] in _COUNTING and not before.endswith(_NOT_COUNTING) and not is_next
        return is_counted or token.digits == _PAIR
