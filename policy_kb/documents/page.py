"""A document as the parser reads it: a reading of the same length as the source, so that offsets are the same."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import cached_property

from msgspec import Struct

from policy_kb.expressions import lazy_compile

_LOOK_ALIKES = {
    "笫": "第",
    "苐": "第",
    "㐧": "第",
    "條": "条",
    "編": "编",
    "節": "节",
    "項": "项",
    "〔": "(",
    "〕": ")",
}
_INVISIBLE = frozenset({"Cf", "Co", "Cc", "Cn", "Cs"})
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")

TERMINAL = frozenset("。!?;:…")
"""What ends a sentence or opens a list, as the reading writes it (half-width)."""

_ARTICLE_LINE = lazy_compile(r"^ *第[^\n条]{1,9}条([^\n]*)$", re.MULTILINE)
_PUNCTUATION = lazy_compile("[。,;:!?、]")
_LONGEST_TITLE, _FEWEST_TITLES = 16, 3
_SHORTEST_WRAP, _LONGEST_WRAP, _FEWEST_WRAPS = 15, 100, 6
_CLOSERS = frozenset("”’)》】〉」』\"'")


class Span(Struct, frozen=True):
    """A stretch `[start, end)` of the source."""

    start: int
    end: int


class Page(Struct, frozen=True, dict=True):
    """The source beside its reading; `furniture` (page numbers, running heads) is blank in the reading."""

    source: str
    reading: str
    furniture: tuple[Span, ...] = ()

    @cached_property
    def _line_ends(self) -> list[int]:
        return [at for at, char in enumerate(self.reading) if char == "\n"]

    def line_of(self, offset: int) -> int:
        """The number of the line, from 1, as an editor shows it."""
        return bisect_right(self._line_ends, offset - 1) + 1

    def line_start(self, offset: int) -> int:
        """Where the line begins that holds the offset."""
        at = bisect_right(self._line_ends, offset - 1)
        return self._line_ends[at - 1] + 1 if at else 0

    def line_end(self, offset: int) -> int:
        """Where the line ends that holds the offset (its line feed, or the end of the text)."""
        at = bisect_right(self._line_ends, offset - 1)
        return self._line_ends[at] if at < len(self._line_ends) else len(self.reading)

    @cached_property
    def full_width(self) -> float:
        """How wide a full line is where the text was wrapped; 0 where lines are paragraphs."""
        lines = [line.strip() for line in self.reading.split("\n")]
        broken = [
            line
            for line in lines
            if _SHORTEST_WRAP <= len(line) <= _LONGEST_WRAP and not ends_sentence(line, len(line))
        ]
        widths = Counter(round(width(line)) for line in broken)
        if not widths:
            return 0
        common, _ = widths.most_common(1)[0]
        near = sum(count for size, count in widths.items() if abs(size - common) <= 1)
        return common - 1 if near >= _FEWEST_WRAPS and near * 2 >= len(broken) else 0

    @cached_property
    def margin(self) -> int:
        """How far the lines of a wrapped text are set in as a rule; beyond it a line begins a paragraph."""
        if not self.full_width:
            return 0
        indents = Counter(len(line) - len(line.lstrip()) for line in self.reading.split("\n") if line.strip())
        return indents.most_common(1)[0][0]

    @cached_property
    def has_titled_articles(self) -> bool:
        """Whether the articles of the document have short titles on lines of their own (第九条 资金拨付)."""
        heads = _ARTICLE_LINE.findall(self.reading)
        titled = sum(0 < len(rest.strip()) <= _LONGEST_TITLE and not _PUNCTUATION.search(rest) for rest in heads)
        return titled >= _FEWEST_TITLES and titled * 5 >= len(heads) * 3

    def trim(self, start: int, end: int) -> Span:
        """The same stretch without blanks and furniture at its ends."""
        while start < end and self.reading[start].isspace():
            start += 1
        while end > start and self.reading[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def before(self, offset: int) -> int:
        """The offset after the last visible character before this one (0 where there is none)."""
        while offset and self.reading[offset - 1].isspace():
            offset -= 1
        return offset


def read(source: str) -> str:
    """The source, a character for a character, with widths, look-alikes and invisible characters levelled."""
    return source.replace("\r\n", " \n").translate(_Levelling())


def ends_sentence(reading: str, end: int, floor: int = 0) -> bool:
    """Whether the text up to `end` closes a sentence, closing quotation marks and brackets aside."""
    at = end
    while at > max(floor, end - 3) and reading[at - 1] in _CLOSERS:
        at -= 1
    return at > floor and reading[at - 1] in TERMINAL


def width(line: str) -> float:
    """How much room a line takes, in Chinese characters."""
    return len(line) - 0.5 * sum(char < "\u2000" for char in line)


def is_junk(char: str) -> bool:
    """Whether a character shows nothing to people (zero-width, private use, control), line ends and tabs aside."""
    return char not in _LINE_ENDS and char != "\t" and unicodedata.category(char) in _INVISIBLE


class _Levelling(dict[int, str]):
    """A translation table that works itself out, character by character, as they are met."""

    def __missing__(self, code: int) -> str:
        self[code] = levelled = _level(chr(code))
        return levelled


def _level(char: str) -> str:
    if char in _LINE_ENDS:
        return "\n"
    if char in _LOOK_ALIKES:
        return _LOOK_ALIKES[char]
    category = unicodedata.category(char)
    if category in _INVISIBLE or category == "Zs":
        return " "
    if category == "No":  # ① is a style of its own, not a 1
        return char
    plain = unicodedata.normalize("NFKC", char)
    if len(plain) != 1 or plain.isspace():
        return " " if plain.isspace() else char
    return _LOOK_ALIKES.get(plain, plain)
