"""Numbers of everyday money: 1,200,000.50, 50w, 一千二百万, 三万二 (32000), 叁拾万, 1.5亿, 3百万."""

from __future__ import annotations

from decimal import Decimal

from handlers.values.amount_words import GROUPED

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零〇○", "一壹", "二贰两", "三叁参", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = (("亿", 100_000_000), ("万", 10_000))
_POSITIONAL = 3
"""Digits without units (五零零零零零) need that many: 三五 is rather said of three to five."""

NUMERIC = frozenset("0123456789.,") | frozenset(_DIGITS) | frozenset(_SMALL) | frozenset("亿万元圆块角毛分整正wk¥")
"""What sums are written with."""

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟参圆两〇○", "一二三四五六七八九十百千三元二零零")


def plainly(text: str) -> str:
    """Capital numerals in their everyday form, w and k as 万 and 千."""
    return text.translate(_FORMAL).replace("w", "万").replace("k", "千")


def to_number(text: str) -> Decimal | None:
    """The number that the whole text is, or None where it is none."""
    if len(text) > _LONGEST or not text:
        return None
    if len(text) >= _POSITIONAL and all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    return _with_large(text, _LARGE)


_LONGEST = 40


def _with_large(text: str, units: tuple[tuple[str, int], ...]) -> Decimal | None:
    """亿 and 万 and what stands before and behind them."""
    if not units:
        return _section(text)
    (unit, worth), *smaller = units
    head, found, tail = text.partition(unit)
    if not found:
        return _with_large(text, tuple(smaller))
    before = _section(head)
    if before is None or (tail and not _is_whole(before)):
        return None
    behind = _tail(tail, worth, tuple(smaller))
    return None if behind is None else before * worth + behind


def _tail(tail: str, worth: int, smaller: tuple[tuple[str, int], ...]) -> Decimal | None:
    """What follows a unit: nothing, a smaller number, or one digit that stands for the next place (三万二)."""
    if not tail:
        return Decimal(0)
    if len(tail) == 1 and (digit := _digit(tail)):
        return Decimal(digit * worth // 10)
    behind = _with_large(tail.removeprefix("零") or tail, smaller)
    return behind if behind is not None and behind < worth and _is_whole(behind) else None


def _section(text: str) -> Decimal | None:
    """A number below ten thousand in characters, or digits with at most one of 十, 百, 千 behind them."""
    if GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if text and text[-1] in _SMALL and GROUPED.fullmatch(text[:-1]):
        return Decimal(text[:-1].replace(",", "")) * _SMALL[text[-1]]
    if point := _with_point(text):
        return point
    return _spelt(text)


def _with_point(text: str) -> Decimal | None:
    """一点五, 三点二五; also before 百 and 千."""
    whole, found, places = text.partition("点")
    unit = _SMALL[places[-1]] if found and places and places[-1] in _SMALL else 1
    places = places[:-1] if unit > 1 else places
    before = _spelt(whole) if found else None
    if before is None or not places or not all(char in _DIGITS for char in places):
        return None
    return (before + Decimal("0." + "".join(str(_DIGITS[char]) for char in places))) * unit


def _spelt(text: str) -> Decimal | None:
    """Characters whose units fall: 一千二百三十四, 二百五 (250), 一百零五, 2千3百."""
    total, digit, ceiling, after_zero = 0, 0, 10_000, False
    for place, char in enumerate(text):
        value = _digit(char)
        if char in _SMALL:
            unit = _SMALL[char]
            if unit >= ceiling or not (digit or (unit == 10 and place == 0)):  # noqa: PLR2004 -- 十五 goes without 一
                return None
            total, digit, ceiling, after_zero = total + (digit or 1) * unit, 0, unit, False
        elif value is None or digit:
            return None
        elif value == 0:
            after_zero = True
        else:
            digit = value
    if not text or (total == 0 and not digit and text != "零"):
        return None
    is_short = digit and total and not after_zero and ceiling > 10  # noqa: PLR2004 -- 二百五, but not 十五
    return Decimal(total + (digit * ceiling // 10 if is_short else digit))


def _digit(char: str) -> int | None:
    return int(char) if char.isascii() and char.isdigit() else _DIGITS.get(char)


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()
