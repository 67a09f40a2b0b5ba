"""Money as people read it; inside it is whole fen."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_FEN = 100
_GROUP = 10_000


class Unit(StrEnum):
    """In which sums of a table are given. Stands in addresses: never rename one."""

    YUAN = "yuan"
    WAN = "wan"  # 万元

    @property
    def fen(self) -> int:
        """How many fen one is."""
        return _FEN if self is Unit.YUAN else _FEN * _GROUP


def yuan(fen: int) -> str:
    """Fen as 1,200,000.50元; whole yuan without decimals."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), _FEN)
    return f"{sign}{whole:,}.{rest:02d}元" if rest else f"{sign}{whole:,}元"


def in_unit(fen: int, unit: Unit) -> Decimal:
    """The sum in the unit, exactly: rounded figures would not add up."""
    return Decimal(fen) / unit.fen


def figure(fen: int, unit: Unit) -> str:
    """A figure of a table: 1,200,000.50, or 120.00005 in 万元; two decimals at least."""
    whole, _, rest = f"{in_unit(fen, unit):,.6f}".partition(".")
    return f"{whole}.{rest.rstrip('0').ljust(2, '0')}"


def rate(part: int, whole: int) -> str:
    """A share as 86.41%, rounded half up; a dash of nothing."""
    if whole <= 0:
        return "—"
    return f"{(Decimal(part) * 100 / whole).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"


def percent(basis_points: int) -> str:
    """Basis points as 30% or 32.5%."""
    return f"{basis_points / 100:g}%"


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def in_capitals(fen: int) -> str:
    """A sum above nothing as vouchers write it: 伍拾万元整, 壹万零伍元叁角."""
    whole, rest = divmod(fen, _FEN)
    jiao, odd = divmod(rest, 10)
    said = f"{_whole(whole)}元" if whole else ""
    if not rest:
        return f"{said}整"
    if jiao:
        said += f"{_DIGITS[jiao]}角"
    elif said:
        said += _DIGITS[0]
    return f"{said}{_DIGITS[odd]}分" if odd else said


def _whole(number: int) -> str:
    """A whole number; one 零 stands for however many noughts between two figures."""
    groups, said = [], ""
    while number:
        number, group = divmod(number, _GROUP)
        groups.append(group)
    for place in reversed(range(len(groups))):
        group = groups[place]
        if not group:
            continue
        has_gap = bool(said) and (group < _GROUP // 10 or groups[place + 1] == 0)
        said += (_DIGITS[0] if has_gap else "") + _four(group) + _GROUPS[place]
    return said


def _four(number: int) -> str:
    said, is_gap = "", False
    for place in reversed(range(4)):
        digit = number // 10**place % 10
        if digit:
            said += (_DIGITS[0] if is_gap and said else "") + _DIGITS[digit] + _PLACES[place]
        is_gap = not digit
    return said
