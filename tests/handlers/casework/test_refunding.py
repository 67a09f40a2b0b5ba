"""退票, 缴回国库 and 退付 are three things: what came back too much is told apart, and goes back to the firm."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers.casework.table import ActName
from handlers.texts import refusals as texts
from store.queries.cases import balance_of, case_of
from store.queries.contracts import paid_net
from store.states import State
from store.tables.ledger import JournalEntry
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.journal import check_journal
from tests.handlers.casework.town import YUAN, Town


@pytest.fixture
def town(work: Work) -> Town:
    """A demand of 50,000 yuan."""
    town = Town(work)
    town.brought_to(State.PAID, yuan=300_000)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(50_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    return town


def test_what_is_paid_back_beyond_the_demand_is_no_support_that_came_back(town: Town) -> None:
    town.does(ActName.RECEIVE, "1", given.returned(50_500, surplus=500 * YUAN))
    case = case_of(town.work, 1)
    assert case is not None
    assert (case.state, balance_of(town.work, case)) == ("closed", 0)
    assert paid_net(town.work, town.contract.id) == 250_000 * YUAN
    assert town.refuses(ActName.REFUND, "1", given.refund(501), by=town.payer)[0].text == texts.over_surplus(
        surplus=500 * YUAN
    )
    town.does(ActName.REFUND, "1", given.refund(500), by=town.payer)
    assert (
        town.refuses(ActName.REFUND, "1", given.refund(1, "TF-2"), by=town.payer)[0].text
        == texts.NOTHING_TO_REFUND
    )
    lines = town.work.all(select(JournalEntry).order_by(JournalEntry.id))[-2:]
    assert [(one.kind, one.amount // YUAN, one.source, one.budget_year) for one in lines] == [
        ("recovered", 50_500, "province", 2026),
        ("refunded", 500, "province", 2026),
    ]
    check_journal(town.work)


def test_a_surplus_is_one_only_beyond_the_whole_balance(town: Town) -> None:
    reasons = town.refuses(ActName.RECEIVE, "1", given.returned(40_000, surplus=500 * YUAN))
    assert [one.text for one in reasons] == [texts.no_surplus(balance=50_000 * YUAN)]
    reasons = town.refuses(ActName.RECEIVE, "1", given.returned(50_001))
    assert [one.text for one in reasons] == [texts.over_balance(balance=50_000 * YUAN)]


def test_a_refund_has_a_voucher_of_its_own(town: Town) -> None:
    town.does(ActName.RECEIVE, "1", given.returned(50_500, surplus=500 * YUAN))
    town.does(ActName.REFUND, "1", given.refund(200), by=town.payer)
    reasons = town.refuses(ActName.REFUND, "1", given.refund(300), by=town.payer)
    assert [one.text for one in reasons] == [texts.voucher_there(voucher="TF-1")]
