"""What may open an article: every 第…条 and, where a document has none, every 一、 （一） 1. of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from policy_kb.documents.page import Page, ends_sentence
from policy_kb.expressions import lazy_compile
from policy_kb.models import Numbering
from policy_kb.numerals import HAN, HAN_OR_DASH, TEN_THOUSAND, to_int

_GAP = " {0,4}"
_NUMBER = rf"[{HAN_OR_DASH}\d](?:{_GAP}[{HAN_OR_DASH}{TEN_THOUSAND}\d]){{0,11}}"
_SUB = rf"(?:{_GAP}之{_GAP}(?P<sub>[{HAN}\d]{{1,4}}))?"

_ARTICLE = lazy_compile(rf"第{_GAP}(?P<number>{_NUMBER}){_GAP}条{_SUB}")
_SECTION = lazy_compile(rf"(?P<number>[{HAN}](?:{_GAP}[{HAN}]){{0,5}}){_GAP}(?:[、.]|,(?!{_GAP}[{HAN}]))")
_PAREN = lazy_compile(rf"\({_GAP}(?P<number>[{HAN}](?:{_GAP}[{HAN}]){{0,5}}){_GAP}\)")
_ARABIC = lazy_compile(r"(?<![\d.A-Za-z])(?P<number>\d{1,3}) ?[、.](?![\d])")
_PREFIX = lazy_compile(r"[ #*>]{0,12}")
_AFTER_ARTICLE = lazy_compile(r"[ *]{0,8}[:、.]?[ *\n]*")
_AFTER_OTHER = lazy_compile(r"[ *\n]*")

_REFERENCE = lazy_compile(
    rf" {{0,4}}(?:规定(?!范围|期限|如下)|所[称列述指规]|的|第{_GAP}[{HAN}\d]{{1,6}}{_GAP}[款项条目]"
    rf"|(?:[、,和及至到与或]|以及|或者) {{0,2}}(?:本\w{{0,2}})?第{_GAP}[{HAN}\d]|[;)”》]"
    rf"|\( ?[{HAN}\d]{{1,4}} ?\) ?(?:[款项](?!目)|规定|的|[、和至]))"
    r"|之(?!间)|中[的所规]|以[上下]|款(?!项)|项(?!目)|例(?!如|外|会)|修改|改为|删[去除]|作[出了]|同时废止"
)
"""What follows where the article is spoken of, not opened."""

LEADS_ON = frozenset("照按据依合反及和与或、,“《(本该同以除至到见由对将把在违")
"""The last character before a mark that is only mentioned."""


_PATTERNS = {
    Numbering.ARTICLE: _ARTICLE,
    Numbering.SECTION: _SECTION,
    Numbering.PAREN: _PAREN,
    Numbering.ARABIC: _ARABIC,
}


class Mark(Struct, frozen=True):
    """A place that may open an article; `end` is where its body starts."""

    start: int
    end: int
    number: int
    sub: int
    opens_line: bool
    separated: bool
    closed_before: bool  # the text before it ended a sentence, or nothing stands before it
    led_to: bool  # the text before it leads on to it (按照…)
    referred: bool  # what follows speaks of it (…规定)
    quoted: bool
    doubtful: bool  # 三、四季度: perhaps no heading, but two numbers of a sentence
    text_before: int  # where the visible text before it ends

    @property
    def spaced_before(self) -> bool:
        """Whether blanks stand between it and the text before."""
        return self.text_before < self.start

    @property
    def key(self) -> tuple[int, int]:
        """Number and 之-number, as order and identity."""
        return self.number, self.sub


def find_marks(page: Page, style: Numbering) -> Iterator[Mark]:
    """Every candidate in the order of the text."""
    quotes = Quotes(page.reading)
    for match in _PATTERNS[style].finditer(page.reading):
        number = to_int(match["number"])
        sub = to_int(match["sub"]) if style is Numbering.ARTICLE and match["sub"] else 0
        if number is not None and sub is not None:
            yield _mark(page, style, match, (number, sub), quoted=quotes.hold(match.start()))


def _mark(page: Page, style: Numbering, match: re.Match[str], key: tuple[int, int], *, quoted: bool) -> Mark:
    reading = page.reading
    before, opens_line = _context(page, match.start())
    after = reading[match.end() : match.end() + 1]
    is_article = style is Numbering.ARTICLE
    separator = (_AFTER_ARTICLE if is_article else _AFTER_OTHER).match(reading, match.end())
    return Mark(
        start=match.start(),
        end=separator.end() if separator else match.end(),
        number=key[0],
        sub=key[1],
        opens_line=opens_line,
        separated=not is_article or not after or after in " \n:、.【(*[《",
        closed_before=before == 0 or ends_sentence(reading, before),
        led_to=_leads_on(reading, before),
        referred=is_article and bool(_REFERENCE.match(reading, match.end())),
        quoted=quoted,
        doubtful=not is_article and to_int(after) == key[0] + 1,
        text_before=before,
    )


def _leads_on(reading: str, before: int) -> bool:
    """Whether the text before a mark goes on to it; a straight quote opens unless a sentence ended before."""
    if reading[before - 1 : before] == '"':
        return not ends_sentence(reading, before - 1) or reading[before - 2] in ":;"
    return before > 0 and reading[before - 1] in LEADS_ON


def _context(page: Page, start: int) -> tuple[int, bool]:
    """Where the visible text before a mark ends, and whether the mark opens its line (Markdown's signs aside)."""
    line = page.line_start(start)
    opens_line = start - line <= 12 and bool(_PREFIX.fullmatch(page.reading, line, start))  # noqa: PLR2004 - as _PREFIX
    if not opens_line:
        opens_line = not page.reading[line:start].strip() if start - line < 400 else False  # noqa: PLR2004 - wide indents
    return page.before(line if opens_line else start), opens_line


class Quotes:
    """Which parts of the text stand between “ and its ”; a mark without its partner quotes nothing."""

    _LONGEST = 6000

    def __init__(self, reading: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._pair(reading)

    def hold(self, offset: int) -> bool:
        """Whether the offset lies inside a quotation."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]

    def _pair(self, reading: str) -> None:
        open_at: list[int] = []
        pairs: list[tuple[int, int]] = []
        for match in re.finditer("[“”]", reading):
            if match.group() == "“":
                open_at.append(match.start())
            elif open_at:
                start = open_at.pop()
                if match.start() - start <= self._LONGEST:
                    pairs.append((start, match.start()))
        for start, end in sorted(pairs):
            if not self._ends or end > self._ends[-1]:
                self._starts.append(start)
                self._ends.append(end)
