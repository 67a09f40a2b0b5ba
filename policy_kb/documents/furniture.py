"""Page furniture: page numbers, running heads and feet, and digits of a page number that slipped into a word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from policy_kb.documents.page import TERMINAL, Page, Span, ends_sentence
from policy_kb.expressions import lazy_compile
from policy_kb.numerals import HAN, HAN_OR_DASH

_N = rf"(?:\d{{1,4}}|[{HAN}]{{1,5}})"
_DASH = "[-‐-―−─━~〜·•]"
_PAGES_OF = rf"第 {{0,3}}{_N} {{0,3}}页 {{0,3}}[,、/|(]? {{0,3}}[共总] {{0,3}}{_N} {{0,3}}页\)?"
_OF_PAGES = rf"[共总] {{0,3}}{_N} {{0,3}}页 {{0,3}}[,、/|(]? {{0,3}}第 {{0,3}}{_N} {{0,3}}页\)?"

_INLINE = lazy_compile(
    rf" {{0,3}}(?:{_PAGES_OF}|{_OF_PAGES}"
    r"|(?<![0-9A-Za-z—―─])[—―─]{1,2} {0,2}\d{1,3} {0,2}[—―─]{1,2}(?![0-9A-Za-z—―─])"
    r"|(?<!\w)Page {0,2}\d{1,4} {0,2}(?:of|/) {0,2}\d{1,4}(?!\w)) {0,3}"
)
_MARKDOWN = lazy_compile(r"\*{2,3}|^ {0,3}#{1,6}(?= )", re.MULTILINE)
"""Signs of a text that was copied out of a chat or a wiki; they are nobody's words."""
_NUMBERED_HEAD = lazy_compile(
    r"(?P<head>[^\n。;,:!?\t]{2,40}?)(?: {1,40}|(?=第))"
    r"(?:第 ?(?P<page>\d{1,3}) ?页|[-—] ?(?P<dashed>\d{1,3}) ?[-—]|(?P<bare>\d{1,3}))"
)
_WHOLE_LINE = lazy_compile(
    rf"第 {{0,3}}{_N} {{0,3}}页|{_DASH}{{1,3}} {{0,3}}\d{{1,4}} {{0,3}}{_DASH}{{1,3}}"
    r"|\d{1,4} {0,2}/ {0,2}\d{1,4}|[Pp](?:age|\.)? {0,2}\d{1,4}(?: {0,2}of {0,2}\d{1,4})?"
    rf"|页码 {{0,2}}:? {{0,2}}{_N}|\( {{0,2}}第 {{0,2}}{_N} {{0,2}}页 {{0,2}}\)"
)
_BARE_NUMBER = lazy_compile(r"\d{1,3}")
_MARKED = lazy_compile(
    rf"第 {{0,4}}[{HAN_OR_DASH}\d ]{{1,12}}[条章节编]|\(|[{HAN}\d]{{1,4}} ?[、.)]|附 {{0,2}}[件表录]"
)
"""How a line begins that is structure, and so never a running head."""

_STRAY = lazy_compile(r"(?<=[\u4e00-\u9fff])\d{1,3}(?=[\u4e00-\u9fff])")
_COUNTED = frozenset(
    "年月日号时分秒元角万亿千百十个名人家户条项款章节次份张页种类件台套处座亩吨斤公里米度成级批期届天周季岁折楼层栋室间所辆"
    "只头株棵位线村镇乡县市省组队班门科字句段部本册卷篇场起例宗笔票以至到比和与或及之的者是为在内外上下左右多余来前后不倍"
)
"""What may follow a number that belongs to the text."""
_LABELS = frozenset(
    "第件表图号年月日于为达按以之约近超过足满共前后每各等级类附题步款项条章节至到比和与或及仅有占增减"
)
"""What may stand before a number that belongs to the text."""
_COMMON_WORDS = frozenset(
    [
        "公开",
        "公平",
        "公正",
        "拓展",
        "手段",
        "发展",
        "建设",
        "管理",
        "资金",
        "专项",
        "企业",
        "使用",
        "监督",
        "拨付",
        "办法",
        "规定",
        "审核",
        "评价",
        "部门",
    ]
)
_MOST_WORDS = 200  # each is looked up in the whole text: a bound keeps the time linear
_LONGEST_HEAD = 40
_REPEATS_AT_PAGE_ENDS = 2
_REPEATS_ANYWHERE = 3
_CUTS = 2


def with_furniture(page: Page) -> Page:
    """The page with its furniture found, and blanked in the reading."""
    numbers = _merge([*_page_numbers(page.reading), *_bare_numbers(page.reading), *stray_digits(page.reading)])
    blanked = _blank(page.reading, numbers)
    heads = list(_running_heads(page.source, blanked, numbers))
    spans = _merge([*numbers, *heads])
    return Page(page.source, _blank(page.reading, spans), tuple(spans))


def stray_digits(reading: str) -> list[Span]:
    """Digits inside a word that is known unbroken (公平公1开): a page number that slipped in.

    A digit of the text is worth more than a clean look: the word must be known, and the digit count nothing.
    """
    found: list[Span] = []
    known = dict.fromkeys(_COMMON_WORDS, True)
    for match in _STRAY.finditer(reading):
        left, right = reading[match.start() - 1], reading[match.end()]
        if left in _LABELS or right in _COUNTED:
            continue
        word = left + right
        if word not in known and len(known) < _MOST_WORDS:
            known[word] = word in reading
        if known.get(word, False):
            found.append(Span(match.start(), match.end()))
    return found


