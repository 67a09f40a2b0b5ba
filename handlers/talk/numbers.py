"""Numbers that nobody should send: ID cards and bank cards, told by their check digits."""

from __future__ import annotations

import re
import unicodedata

_ID_CARD = re.compile(
    r"(?<![0-9])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx](?![0-9A-Za-z])"
)
_BANK_CARD = re.compile(r"(?<![0-9])[3-9]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![0-9])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def has_personal_number(text: str) -> bool:
    """Whether an ID card's or a bank card's number stands in the words."""
    plain = unicodedata.normalize("NFKC", text)
    ids = (found[0].upper() for found in _ID_CARD.finditer(plain))
    cards = (re.sub(r"\D", "", found[0]) for found in _BANK_CARD.finditer(plain))
    return any(map(_is_id_card, ids)) or any(map(_is_bank_card, cards))


def _is_id_card(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % 11] == number[17]


def _is_bank_card(number: str) -> bool:
    """Luhn's check: from the right, every second digit is doubled."""
    digits = [int(digit) for digit in reversed(number)]
    total = sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return total % 10 == 0
