"""The rules for items: behind an article (7条3项, 七条里头第六个, 第七条第一、三项), and alone (第三项)."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from policy_kb.references.contents import Contents
from policy_kb.references.cursor import MOST, Cursor, Numbers
from policy_kb.references.parsed import Parsed, item
from policy_kb.references.places import places_at
from policy_kb.references.terminals import Terminal

_MEASURES = frozenset("句下遍次些样段行字块共起直般定切同份")
_PIECE = "个"
"""第六个 alone is a place in what was shown, no item."""
_ITEMS = frozenset({"项", "項"})
"""头款 is money, 最后一点 the end of a talk."""
_WITHIN = frozenset({"中", "里", "里头", "里面", "里边", "当中"})
_LISTING = frozenset("、")


class Items(Struct, frozen=True):
    """The items read behind an article: their numbers, and the position behind them."""

    numbers: tuple[str, ...]
    end: int


class ItemRules(Struct, frozen=True):
    """Reads items."""

    cursor: Cursor
    contents: Contents

    def behind(self, article: str, at: int) -> Items | None:
        """The items that follow an article."""
        start = self._start(at)
        if (relative := places_at(self.cursor, start)) and self._is_mark(relative.end):
            numbers = (self.contents.item_at(article, place) for place in relative.values)
            return Items(tuple(number for number in numbers if number), relative.end + 1)
        found = self.cursor.list(start)
        if found is None or self._belongs_elsewhere(found, start - 1):
            return None
        is_known = self.contents.may_have(f"{article}.{found.values[0]}")
        found = found if is_known or not found.one_by_one else replace(found, values=found.one_by_one)
        if self._is_mark(found.end) or self.cursor.is_at(found.end, Terminal.ARTICLE):
            return self._deeper(self._more(found, found.end + 1))
        if found.is_bracketed or (self.cursor.is_loose and self._is_plain(start, found.end)):
            return self._deeper(Items(tuple(map(str, found.values)), found.end))
        return None

    def alone(self, at: int) -> Parsed | None:
        """An item without its article; （三） only where nothing else is said."""
        if self.cursor.is_loose and (relative := places_at(self.cursor, at)):
            return self._relative(relative.values, relative.end)
        found = self.cursor.list(at)
        if found is None or found.is_alike:
            return None
        if found.is_ordinal and self._is_mark(found.end) and self.cursor.tokens[found.end].text != _PIECE:
            more = self._more(found, found.end + 1)
            return Parsed(tuple(item("", number) for number in more.numbers), more.end)
        is_bare = self.cursor.is_at(found.end, Terminal.ITEM) and self.cursor.tokens[found.end].text in _ITEMS
        is_whole = at == 0 and found.end + 1 == len(self.cursor.tokens) and self.cursor.tokens[at].text.isdecimal()
        if self.cursor.is_loose and is_bare and is_whole:
            return Parsed((item("", found.values[0]),), found.end + 1)
        if self.cursor.is_loose and found.is_bracketed:
            return Parsed(tuple(item("", number) for number in found.values), found.end)
        return None

    def _relative(self, places: tuple[int, ...], end: int) -> Parsed | None:
        if not self.cursor.is_at(end, Terminal.ITEM) or self.cursor.tokens[end].text not in _ITEMS:
            return None
        numbers = (self.contents.item_at(self.contents.listed, place) for place in places)
        units = tuple(item("", number) for number in numbers if number)
        return Parsed(units, end + 1) if units else None

    def _start(self, at: int) -> int:
        """Behind 里头, 的 or a comma; what joins whole articles (和) does not lead to an item."""
        start = self.cursor.past(at, Terminal.INSIDE, most=2)
        is_listing = start < len(self.cursor.tokens) and self.cursor.tokens[start].text in _LISTING
        comma = start + 1 if is_listing else self.cursor.past(start, Terminal.COMMA)
        return comma if self.cursor.is_at(comma, Terminal.ORDINAL, Terminal.OPEN) else start

    def _is_mark(self, at: int) -> bool:
        """项, or the 个 of 第六个."""
        return self.cursor.is_at(at, Terminal.ITEM, Terminal.KIND)

    def _belongs_elsewhere(self, found: Numbers, before: int) -> bool:
        """Whether another article or chapter begins; 七条中第三条 is an item."""
        is_within = self.cursor.tokens[before].text in _WITHIN and found.is_ordinal
        is_article = self.cursor.is_at(found.end, Terminal.ARTICLE) and not is_within
        return is_article or self.cursor.is_at(found.end, Terminal.CHAPTER)

    def _is_plain(self, at: int, end: int) -> bool:
        """Whether a bare number stands there: no English or pinyin word, and nothing counted (一句话)."""
        token = self.cursor.tokens[self.cursor.past(at, Terminal.ORDINAL)]
        is_counting = end < len(self.cursor.tokens) and self.cursor.tokens[end].text[0] in _MEASURES
        return (not token.text.isascii() or token.text.isdecimal()) and not is_counting

    def _more(self, first: Numbers, end: int) -> Items:
        """第一项和第三项, 第一项到第三项."""
        values = list(first.values)
        joints = (Terminal.JOINT, Terminal.COMMA, Terminal.RANGE, Terminal.HYPHEN)
        while len(values) < MOST and self.cursor.is_at(end, *joints):
            following = self.cursor.list(end + 1)
            if following is None or not self.cursor.is_at(following.end, Terminal.ITEM):
                break
            if self.cursor.is_range(end):
                values += range(values[-1] + 1, min(following.values[0], values[-1] + MOST))
            values += following.values
            end = following.end + 1
        return Items(tuple(map(str, values)), end)

    def _deeper(self, found: Items) -> Items:
        """第三项第2目: an item of the item."""
        below = self.cursor.ordinal(found.end)
        if len(found.numbers) != 1 or below is None or not (below.is_ordinal or below.is_bracketed):
            return found
        is_marked = self.cursor.is_at(below.end, Terminal.ITEM)
        if not (is_marked or below.is_bracketed):
            return found
        return Items((f"{found.numbers[0]}.{below.values[0]}",), below.end + is_marked)
