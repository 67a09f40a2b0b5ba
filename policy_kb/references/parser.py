"""Read all references of a message by recursive descent.

    reference := chapter [article] | relative | neighbour | article | english | pair | item | part
    article   := list 条 [之 number] [items]
    list      := [第] number {(、 | 和 | 到 | -) [第] number}
    items     := [里头 | 的] list (项 | 款 | 个 | …)
    pair      := number (. | - | 之 | 里头) number
    neighbour := article (上 | 后面 | 前后) [number] 条 | article 和 article 中间
    relative  := (头 | 末了 | 倒数) [number] 条

A rule returns what it read and the position behind it, or None. Loose reading also takes what is a reference only
where nothing else is said: 九条, 7-3, 弟五条, 附则.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from policy_kb.references.article_rules import ArticleRules
from policy_kb.references.chapter_rules import ChapterRules
from policy_kb.references.contents import Contents
from policy_kb.references.cursor import Cursor
from policy_kb.references.english_rules import EnglishRules
from policy_kb.references.item_rules import ItemRules
from policy_kb.references.neighbour_rules import NeighbourRules
from policy_kb.references.reading import Reading, part
from policy_kb.references.reference import Reference
from policy_kb.references.terminals import PARTS, Terminal
from policy_kb.references.tokens import Token

_ENGLISH = (Terminal.ARTICLE_EN, Terminal.CLAUSE_EN, Terminal.ITEM_EN, Terminal.CHAPTER_EN)
_PARTS = {word: named for named, words in PARTS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads one message."""

    cursor: Cursor
    chapters: ChapterRules
    articles: ArticleRules
    neighbours: NeighbourRules
    english: EnglishRules
    items: ItemRules

    @classmethod
    def over(cls, text: str, tokens: list[Token], contents: Contents, *, is_loose: bool) -> Parser:
        """Set up the rules over the tokens of a message."""
        cursor = Cursor(tokens, is_loose=is_loose)
        items = ItemRules(cursor, contents)
        articles = ArticleRules(text, cursor, contents, items)
        neighbours = NeighbourRules(cursor, contents, articles)
        chapters, english = ChapterRules(cursor, contents, articles), EnglishRules(cursor, contents)
        return cls(cursor, chapters, articles, neighbours, english, items)

    def references(self) -> Iterator[Reference]:
        """All references, in order."""
        tokens, at, rules = self.cursor.tokens, 0, self._rules
        while at < len(tokens):
            # A digit that only sounds like one begins nothing: 第 or its like must stand before it.
            tried = () if tokens[at].digits and tokens[at].is_alike else rules.get(self.cursor.kind(at), ())
            read = next((read for rule in tried if (read := rule(at))), None)
            if read is None:
                at += 1
                continue
            start, end = tokens[at].start, tokens[read.end - 1].end
            for unit in read.units:
                yield Reference(unit.kind, start, end, unit.article, unit.item, unit.chapter, unit.part)
            at = read.end

    @property
    def _rules(self) -> Mapping[Terminal, tuple[Callable[[int], Reading | None], ...]]:
        """The rules that can begin with a terminal, in the order in which they are tried."""
        english = (self.english.read,) if self.cursor.has(*_ENGLISH) else ()
        articles = self.articles
        numbered = (
            self.chapters.read,
            self.neighbours.read,
            articles.marked,
            *english,
            articles.pair,
            self.items.alone,
        )
        return {
            **dict.fromkeys((Terminal.NUMBER, Terminal.ORDINAL, Terminal.OPEN), numbered),
            **dict.fromkeys(
                (Terminal.FIRST, Terminal.LAST, Terminal.FROM_END),
                (self.chapters.read, articles.relative, *english, self.items.alone),
            ),
            **dict.fromkeys(_ENGLISH, english),
            Terminal.THAT: (*english, articles.signed),
            Terminal.ARTICLE: (articles.reversed,),
            Terminal.TITLE: (self.chapters.read,),
            Terminal.PART: (self._part,),
        }

    def _part(self, at: int) -> Reading | None:
        if not self.cursor.is_loose or not self.cursor.is_at(at, Terminal.PART):
            return None
        return Reading((part(_PARTS[self.cursor.tokens[at].text]),), at + 1)
