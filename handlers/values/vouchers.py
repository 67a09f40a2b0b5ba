"""Numbers of vouchers in one spelling, so that none is entered twice for the width of its letters."""

from __future__ import annotations

import unicodedata

from handlers.values.names import without_deceit


def plain_voucher(words: str) -> str:
    """The number in half-width signs, without blanks and unseen signs."""
    return "".join(without_deceit(unicodedata.normalize("NFKC", words)).split())
