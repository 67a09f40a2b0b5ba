"""The title of a document: the last line above its first heading that names a kind of regulation."""

from __future__ import annotations

import re

from policy_kb.documents.chapters import printed
from policy_kb.documents.page import Page, Span, ends_sentence
from policy_kb.expressions import lazy_compile

_KINDS = (
    "办法|规定|条例|细则|方案|意见|通知|规则|制度|法|章程|准则|标准|指南|指引|规程|决定|措施|规范|公约|公告|通告|"
    "计划|规划|要点|纲要|预案"
)
_NAME = lazy_compile(rf".*(?:{_KINDS})(?: ?\((?:试行|暂行|修订|修正|草案|征求意见稿|\d{{4}} ?年?.{{0,6}})\))?")
_NOTE = lazy_compile(r"\(.*\)")
_QUOTED = lazy_compile(r"《([^《》\n]{4,80})》")
_LONGEST = 80
_SHORT = 16
_LOOK_BACK = 4000


def find_title(page: Page, first: int) -> str:
    """The title as printed above the first heading (its offset), or what the notice quotes, or nothing."""
    floor = max(0, first - _LOOK_BACK)
    lines = [
        span
        for match in re.finditer(r"[^\n]+", page.reading[floor:first])
        if (span := page.trim(floor + match.start(), floor + match.end())).end > span.start
    ]
    quoted = [
        printed(page, Span(floor + m.start(1), floor + m.end(1)))
        for m in _QUOTED.finditer(page.reading[floor:first])
    ]
    for at in range(len(lines) - 1, -1, -1):
        words = page.reading[lines[at].start : lines[at].end]
        if len(words) <= _LONGEST and _NAME.fullmatch(words) and not re.search("[。;,:!?]", words):
            return _joined(page, lines, at, quoted)
    return _at_end(page, lines, quoted) or (quoted[0] if quoted else "")


def _joined(page: Page, lines: list[Span], at: int, quoted: list[str]) -> str:
    """The title with the line above it, where it was set in two."""
    last = printed(page, lines[at])
    if not at or _compact(last) in {_compact(q) for q in quoted}:
        return last
    above = printed(page, lines[at - 1])
    both = above + last
    if _compact(both) in {_compact(q) for q in quoted}:
        return both
    adjoining = "\n" not in page.reading[lines[at - 1].end + 1 : lines[at].start]
    plain = not re.search(
        r"[。;,:!?]|\d{4}|号$|文件$|^附 {0,4}[件表录]", page.reading[lines[at - 1].start : lines[at - 1].end]
    )
    is_rest = (
        len(last) <= _SHORT and len(above) <= _LONGEST // 2 and not ends_sentence(page.reading, lines[at - 1].end)
    )
    return both if adjoining and plain and is_rest and not _NOTE.fullmatch(above) else last


def _at_end(page: Page, lines: list[Span], quoted: list[str]) -> str:
    """A title that ends the line on which the first article begins: the name that the notice quoted before."""
    if not lines:
        return ""
    words = printed(page, lines[-1])[-2 * _LONGEST :]
    named = next((name for name in quoted if _compact(words).endswith(_compact(name))), "")
    return _last_letters(words, len(_compact(named)))


def _last_letters(words: str, count: int) -> str:
    """The end of a line that holds so many letters, with the blanks between them as printed."""
    at = len(words)
    while count and at:
        at -= 1
        count -= not words[at].isspace()
    return words[at:]


def _compact(words: str) -> str:
    return "".join(words.split())
