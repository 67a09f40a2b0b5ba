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

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from policy_kb.references.article_rules import NUMBER_SIGNS, ArticleRules
from policy_kb.references.chapter_rules import ChapterRules
from policy_kb.references.contents import Contents
from policy_kb.references.cursor import Cursor
from policy_kb.references.english_rules import EnglishRules
from policy_kb.references.item_rules import ItemRules
from policy_kb.references.neighbour_rules import NeighbourRules
from policy_kb.references.parsed import Parsed, part
from policy_kb.references.reference import Reference
from policy_kb.references.terminals import PARTS, Terminal
from policy_kb.references.tokens import Token

_ENGLISH = (Terminal.ARTICLE_EN, Terminal.CLAUSE_EN, Terminal.ITEM_EN, Terminal.CHAPTER_EN)
BEGINNINGS = frozenset(
    {
        *(Terminal.NUMBER, Terminal.ORDINAL, Terminal.OPEN, Terminal.FIRST, Terminal.LAST, Terminal.FROM_END),
        *(*_ENGLISH, Terminal.THAT, Terminal.ARTICLE, Terminal.TITLE, Terminal.PART),
    }
)
"""What a reference may begin with."""

_ENGLISH_MARKS = frozenset(_ENGLISH)
_PLACES = frozenset({Terminal.FIRST, Terminal.LAST, Terminal.FROM_END})
_CHAPTERS = frozenset({Terminal.CHAPTER, Terminal.SECTION})
_ARTICLES = frozenset({Terminal.ARTICLE, Terminal.SECTION, Terminal.ITEM})
_COUNTED = _CHAPTERS | _ARTICLES | {Terminal.KIND}

_MARKS = frozenset(
    {
        *(Terminal.ARTICLE, Terminal.ITEM, Terminal.KIND, Terminal.SECTION, Terminal.CHAPTER, Terminal.TITLE),
        *(*_ENGLISH, Terminal.PART, Terminal.OPEN, Terminal.DOT, Terminal.SUB, Terminal.HYPHEN),
    }
)
_JOINTS = frozenset({"/", "、", *NUMBER_SIGNS})
"""What makes a number more than a number; so does 第 behind one."""

_PARTS = {word: named for named, words in PARTS.items() for word in words}


def may_refer(tokens: Sequence[Token]) -> bool:
    """Whether anything stands among the tokens without which a number or a place names nothing."""
    is_numbered = False
    for token in tokens:
        if token.kind in _MARKS or token.text in _JOINTS or (is_numbered and token.kind is Terminal.ORDINAL):
            return True
        is_numbered |= token.kind is Terminal.NUMBER
    return False


def may_refer_firmly(tokens: Sequence[Token]) -> bool:
    """Whether a reference may stand among the tokens of a message that also says something else.

    It takes a word of English, a title and that it is a chapter's, 第 with a mark, or an article's number with an
    item's.
    """
    written = [token.kind for token in tokens if not token.is_alike]
    kinds = frozenset(written)
    if kinds & _ENGLISH_MARKS or (Terminal.TITLE in kinds and kinds & _CHAPTERS):
        return True
    is_placed = written.count(Terminal.NUMBER) > 1 or bool(kinds & _PLACES)
    return bool(kinds & _COUNTED if Terminal.ORDINAL in kinds else is_placed and kinds & _ARTICLES)


class Parser(Struct, frozen=True):
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

    def references(self, last: int | None = None) -> Iterator[Reference]:
        """All references, in order; none where the first one would begin behind `last`."""
        tokens, at, rules = self.cursor.tokens, 0, self._rules
        while at < len(tokens) and (last is None or tokens[at].start <= last):
            # A digit that only sounds like one begins nothing: 第 or its like must stand before it.
            tried = () if tokens[at].digits and tokens[at].is_alike else rules.get(self.cursor.kind(at), ())
            read = next((read for rule in tried if (read := rule(at))), None)
            if read is None:
                at += 1
                continue
            start, end = tokens[at].start, tokens[read.end - 1].end
            for unit in read.units:
                yield Reference(unit.kind, start, end, unit.article, unit.item, unit.chapter, unit.part)
            at, last = read.end, None

    @property
    def _rules(self) -> Mapping[Terminal, tuple[Callable[[int], Parsed | None], ...]]:
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
        placed = (self.chapters.read, articles.relative, *english, self.items.alone)
        return {
            **dict.fromkeys((Terminal.NUMBER, Terminal.ORDINAL, Terminal.OPEN), numbered),
            **dict.fromkeys((Terminal.FIRST, Terminal.LAST, Terminal.FROM_END), placed),
            **dict.fromkeys(_ENGLISH, english),
            Terminal.THAT: (*english, articles.signed),
            Terminal.ARTICLE: (articles.reversed,),
            Terminal.TITLE: (self.chapters.read,),
            Terminal.PART: (self._part,),
        }

    def _part(self, at: int) -> Parsed | None:
        if not self.cursor.is_loose or not self.cursor.is_at(at, Terminal.PART):
            return None
        return Parsed((part(_PARTS[self.cursor.tokens[at].text]),), at + 1)
