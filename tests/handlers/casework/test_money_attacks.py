"""Attempts to get around two people, and to enter a voucher twice, by the ways that putting right opens."""

from __future__ import annotations

from handlers.casework.table import ActName
from handlers.texts import refusals
from store.states import Role, State
from tests.handlers.casework.test_corrections import checking, corrects
from tests.handlers.casework.test_superseding import later
from tests.handlers.casework.town import Town


def test_who_put_a_payment_right_does_not_record_what_it_is_paid_by(town: Town) -> None:
    number, both = town.brought_to(State.PAID), town.member_of(Role.OFFICE, Role.PAYER)
    row = corrects(town, number, "payment.amount", "49万元", by=both)
    town.does(ActName.CHECK_CORRECTION, number, checking(row), by=town.bureau)
    reasons = town.refuses(ActName.SUPERSEDE, number, later("partly", 450_000), by=both)
    assert refusals.PAID_BY_YOU in {reason.text for reason in reasons}


def test_a_voucher_is_one_however_its_number_is_typed(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(100_000, "PZ-1"))
    for spelling in ("ＰＺ－１", "PZ- 1", "PZ\u200b-1"):
        reasons = town.refuses(ActName.PAY, number, town.payment(100_000, spelling))
        assert any("PZ-1" in reason.text for reason in reasons), spelling
