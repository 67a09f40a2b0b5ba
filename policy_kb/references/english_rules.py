"""The rules for English: article nine, the ninth article, art. 7(3), item three of article seven, chapter 2."""

from __future__ import annotations

from msgspec import Struct

from policy_kb.references.contents import Contents
from policy_kb.references.cursor import Cursor, Numbers
from policy_kb.references.parsed import Parsed, article, chapter, item
from policy_kb.references.places import places_at
from policy_kb.references.terminals import Terminal
from policy_kb.references.tokens import is_ordinal

_TIED = (Terminal.ITEM_EN, Terminal.CLAUSE_EN)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class EnglishRules(Struct, frozen=True):
    """Reads references in English; the numbers may be written in any way."""

    cursor: Cursor
    contents: Contents

    def read(self, at: int) -> Parsed | None:
        """An article, an item or a chapter."""
        start = self.cursor.past(at, Terminal.THAT)
        return self._item_of(start) or self._article(start) or self._last(start) or self._other(start)

    def _item_of(self, at: int) -> Parsed | None:
        """Item three of article seven; third item of the seventh article."""
        items = self._counted(at, *_TIED)
        if items is None or not self.cursor.is_at(items.end, Terminal.OF_EN):
            return None
        of = self._counted(self.cursor.past(items.end + 1, Terminal.THAT), Terminal.ARTICLE_EN)
        if of is None:
            return None
        return Parsed(tuple(item(str(of.values[0]), number) for number in items.values), of.end)

    def _article(self, at: int) -> Parsed | None:
        found = self._counted(at, Terminal.ARTICLE_EN)
        if found is None:
            return None
        first = self.cursor.number(self._behind_word(at))
        dotted = self._dotted(first) if first and self.cursor.is_at(at, Terminal.ARTICLE_EN) else None
        if dotted:
            return dotted
        *before, last = found.values
        items = self._items(found.end)
        named = tuple(item(str(last), number) for number in items.values) if items else (article(last),)
        return Parsed((*map(article, before), *named), items.end if items else found.end)

    def _dotted(self, first: Numbers) -> Parsed | None:
        """Art 7.3, art 7-3: an item where there is one."""
        at, number = first.end, first.values[0]
        item_number = self.cursor.number(at + 1) if self.cursor.is_at(at, Terminal.DOT, Terminal.HYPHEN) else None
        if item_number is None:
            return None
        unit = f"{number}.{item_number.values[0]}"
        is_item = self.cursor.is_at(at, Terminal.DOT) or (self.contents.articles and self.contents.may_have(unit))
        return Parsed((item(str(number), item_number.values[0]),), item_number.end) if is_item else None

    def _items(self, at: int) -> Numbers | None:
        """7(3), 7(c); article 7, item 3."""
        bracketed = self.cursor.ordinal(at)
        if bracketed and bracketed.is_bracketed:
            return bracketed
        start = self.cursor.past(at, Terminal.COMMA)
        return self._lettered(at) or self._counted(start, *_TIED)

    def _lettered(self, at: int) -> Numbers | None:
        """7(c), article 7 item c."""
        is_open, is_named = self.cursor.is_at(at, Terminal.OPEN), self.cursor.is_at(at, *_TIED)
        letter = self.cursor.tokens[at + 1].text if at + 1 < len(self.cursor.tokens) else ""
        is_framed = is_named or (is_open and self.cursor.is_at(at + 2, Terminal.CLOSE))
        if not is_framed or len(letter) != 1 or letter not in _LETTERS:
            return None
        return Numbers((_LETTERS.index(letter) + 1,), at + 2 + is_open)

    def _last(self, at: int) -> Parsed | None:
        places = places_at(self.cursor, at) if self.cursor.is_loose else None
        if places is None:
            return None
        if self.cursor.is_at(places.end, Terminal.CHAPTER_EN):
            chapters = [number for place in places.values if (number := self.contents.chapter_at(place))]
            return Parsed(tuple(map(chapter, chapters)), places.end + 1) if chapters else None
        if not self.cursor.is_at(places.end, Terminal.ARTICLE_EN, Terminal.CLAUSE_EN):
            return None
        numbers = [named for place in places.values if (named := self.contents.article_at(place))]
        return Parsed(tuple(map(article, numbers)), places.end + 1) if numbers else None

    def _other(self, at: int) -> Parsed | None:
        """A clause by itself is an article, an item one of the list."""
        if found := self._counted(at, Terminal.CLAUSE_EN):
            return Parsed(tuple(map(article, found.values)), found.end)
        if found := self._counted(at, Terminal.ITEM_EN):
            return Parsed(tuple(item("", number) for number in found.values), found.end)
        if found := self._counted(at, Terminal.CHAPTER_EN):
            return Parsed(tuple(map(chapter, found.values)), found.end)
        return None

    def _counted(self, at: int, *kinds: Terminal) -> Numbers | None:
        """The word with its numbers behind it, or an ordinal before it."""
        if self.cursor.is_at(at, *kinds):
            return self.cursor.list(self._behind_word(at))
        found = self.cursor.number(at)
        if found is None or not self.cursor.is_at(found.end, *kinds) or not is_ordinal(self.cursor.tokens[at]):
            return None
        return Numbers(found.values, found.end + 1)

    def _behind_word(self, at: int) -> int:
        """Behind art, art. or article the."""
        return self.cursor.past(at + 1, Terminal.DOT, Terminal.THAT, Terminal.ARTICLE_EN, most=2)
