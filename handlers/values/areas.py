"""Which items of the scope a contract is for, as people write it: （一）、（三）; 1,3; 未列明."""

from __future__ import annotations

import unicodedata

from handlers.texts import contract_values as texts
from handlers.values.numerals import plainly, to_number
from handlers.values.reading import Invalid, Value, invalid
from policy_kb.expressions import lazy_compile

MOST = 99
"""No scope has more items."""

_UNLISTED = frozenset({"未列明", "没有列明", "未写明", "无"})
_ONE = lazy_compile(r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}")
_ARTICLE = lazy_compile(r"第[0-9一二三四五六七八九十]{1,3}条")
_AROUND = lazy_compile(r"[第条项款()（）〔〕\[\]、,，;；.。和及与\s]+")


def read_areas(words: str) -> Value | Invalid:
    """The items' ordinals in their order, with commas: "1,3"; "" where the contract names none of them."""
    said = unicodedata.normalize("NFKC", words).strip()
    if said in _UNLISTED:
        return Value("")
    parts = [part for part in _AROUND.split(_ARTICLE.sub("", said)) if part]
    numbers = {int(number) for part in parts if _ONE.fullmatch(part) and (number := to_number(plainly(part)))}
    if not parts or len(numbers) != len(set(parts)) or not all(0 < number <= MOST for number in numbers):
        return invalid(texts.AREAS)
    return Value(",".join(map(str, sorted(numbers))))


def areas_words(stored: str | None) -> str:
    """（一）、（三）, as people read it; says so where none is named, or nobody wrote it down."""
    if stored is None:
        return texts.AREAS_UNKNOWN
    return "、".join(f"（{_numeral(int(number))}）" for number in stored.split(",") if number) or texts.UNLISTED


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
    return head + _DIGITS[ones]


_DIGITS = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九")
