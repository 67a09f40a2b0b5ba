"""What stands behind the last article and is not its own: signature, date, printing line, copies, annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_kb.documents.items import STARTS_ITEM
from policy_kb.documents.marks import LEADS_ON
from policy_kb.documents.outline import annex_starts
from policy_kb.documents.page import Page, ends_sentence
from policy_kb.expressions import lazy_compile
from policy_kb.numerals import HAN

_DATE = rf"(?:\d{{4}}|[{HAN}]{{4}}) {{0,3}}年 {{0,3}}[{HAN}\d]{{1,3}} {{0,3}}月 {{0,3}}[{HAN}\d]{{1,3}} {{0,3}}日"
_DATE_LINE = lazy_compile(
    rf"\(? {{0,3}}(?:{_DATE}|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}) {{0,3}}\)?"
    r"(?: {0,3}(?:印发|印制|印|发布|公布|施行|起施行))?\.?"
)
_OFFICE = lazy_compile(
    r".*(?:办公室|小组|指挥部|公司|中心|银行|党组|大队|学校|政府|[局厅部委院会处科站所社镇乡县市区]"
    r"|表|清单|流程图|示意图|样式)(?:\(.{0,8}\))?"
)
_CLOSING_WORD = lazy_compile(
    r"抄 {0,4}[送报]|主 {0,4}送|分 {0,4}送|报 {0,4}送|印 {0,4}发 {0,4}:|公开方式|公开属性|主题词"
    r"|联 {0,4}系 {0,4}人|联系电话|\(? ?[此本]页无正文|\(? ?此件|\(? ?[代盖公] {0,4}章|校 {0,4}对|打 {0,4}印"
    r"|共 ?印|\(?共 ?\d+ ?份|[-_=—─*]{4,}|责任编辑|来源:|政策解读|解读:|END\b"
)
_SAME_LINE = lazy_compile(
    rf"[。!][”)]? {{0,8}}(?P<rest>[^。;:,!?\n]{{0,80}}?{_DATE}(?: ?印发| ?印)?(?= *(?:\n|$|抄送|附件))"
    r"|附 {0,4}[件表录][ \d:](?![ \d]{0,3}[中的所规要应列及与和内为以]).*|抄 {0,4}送.*)"
)
_LONGEST_LINE = 60
_MOST_LINES_BEFORE_DATE = 3


def closing_start(page: Page, start: int, end: int) -> int:
    """Where the last article's own text ends: the beginning of what closes the document, or `end`."""
    lines = list(_lines(page, start, end))
    by_line = min((at for at in _closing_lines(page, lines)), default=end)
    by_annex = min(
        (at for at in annex_starts(page, start, end) if at > start and _is_free(page, start, at)), default=end
    )
    cut = min(by_line, by_annex)
    same_line = _SAME_LINE.search(page.reading, start, cut)
    return min(cut, same_line.start("rest")) if same_line else cut


def _closing_lines(page: Page, lines: list[tuple[int, int]]) -> Iterator[int]:
    """The beginnings of lines that belong to no article, the first of the body set aside."""
    reading = page.reading
    for at, (start, end) in enumerate(lines[1:], 1):
        words = reading[start:end]
        if len(words) > _LONGEST_LINE and not _CLOSING_WORD.match(words):
            continue
        before = lines[at - 1][1]
        free = ends_sentence(reading, before, lines[0][0]) and reading[before - 1] not in ":;"
        if _CLOSING_WORD.match(words) and (free or _may_follow(words)):
            yield start
        elif _DATE_LINE.fullmatch(words):
            yield _signature_start(reading, lines, at)
        elif free and _is_signature(words):
            yield start


def _may_follow(words: str) -> bool:
    return bool(re.match(r"抄|主题词|[-_=—─*]{4,}|\(? ?此|\(? ?本页", words))


def _signature_start(reading: str, lines: list[tuple[int, int]], date_at: int) -> int:
    """Where the block begins that a date closes: up to three short lines of offices above it."""
    first = date_at
    for at in range(date_at - 1, max(0, date_at - 1 - _MOST_LINES_BEFORE_DATE), -1):
        if not _is_signature(reading[lines[at][0] : lines[at][1]]):
            break
        first = at
    return lines[first][0]


def _is_signature(words: str) -> bool:
    """A short line without any sentence in it that ends in the name of an office, or in that of a table."""
    if len(words) > _LONGEST_LINE or re.search("[。;:,!?]", words) or STARTS_ITEM.match(words):
        return False
    return bool(_OFFICE.fullmatch(words)) or bool(_CLOSING_WORD.match(words))


def _is_free(page: Page, start: int, at: int) -> bool:
    """Whether the line before has ended its sentence, or nothing leads from it to a line that is a title."""
    before = page.before(at)
    if before <= start:
        return False
    is_title = not re.search("[。,;]", page.reading[at : page.line_end(at)][:200])
    return ends_sentence(page.reading, before, start) or (is_title and page.reading[before - 1] not in LEADS_ON)


def _lines(page: Page, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", page.reading[start:end]):
        span = page.trim(start + match.start(), start + match.end())
        if span.end > span.start:
            yield span.start, span.end
