"""What a reading may know of the document: which units there are, the chapters' titles, its own names."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import cached_property
from itertools import count

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.models import Numbering
from policy_kb.numerals import HAN

_HEADING_NUMBER = lazy_compile(rf"^第\s*[{HAN}0-9]+\s*[编章节]\s*")

_CHAPTER = lazy_compile("章(?!程)|那部分|这部分")


def is_never_ours(_name: str) -> bool:
    """Of a document without a name, every named law is another one."""
    return False


class Contents(Struct, frozen=True, dict=True):
    """The units of a document. Empty: any number could be an article."""

    articles: Sequence[str] = ()
    units: Container[str] = frozenset[str]()
    headings: tuple[str, ...] = ()
    numbering: Numbering = Numbering.ARTICLE
    listed: str = ""  # whose item is meant where only the item is named
    is_ours: Callable[[str], bool] = is_never_ours
    chapters: Callable[[str], Sequence[str]] = lambda _heading: ()

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The headings without number and blanks."""
        return tuple("".join(_HEADING_NUMBER.sub("", heading).split()).lower() for heading in self.headings)

    def is_titled(self, text: str) -> bool:
        """Whether a chapter could be named by its title in the text: with 章 behind it."""
        return bool(self.headings) and _CHAPTER.search(text) is not None

    def may_have(self, unit: str) -> bool:
        """Whether there is, or for all that is known could be, such a unit."""
        return not self.articles or unit in self.units

    def article_at(self, place: int) -> str:
        """The article at a place from the front, 1 the first, or from the end, -1 the last; empty beyond."""
        at = place - 1 if place > 0 else place
        return self.articles[at] if -len(self.articles) <= at < len(self.articles) else ""

    def item_at(self, article: str, place: int) -> str:
        """The number of the item at a place of an article, counted in the same way; empty beyond."""
        last = next(number for number in count(1) if f"{article}.{number}" not in self.units) - 1
        number = place if place > 0 else last + 1 + place
        return str(number) if 0 < number <= last else ""

    def chapter_at(self, place: int) -> int:
        """The number of the chapter at a place, counted in the same way; 0 beyond."""
        number = place if place > 0 else len(self.headings) + 1 + place
        return number if 0 < number <= len(self.headings) else 0

    def inside(self, chapter: int) -> Sequence[str]:
        """The articles of a chapter; none of one that there is not."""
        return self.chapters(self.headings[chapter - 1]) if 0 < chapter <= len(self.headings) else ()


ANY = Contents()
