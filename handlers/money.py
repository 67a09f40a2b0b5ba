"""Money as people read it; inside it is whole fen."""

from __future__ import annotations

_FEN = 100


def yuan(fen: int) -> str:
    """Fen as 1,200,000.50元; whole yuan without decimals."""
    sign = "-" if fen < 0 else ""
    whole, rest = divmod(abs(fen), _FEN)
    return f"{sign}{whole:,}.{rest:02d}元" if rest else f"{sign}{whole:,}元"


def percent(basis_points: int) -> str:
    """Basis points as 30% or 32.5%."""
    return f"{basis_points / 100:g}%"


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP = 10_000


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
