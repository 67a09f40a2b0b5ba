"""Numbers that nobody should send or publish: ID cards, by the date within, bank cards, by their check digit."""

from __future__ import annotations

import re
import unicodedata

from policy_kb.expressions import lazy_compile
from policy_kb.reading import Reading

_ID_CARD = lazy_compile(
    r"(?<![0-9])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = lazy_compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)")
_BANK_CARD = lazy_compile(r"(?<![0-9])[3-9]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9])")

_LONG = lazy_compile(r"\d(?:[ -]?\d){14}")
"""What both have, and few messages."""

MASK = "＊＊"


def mask_personal_numbers(text: str) -> str:
    """The words without such numbers; telephones stay, for people leave them to be called."""
    plain = unicodedata.normalize("NFKC", text)
    if not has_personal_number(plain):
        return text
    return _BANK_CARD.sub(lambda one: MASK if _is_bank_card(one) else one[0], _ID_CARD.sub(MASK, plain))


def has_personal_number(words: Reading | str) -> bool:
    """Whether an ID card's or a bank card's number stands in the words; a slip in an ID card's changes nothing."""
    plain = Reading.of(words).half_width
    if not _LONG.search(plain):
        return False
    return _ID_CARD.search(plain) is not None or any(map(_is_bank_card, _BANK_CARD.finditer(plain)))


def has_mobile_number(text: str) -> bool:
    """Whether the number of somebody's mobile telephone stands in the words."""
    return _MOBILE.search(unicodedata.normalize("NFKC", text)) is not None


def _is_bank_card(found: re.Match[str]) -> bool:
    from stdnum import luhn  # noqa: PLC0415 -- it brings pydoc with it, and few messages hold so long a number

    return bool(luhn.is_valid(re.sub(r"\D", "", found[0])))