def _page_numbers(reading: str) -> Iterator[Span]:
    for match in _INLINE.finditer(reading):
        yield Span(match.start(), match.end())
    yield from (Span(match.start(), match.end()) for match in _MARKDOWN.finditer(reading))
    yield from _numbered_heads(reading)
    for start, end in _lines(reading):
        if end - start <= _LONGEST_HEAD and _WHOLE_LINE.fullmatch(reading, start, end):
            yield Span(start, end)


def _numbered_heads(reading: str) -> Iterator[Span]:
    """Running heads with the page number on their line, where the same words come again with the next pages."""
    found: dict[str, list[tuple[int, Span]]] = defaultdict(list)
    for start, end in _lines(reading):
        if end - start <= 2 * _LONGEST_HEAD and (match := _NUMBERED_HEAD.fullmatch(reading, start, end)):
            number = int(match["page"] or match["dashed"] or match["bare"])
            found["".join(match["head"].split())].append((number, Span(start, end)))
    for places in found.values():
        steps = {later[0] - earlier[0] for earlier, later in pairwise(places)}
        if steps and steps <= {1, 2} and not _MARKED.match(reading, places[0][1].start):
            yield from (span for _, span in places)


def _bare_numbers(reading: str) -> list[Span]:
    """Lines of nothing but a number, where they rise as page numbers do; else they are a table's column."""
    bare = [Span(s, e) for s, e in _lines(reading) if e - s <= 3 and _BARE_NUMBER.fullmatch(reading, s, e)]  # noqa: PLR2004
    values = [int(reading[span.start : span.end]) for span in bare]
    rising = all(later > earlier for earlier, later in pairwise(values))
    return [span for span in bare if not _belongs_to_text(reading, span)] if rising else []


def _belongs_to_text(reading: str, span: Span) -> bool:
    """Whether a number on a line of its own continues a sentence, as odd extractions break “2023 / 年”."""
    after = reading[span.end : span.end + 8].lstrip()
    before = reading[max(0, span.start - 8) : span.start].rstrip()
    return bool(after and after[0] in "年月日万元亿%个家条项.、)") or before[-1:] == "第"


def _running_heads(source: str, reading: str, numbers: list[Span]) -> Iterator[Span]:
    """Lines that repeat beside page ends, or that repeatedly cut sentences in two."""
    lines = [Span(s, e) for s, e in _lines(reading)]
    ends = _page_ends(source, numbers)
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        if line.end - line.start <= _LONGEST_HEAD and _may_be_head(reading, line):
            places["".join(reading[line.start : line.end].split())].append(at)
    for found in places.values():
        if len(found) >= _REPEATS_AT_PAGE_ENDS:
            yield from _repeated(reading, lines, found, ends)


def _repeated(reading: str, lines: list[Span], found: list[int], ends: list[int]) -> Iterator[Span]:
    beside = [at for at in found if _is_beside(lines, at, ends)]
    if len(beside) + (found[0] == 0) >= _REPEATS_AT_PAGE_ENDS:  # the first page has its head as well
        yield from (lines[at] for at in beside)
    elif len(found) >= _REPEATS_ANYWHERE:
        cuts = [at for at in found if at and not ends_sentence(reading, lines[at - 1].end, lines[at - 1].start)]
        if len(cuts) >= _CUTS and _goes_on(reading, lines, cuts) >= _CUTS:
            yield from (lines[at] for at in found[1:])


def _goes_on(reading: str, lines: list[Span], cuts: list[int]) -> int:
    """How many of the lines cut a sentence that is long enough to be one."""
    long = [at for at in cuts if lines[at - 1].end - lines[at - 1].start > 12]  # noqa: PLR2004 - no title, no signature
    return sum(at + 1 < len(lines) and not _MARKED.match(reading, lines[at + 1].start) for at in long)


def _may_be_head(reading: str, line: Span) -> bool:
    return reading[line.end - 1] not in TERMINAL and not _MARKED.match(reading, line.start)


def _page_ends(source: str, numbers: list[Span]) -> list[int]:
    return sorted([*(span.start for span in numbers), *(m.start() for m in re.finditer("\f", source))])


def _is_beside(lines: list[Span], at: int, ends: list[int]) -> bool:
    """Whether a page ends between this line and a neighbour (the line's own page number included)."""
    floor = lines[at - 1].end if at else 0
    ceiling = lines[at + 1].start if at + 1 < len(lines) else lines[at].end + 1
    place = bisect_left(ends, floor)
    return place < len(ends) and ends[place] < ceiling


def _lines(reading: str) -> Iterator[tuple[int, int]]:
    """Every line that shows something, without the blanks at its ends."""
    for match in re.finditer(r"[^\n]+", reading):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield start, start + len(stripped)


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: s.start):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _blank(reading: str, spans: Iterable[Span]) -> str:
    pieces: list[str] = []
    at = 0
    for span in spans:
        pieces += (reading[at : span.start], " " * (span.end - span.start))
        at = span.end
    return "".join((*pieces, reading[at:]))
