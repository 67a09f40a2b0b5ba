"""Whether a voucher is entered already, whichever way its money went."""

from __future__ import annotations

from store.queries.applications import payment_with
from store.queries.cases import refund_with, returned_with
from store.queries.contracts import opening_payment_with
from store.queries.overpaid import settlement_with
from store.work import Work

_FINDERS = (payment_with, opening_payment_with, returned_with, refund_with, settlement_with)


def is_entered(work: Work, voucher: str) -> bool:
    """Whether any record of money names it."""
    return any(find(work, voucher) is not None for find in _FINDERS)
