"""The rules for chapters: by number, by place and by title."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from policy_kb.models import Numbering
from policy_kb.references.article_rules import ArticleRules
from policy_kb.references.contents import Contents
from policy_kb.references.cursor import Cursor
from policy_kb.references.parsed import Parsed, article, chapter
from policy_kb.references.places import places_at
from policy_kb.references.terminals import PINYIN_TITLES, STRUCTURAL_TITLES, Terminal


class ChapterRules(Struct, frozen=True):
    """Reads chapters; an article named behind its chapter is what is meant."""

    cursor: Cursor
    contents: Contents
    articles: ArticleRules

    def read(self, at: int) -> Parsed | None:
        """A chapter, or the article that is named within it."""
        found = self._numbered(at) or self._relative(at) or self._titled(at)
        if found is None:
            return None
        start = self.cursor.past(found.end, Terminal.INSIDE, Terminal.COMMA, most=2)
        if self.cursor.is_at(start, Terminal.PART):  # 第二章的标题 is the chapter's
            return Parsed(found.units, start + 1)
        inside = self.contents.inside(found.units[0].chapter)
        within = self.articles.marked(start) or self.articles.relative_in(inside, start)
        if within is None:
            return found
        is_inside = all(one.article in inside for one in within.units)
        return within if is_inside or not self.contents.articles else self._counted(within, inside)

    def _counted(self, within: Parsed, inside: Sequence[str]) -> Parsed:
        """第三章第一条 is the chapter's first, as articles are numbered on from chapter to chapter."""
        places = [int(one.article) - 1 for one in within.units if one.article.isdecimal()]
        return Parsed(tuple(article(inside[place]) for place in places if place < len(inside)), within.end)

    def _numbered(self, at: int) -> Parsed | None:
        found = self.cursor.list(at)
        if found is None or not self._is_mark(found.end):
            return None
        is_alike = found.is_alike or self.cursor.tokens[found.end].is_alike
        if not found.is_ordinal and (is_alike or not self.articles.is_bare(at)):
            return None
        return Parsed(tuple(map(chapter, found.values)), found.end + 1)

    def _is_mark(self, at: int) -> bool:
        """章; people also say 部分 where no article is called so."""
        is_part = self.contents.numbering is Numbering.ARTICLE and bool(self.contents.headings)
        return self.cursor.is_at(at, Terminal.CHAPTER, *((Terminal.SECTION,) if is_part else ()))

    def _relative(self, at: int) -> Parsed | None:
        places = places_at(self.cursor, at) if self.cursor.is_loose else None
        if places is None or not self._is_mark(places.end):
            return None
        numbers = [number for place in places.values if (number := self.contents.chapter_at(place))]
        return Parsed(tuple(map(chapter, numbers)), places.end + 1) if numbers else None

    def _titled(self, at: int) -> Parsed | None:
        """附则; a title that is also a subject needs 章 behind it (中期绩效评价那一章)."""
        number = self.cursor.tokens[at].value if self.cursor.is_at(at, Terminal.TITLE) else None
        if number is None:
            return None
        end = self.cursor.past(at + 1, Terminal.INSIDE, Terminal.THAT, Terminal.NUMBER, most=3)
        if self.cursor.is_at(end, Terminal.CHAPTER, Terminal.SECTION):
            return Parsed((chapter(number),), end + 1)
        is_structural = "".join(self.cursor.tokens[at].text.split()) in {*STRUCTURAL_TITLES, *PINYIN_TITLES}
        return Parsed((chapter(number),), at + 1) if is_structural and self.cursor.is_loose else None
