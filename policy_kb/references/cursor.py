"""Where a parser stands among the tokens, and the numbers that it reads there."""

from __future__ import annotations

from msgspec import Struct

from policy_kb.expressions import lazy_compile
from policy_kb.numerals import to_int
from policy_kb.references.terminals import Terminal
from policy_kb.references.tokens import Token

_BEYOND = 8
_DIGITS = "零一二三四五六七八九"
_FEW, _TWO = 3, 2
_COUNTS = frozenset("两俩仨")
_FRAMING = (
    *(Terminal.ARTICLE, Terminal.ITEM, Terminal.KIND, Terminal.SECTION, Terminal.CHAPTER),
    *(Terminal.CLOSE, Terminal.JOINT, Terminal.RANGE, Terminal.HYPHEN),
)
_ONES_APART = lazy_compile("[一二三四五六七八九]|十(?![一二三四五六七八九])")
_NUMERAL = lazy_compile("[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")

MOST = 60
"""Units that one list or range may name: nobody reads more, and a range to 第99999条 is as short to write."""


class Numbers(Struct, frozen=True):
    """One or several numbers, the tokens up to `end`, and how they were written."""

    values: tuple[int, ...]
    end: int
    is_ordinal: bool = False
    is_bracketed: bool = False
    is_alike: bool = False
    one_by_one: tuple[int, ...] = ()  # the digits by themselves, where they may have been meant so


