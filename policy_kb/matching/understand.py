"""Read a question's direct references: 第9条, 九条, art 9, 7条3项, 7.3, 第九项, 第三章."""

from __future__ import annotations

import re
from dataclasses import dataclass

from policy_kb.models import Numbering
from policy_kb.numerals import to_int

_N = r"[0-9零〇一二两三四五六七八九十百千万]{1,9}"
_ARTICLE = (
    rf"(?:第\s*(?P<a>{_N})\s*条(?:之(?P<sub>{_N}))?"
    rf"|\bart(?:icle)?s?\.?\s*(?P<en>[0-9]{{1,5}})|(?P<bare>{_N})\s*条)"
)
_ITEM = (
    rf"(?:的|里面|里|中|下面)?\s*[、,，]?\s*"
    rf"(?:第?\s*[(\[]?\s*(?P<item>{_N})\s*[)\]]?\s*(?:小?项|款|小?点)|[(\[]\s*(?P<paren>{_N})\s*[)\]])"
)
_REFERENCE = re.compile(rf"{_ARTICLE}(?:{_ITEM})?")
_DOTTED = re.compile(r"(?<![0-9.])(?P<a>[0-9]{1,5})[.．-](?P<item>[0-9]{1,2})(?![0-9.])")
_ITEM_ALONE = re.compile(rf"(?:第\s*(?P<item>{_N})\s*(?:项|点|个?方面|类)|^[(（]\s*(?P<paren>{_N})\s*[)）])")
_CHAPTER = re.compile(rf"第\s*(?P<chapter>{_N})\s*章|\b(?:chapter|ch)\.?\s*(?P<en>[0-9]{{1,2}})")

_HOW_MANY = re.compile(
    r"(?:一共|总共|共|全文|办法|文件|条文).{0,6}(?:多少|几|二十|20|十九|19)个?条|(?:二十|20)条(?:吗|对吧|是吧|办法|规定)"
)

_ASKING = re.compile(
    r"(?:请问|麻烦|跟我|跟俺|说说|讲讲|想问一?下?|问一?下|帮我|给我|给俺|我想|我要|想看看?|查一?下|看一?下|看看|查查?|念一?下|发一?下|读一?下|翻到|找|"
    r"讲的?|说的?|写的?|规定的?|内容|原文|原话|全文|具体|到底|都|的|是|了|呢|呀|啊|吧|吗|么|嘛|哩|嘞|有|在|里|面|个|一下|一遍|"
    r"什么|啥子?|甚|哪些?|怎么|咋|样|意思|办法|文件|条文|规定|这|那|我|你|看|说|发|念|话|句|"
    r"what|does|say|says|is|the|in|of|about|show|me|please|shenme|sha|shi|[\s,，。.?？!！:：;；\"“”'《》()（）、-])+"
)
_PART = re.compile(rf"第\s*({_N})\s*大?(?:部分|点|段)")
_WHOLE_ITEM = re.compile(rf"第\s*[(\[]?\s*({_N})\s*[)\]]?\s*大?(?:部分|点|项|段)")
_AS_NUMBERED = {Numbering.SECTION: _PART, Numbering.PAREN: _WHOLE_ITEM, Numbering.ARABIC: _WHOLE_ITEM}
"""What its own readers call an article of a document without 第…条."""
_NEAR = 16
"""Signs before a number that are looked at: of many numbers each would read all that stands before it."""
_NUMBERED_WORD = re.compile(r"(?:哪|这|那|几|每|一|有)\s*$")


@dataclass(frozen=True, slots=True)
class Reference:
    """A number that the question names. `bare`: nothing else is asked, so the text itself is the answer."""

    article: str = ""
    item: str = ""
    chapter: int = 0
    bare: bool = False

    @property
    def unit(self) -> str:
        """The passage's id as far as named."""
        return f"{self.article}.{self.item}" if self.item and self.article else self.article


def as_articles(text: str, numbering: Numbering) -> str:
    """The question with 第二部分, 第二大项 and the like read as 第二条, in a document that numbers itself so."""
    return text if numbering is Numbering.ARTICLE else _AS_NUMBERED[numbering].sub(r"第\1条", text)


def find_reference(text: str) -> Reference | None:
    """The first reference of a normalised question."""
    if chapter := _CHAPTER.search(text):
        number = to_int(chapter["chapter"] or chapter["en"])
        return Reference(chapter=number or 0, bare=_only_asks(text, chapter))
    return _article(text) or _dotted(text) or _item_alone(text)


def asks_how_many(text: str) -> bool:
    """Whether the message asks, or claims, how many articles there are."""
    return bool(_HOW_MANY.search(text))


def find_articles(text: str) -> tuple[str, ...]:
    """All articles named with 第 … 条 or article …, in order."""
    return tuple(number for match in _REFERENCE.finditer(text) if not match["bare"] and (number := _number(match)))


def _article(text: str) -> Reference | None:
    for match in _REFERENCE.finditer(text):
        number = _number(match)
        if not number:
            continue
        item = to_int(match["item"] or match["paren"] or "")
        bare = _only_asks(text, match)
        # 四条原则, 两条烟, 哪一条: without 第 a number counts where nothing else is said, or an item follows.
        if (match["bare"] and not (bare or item)) or _is_word_before(text, match.start()):
            continue
        return Reference(article=number, item=str(item or ""), bare=bare)
    return None


def _is_word_before(text: str, place: int) -> bool:
    return bool(_NUMBERED_WORD.search(text[max(0, place - _NEAR) : place]))


def _number(match: re.Match[str]) -> str:
    number = to_int(match["a"] or match["en"] or match["bare"] or "")
    sub = to_int(match["sub"] or "")
    return f"{number}-{sub}" if number and sub else str(number or "")


def _dotted(text: str) -> Reference | None:
    match = _DOTTED.search(text)
    if match and int(match["a"]) and int(match["item"]) and _only_asks(text, match):
        return Reference(article=str(int(match["a"])), item=str(int(match["item"])), bare=True)
    return None


def _item_alone(text: str) -> Reference | None:
    match = _ITEM_ALONE.search(text)
    number = to_int(match["item"] or match["paren"] or "") if match else None
    return Reference(item=str(number), bare=_only_asks(text, match)) if match and number else None


def _only_asks(text: str, match: re.Match[str]) -> bool:
    """Whether nothing of substance stands beside the reference."""
    return _is_asking(text, 0, match.start()) and _is_asking(text, match.end(), len(text))


def _is_asking(text: str, start: int, end: int) -> bool:
    """Whether a stretch is made of such words: the first that is none decides, however long the rest is."""
    found = _ASKING.match(text, start, end)
    return start == end or (found is not None and found.end() == end)
