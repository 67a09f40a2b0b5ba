"""Sums of money as people write them → whole fen, or the reason why not."""

from __future__ import annotations

import re
from decimal import Decimal

from handlers.texts import amounts as texts
from handlers.values import amount_words as written
from handlers.values.numerals import NUMERIC, plainly, to_number
from handlers.values.reading import Doubtful, Invalid, Parsed, Value, invalid
from handlers.values.words import asks
from policy_kb.matching.normalise import simplify

_MOST = 10_000_000_000 * 100
"""Fen: a hundred 亿 yuan."""

_SMALL = 1000 * 100
"""Fen: a bare number below it is rather the number of a menu, or 50 meant as 50万."""

_LONGEST = 60
_AROUND = " \t\r\n。!！~～,，;；“”\"'‘’「」【】…?？"
_SHARE = 0.6
"""How much of a writing must be digits and units, so that it was meant as a sum (60天 is; 第九条 is not)."""

_REASONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (written.PERCENT, texts.PERCENT_SAID),
    (written.FOREIGN, texts.FOREIGN_SAID),
    (written.NEGATIVE, texts.NEGATIVE_SAID),
    (written.RANGE, texts.RANGE_SAID),
    (written.ROUGH, texts.ROUGH_SAID),
    (written.SEVERAL, texts.SEVERAL_SAID),
    (written.HUGE, texts.TOO_LARGE_SAID),
)


def read_amount(words: str) -> Parsed:
    """A `Value` in fen; `Doubtful` for a small bare number; `Invalid` with the reason; None for other matters."""
    if len(words) > _LONGEST:
        return None
    if (twice := _twice(words)) is not None:
        return twice
    alone = _alone(words)
    return alone if isinstance(alone, Value | Doubtful) else _before_more(words) or alone


def _twice(words: str) -> Parsed:
    """One sum in capital numerals and in figures, as on a form; two that differ are refused."""
    found = written.TWICE.fullmatch(simplify(words).strip(_AROUND))
    if found is None:
        return None
    first, second = (_alone(part) for part in (found["first"], found[found.lastgroup or "within"]))
    if not isinstance(first, Value | Doubtful) or not isinstance(second, Value | Doubtful):
        return None
    return Value(first.stored) if first.stored == second.stored else invalid(texts.DIFFERENT_SAID)


def _alone(words: str) -> Parsed:
    said = simplify(words).strip(_AROUND)
    if written.SPACED.search(said) and not written.SPACED_WELL.search(said):
        return _refused(said, texts.SEVERAL_SAID)
    compact = plainly("".join(said.split()))
    bare = written.AFTER.sub("", written.BEFORE.sub("", compact, count=1), count=1)
    for pattern, reason in _REASONS:
        if pattern.search(bare):
            return _refused(bare, reason, about=pattern)
    return _sum(bare)


def _before_more(words: str) -> Parsed:
    """A sum that something else is told behind is asked back; with a second number behind it, none is taken."""
    head, *rest = written.WHAT_FOR.split(words.strip(_AROUND), maxsplit=1)
    if not rest or asks(words):
        return None
    found = read_amount(head)
    if not isinstance(found, Value):
        return None
    more = written.MORE.search(written.TELEPHONE.sub("", "".join(rest[0].split())))
    return invalid(texts.SEVERAL_SAID) if more else Doubtful(found.stored)


def _sum(bare: str) -> Parsed:
    amount = _fen(bare)
    if amount is None:
        return _refused(bare, texts.COMMAS_SAID if "," in bare else texts.UNCLEAR_SAID)
    if amount == 0:
        return invalid(texts.ZERO_SAID)
    if amount != amount.to_integral_value():
        return invalid(texts.DECIMALS_SAID)
    if amount > _MOST:
        return invalid(texts.TOO_LARGE_SAID)
    fen = int(amount)
    return Doubtful(fen) if bare.isdecimal() and fen < _SMALL else Value(fen)


def _fen(bare: str) -> Decimal | None:
    """Fen, perhaps with a broken part."""
    found = written.CHANGE.fullmatch(bare) or written.WHOLE.fullmatch(bare)
    if found is None or not any(found.groupdict().values()):
        yuan = to_number(bare.removesuffix("整"))
        return None if yuan is None else yuan * 100
    return _together(found["yuan"], found["jiao"], found["fen"])


def _together(yuan: str | None, jiao: str | None, fen: str | None) -> Decimal | None:
    whole = to_number(yuan) if yuan else Decimal(0)
    tenths, hundredths = (to_number(digit) if digit else Decimal(0) for digit in (jiao, fen))
    if whole is None or tenths is None or hundredths is None:
        return None
    if (jiao or fen) and whole != whole.to_integral_value():
        return None
    return whole * 100 + tenths * 10 + hundredths


def _refused(bare: str, reason: str, about: re.Pattern[str] | None = None) -> Invalid | None:
    """The reason, where most of what was written is a sum; else it was about something else."""
    numeric = about.sub("", bare) if about else bare
    count = sum(char in NUMERIC for char in numeric)
    return invalid(reason) if written.HAS_NUMBER.search(bare) and count >= _SHARE * len(numeric) else None