class Cursor:
    """The tokens of one message. Positions are handed about, so that a rule that fails leaves nothing behind."""

    __slots__ = ("_joined", "_kinds", "_lists", "_numbers", "_present", "is_loose", "tokens")

    def __init__(self, tokens: list[Token], *, is_loose: bool) -> None:
        self.tokens = tokens
        self.is_loose = is_loose
        # What is read by its sound counts in loose reading alone; a rule looks a few places beyond the end.
        kinds = [token.kind if is_loose or not token.is_alike else Terminal.OTHER for token in tokens]
        self._kinds = (*kinds, *[Terminal.OTHER] * _BEYOND)
        self._present = frozenset(kinds)
        self._numbers: dict[int, Numbers | None] = {}
        self._lists: dict[int, Numbers | None] = {}
        self._joined: dict[tuple[int, bool], Numbers | None] = {}

    def kind(self, at: int) -> Terminal:
        """The kind of a token, beyond the last `OTHER`."""
        return self._kinds[at]

    def is_at(self, at: int, *kinds: Terminal) -> bool:
        """Whether a token is one of these."""
        return self._kinds[at] in kinds

    def past(self, at: int, *kinds: Terminal, most: int = 1) -> int:
        """The position behind up to `most` tokens of these kinds."""
        end = at
        while end < at + most and self.is_at(end, *kinds):
            end += 1
        return end

    def number(self, at: int) -> Numbers | None:
        """九, 9, jiu, nine: neighbours that are digits of one numeral are one (er shi yi)."""
        if at not in self._numbers:
            self._numbers[at] = self._number(at)
        return self._numbers[at]

    def has(self, *kinds: Terminal) -> bool:
        """Whether any token is one of these."""
        return not self._present.isdisjoint(kinds)

    def _number(self, at: int) -> Numbers | None:
        if not self.is_at(at, Terminal.NUMBER):
            return None
        if not self.tokens[at].digits:
            value, end = self._figures(at)
            return Numbers((value,), end) if value else None
        end, digits = at, ""
        while self.is_at(end, Terminal.NUMBER) and self._joins(end, digits):
            digits, end = digits + self.tokens[end].digits, end + 1
        end = self._without_alike(at, end)
        digits = "".join(token.digits for token in self.tokens[at:end])
        alike = any(token.is_alike for token in self.tokens[at:end])
        value = to_int(digits)
        values = (value,) if value else _run_together(digits)
        return Numbers(values, end, is_alike=alike, one_by_one=_one_by_one(digits)) if values else None

    def _joins(self, at: int, digits: str) -> bool:
        """Whether a numeral goes on; 五六两条 are two articles, and 两 their number."""
        return bool(self.tokens[at].digits) and not (digits and self.tokens[at].digits in _COUNTS)

    def _without_alike(self, at: int, end: int) -> int:
        """7条一是怎么规定的: what only sounds like a digit is none where no mark stands behind it."""
        last = end
        while last - at > 1 and self.tokens[last - 1].is_alike and not self.is_at(end, *_FRAMING):
            last -= 1
        return last

    def _figures(self, at: int) -> tuple[int | None, int]:
        """第 1 8 条: where each sign stands apart, the digits are one number."""
        token, before = self.tokens[at], self.tokens[at - 1] if at else None
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        is_spaced = before is not None and before.kind is Terminal.ORDINAL and before.end < token.start
        if not is_spaced or following is None or not (token.text + following.text).isdecimal():
            return token.value, at + 1
        return int(token.text + following.text[:4]), at + 2

    def ordinal(self, at: int) -> Numbers | None:
        """第九, 第（九）, （九） or 九."""
        start = self.past(at, Terminal.ORDINAL)
        opened = self.past(start, Terminal.OPEN)
        found = self.number(opened)
        if found is None or (opened > start and not self.is_at(found.end, Terminal.CLOSE)):
            return None
        end = found.end + 1 if opened > start else found.end
        if self.is_at(end, Terminal.DOT) and self.is_at(end + 1, Terminal.ARTICLE, Terminal.CHAPTER):
            end += 1  # ⒐ comes as 9.
        marks = start > at and self.tokens[at].is_alike
        if found.is_alike and start == at:
            return None
        return Numbers(found.values, end, start > at, opened > start, found.is_alike or marks, found.one_by_one)

    def list(self, at: int) -> Numbers | None:
        """第五、六, 5到7, （一）至（三）: numbers up to the mark that they share, which the caller looks for."""
        if at not in self._lists:
            self._lists[at] = self._list(at)
        return self._lists[at]

    def _list(self, at: int) -> Numbers | None:
        first = self.ordinal(at)
        if first is None:
            return None
        values, end = list(first.values), first.end
        while len(values) < MOST and (following := self._following(end, is_bracketed=first.is_bracketed)):
            if self.is_range(end):
                if following.values[0] <= values[-1]:
                    break
                values += range(values[-1] + 1, min(following.values[0], values[-1] + MOST) + 1)
            else:
                values += following.values
            end = following.end
        one_by_one = first.one_by_one if end == first.end else ()
        return Numbers(tuple(values), end, first.is_ordinal, first.is_bracketed, first.is_alike, one_by_one)

    def _following(self, at: int, *, is_bracketed: bool) -> Numbers | None:
        """The next number of a list; every list that passes here goes on with the same."""
        key = at, is_bracketed
        if key not in self._joined:
            self._joined[key] = self._next(at, is_bracketed=is_bracketed)
        return self._joined[key]

    def _next(self, at: int, *, is_bracketed: bool) -> Numbers | None:
        """The next number, behind what joins it; （一）（三） and 第五第六 need nothing."""
        joints = (Terminal.JOINT, Terminal.RANGE, Terminal.HYPHEN, *((Terminal.COMMA,) if self.is_loose else ()))
        start = self.past(at, *joints, most=2)
        if start == at and self._is_dotted(at):
            start += 1
        is_joined = start > at or self.is_at(at, Terminal.OPEN if is_bracketed else Terminal.ORDINAL)
        if not (is_joined or self._is_apart(at)):
            return None
        return self.ordinal(start)

    def _is_dotted(self, at: int) -> bool:
        """5.6.7条: two dots make a list, one an item."""
        return (
            self.is_loose
            and self.is_at(at, Terminal.DOT)
            and Terminal.DOT in {self.kind(at + 2), self.kind(at - 2)}
        )

    def _is_apart(self, at: int) -> bool:
        """5 6 7条: figures with a blank between them."""
        is_figure = self.is_at(at, Terminal.NUMBER) and self.tokens[at].text.isdecimal()
        return self.is_loose and is_figure and self.tokens[at - 1].text.isdecimal()

    def is_range(self, at: int) -> bool:
        """Whether a range goes on here."""
        return self.is_at(at, Terminal.RANGE, Terminal.HYPHEN)


def _run_together(digits: str) -> tuple[int, ...]:
    """十五十六, 八九十, 十五六: numerals without anything between them; they must rise."""
    for numeral in (_ONES_APART, _NUMERAL):
        found = numeral.findall(digits)
        values = [value for one in found if (value := to_int(one))]
        if found and "".join(found) == digits and values == sorted(set(values)):
            return tuple(values)
    return _same_ten(digits)


def _same_ten(digits: str) -> tuple[int, ...]:
    """十五六, 二十三四: the ten is said once."""
    ten, mark, ones = digits.rpartition("十")
    if not mark or len(ones) != len(set(ones)) or len(ones) < _TWO:
        return ()
    values = [value for one in ones if (value := to_int(f"{ten}十{one}"))]
    return tuple(values) if values == sorted(values) and len(values) == len(ones) else ()


def _one_by_one(digits: str) -> tuple[int, ...]:
    """一二三, 五六: digits that rise; 三五 are a few."""
    values = [_DIGITS.find(one) for one in digits]
    is_rising = min(values) > 0 and values == sorted(set(values))
    is_list = len(values) >= _FEW or (len(values) == _TWO and values[1] == values[0] + 1)
    return tuple(values) if is_rising and is_list else ()
