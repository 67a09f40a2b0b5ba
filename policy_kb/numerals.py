"""Numbers as regulations print them: 十五, 一百二十, 一〇二, 廿三, 壹拾, 12, １２, and back to 十五."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

_DIGITS = {
    char: value
    for value, chars in enumerate(
        ("〇零○Oo", "一壹弌—―─－-", "二贰弍两貳", "三叁弎參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for char in chars
}
"""Dashes stand for 一 where a scanner misread it (第—条); zero has four shapes."""

_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TWENTIES = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_PRINTED = "零一二三四五六七八九"

HAN = "".join(sorted(chain((c for c in _DIGITS if c not in "Oo—―─－-"), _UNITS, _TWENTIES)))
"""The characters of Chinese numerals."""

HAN_OR_DASH = "-" + HAN + "—―─－"
"""Chinese numerals and the dashes that scanners make of 一; a pattern's class wants the hyphen first."""

TEN_THOUSAND = "万"
"""Only collections number so far: everywhere else 三万 is an amount, so the patterns for items leave it out."""

LARGEST = 99_999
"""No document numbers further; what claims to is no number of an article."""


def to_int(printed: str) -> int | None:
    """The number that is printed, or None where it is none; blanks inside are allowed (十 五)."""
    compact = "".join(printed.split())
    if compact.isdecimal():
        return _within(int(compact)) if len(compact) <= len(str(LARGEST)) else None
    if not compact:
        return None
    if all(char in _DIGITS for char in compact):
        return _positional(compact)
    return _within(_with_ten_thousands(compact))


def to_chinese(number: int) -> str:
    """15 → 十五, 120 → 一百二十, 105 → 一百零五."""
    if not 0 < number <= LARGEST:
        return str(number)
    return "".join(_digits_with_units(number)).removeprefix("一" if number // 10 == 1 else "")


def _positional(compact: str) -> int | None:
    digits = "".join(str(_DIGITS[char]) for char in compact)
    return _within(int(digits)) if len(digits) <= len(str(LARGEST)) else None


def _with_ten_thousands(compact: str) -> int | None:
    head, mark, rest = compact.rpartition(TEN_THOUSAND)
    if not mark:
        return _summed(compact)
    ones = _summed(rest) if rest else 0
    return _DIGITS[head] * 10_000 + ones if head in _DIGITS and ones is not None else None


def _summed(compact: str) -> int | None:
    """Units must fall (百, 十, ones), as they do in every well-formed numeral."""
    total, digit, ceiling = 0, None, 10_000
    for char in compact:
        if char in _TWENTIES:
            if digit is not None or ceiling <= 10:  # noqa: PLR2004 - 廿 fills the tens
                return None
            total, ceiling = total + _TWENTIES[char], 10
        elif char in _UNITS:
            unit = _UNITS[char]
            if unit >= ceiling:
                return None
            total, digit, ceiling = total + (digit or 1) * unit, None, unit
        elif char in _DIGITS and not digit:
            digit = _DIGITS[char]
        else:
            return None
    return total + (digit or 0)


def _within(number: int | None) -> int | None:
    return number if number is not None and 0 < number <= LARGEST else None


def _digits_with_units(number: int) -> Iterator[str]:
    digits = list(_places(str(number)))
    pending_zero = False
    for digit, unit in digits:
        if digit == 0:
            pending_zero = True
            continue
        if pending_zero:
            yield _PRINTED[0]
        pending_zero = False
        yield _PRINTED[digit] + unit


def _places(digits: str) -> Iterable[tuple[int, str]]:
    units = (TEN_THOUSAND, "千", "百", "十", "")[-len(digits) :]
    return zip((int(d) for d in digits), units, strict=True)
