"""Every act on money posts what it recorded, and an older database gets the same journal."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, select

from handlers.casework.contracts import amend
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.perform import apply_row
from handlers.casework.table import ActName
from handlers.values.contract_terms import NewAmendment
from store.journal_history import post_history
from store.posting import Paper, reversing
from store.queries.journal import standing_entry
from store.states import AmendmentKind, Kind, State
from store.tables.applications import Payment
from store.tables.ledger import JournalEntry
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.journal import check_journal
from tests.handlers.casework.town import TODAY, YUAN, Town, done
from tests.keys import KEYS

Line = tuple[str, int, str]


@pytest.fixture
def town(work: Work) -> Town:
    return Town(work)


def posted(work: Work) -> list[Line]:
    """Kind, yuan and number of paper of every entry, oldest first."""
    entries = work.all(select(JournalEntry).order_by(JournalEntry.id))
    return [(one.kind, one.amount // YUAN, one.document) for one in entries]


def test_a_contract_its_changed_sum_and_what_was_paid_before(town: Town) -> None:
    number = town.contract.number
    change = NewAmendment(
        kind=AmendmentKind.AMOUNT, document="补充协议", effective_on=TODAY, amount=1_900_000 * YUAN
    )
    done(amend(town.work, town.bureau, number, change))
    before = OpeningFields(kind=Kind.FOLLOWUP, amount=YUAN, voucher="OLD-1", paid_on=TODAY, document="凭证")
    done(apply_row(town.work, town.bureau, ActName.OPENING, number, before))
    assert posted(town.work) == [
        ("contracted", 2_000_000, number),
        ("contracted", -100_000, "补充协议"),
        ("paid", 1, "OLD-1"),
    ]


def test_approved_paid_and_sent_back_by_the_bank(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=300_000)
    town.does(ActName.PAY, number, town.payment(100_000, "V-1"))
    town.does(ActName.REVERSE, number, given.reversal("V-1", "R-1"))
    lines = posted(town.work)[1:]
    assert [line[:2] for line in lines] == [("approved", 300_000), ("paid", 100_000), ("reversed", -100_000)]
    paid = town.work.all(select(JournalEntry).where(JournalEntry.kind == "paid"))[0]
    assert (paid.source, paid.budget_year, paid.money_kind) == ("province", TODAY.year, "prepayment")
    assert paid.document == "V-1"


def test_what_is_archived_unpaid_is_approved_no_more(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=300_000)
    town.does(ActName.PAY, number, town.payment(100_000, "V-1"))
    end = NewAmendment(kind=AmendmentKind.END, document="函1号", effective_on=TODAY)
    done(amend(town.work, town.bureau, town.contract.number, end))
    town.does(ActName.ARCHIVE, number)
    assert [yuan for kind, yuan, _ in posted(town.work) if kind == "approved"] == [300_000, -200_000]


def test_money_that_comes_back_is_posted_by_its_ground(town: Town) -> None:
    town.brought_to(State.PAID, yuan=300_000)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(50_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    town.does(ActName.RECEIVE, "1", given.returned(20_000))
    assert posted(town.work)[-1] == ("recovered", 20_000, "B-1")
    check_journal(town.work)


def test_a_reversed_entry_comes_to_nothing_and_stands_no_more(town: Town) -> None:
    town.brought_to(State.PAID, yuan=300_000)
    payment = town.work.all(select(Payment))[0]
    standing = standing_entry(town.work, payment)
    assert standing is not None
    town.work.add(reversing(standing, Paper(at=town.work.now, on=date(2026, 11, 24), number="更正1号")))
    assert standing_entry(town.work, payment) is None
    assert sum(yuan for kind, yuan, _ in posted(town.work) if kind == "paid") == 0


def test_an_older_database_gets_the_journal_that_acts_would_have_posted(town: Town) -> None:
    work = town.work
    number = town.brought_to(State.APPROVED, yuan=300_000)
    town.does(ActName.PAY, number, town.payment(100_000, "V-1"))
    town.does(ActName.REVERSE, number, given.reversal("V-1", "R-1"))
    town.does(ActName.PAY, number, town.payment(100_000, "V-2"))
    change = NewAmendment(
        kind=AmendmentKind.AMOUNT, document="补充协议", effective_on=TODAY, amount=1_900_000 * YUAN
    )
    done(amend(work, town.bureau, town.contract.number, change))
    town.does(ActName.RECOVER, town.contract.number, given.recovery(50_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    town.does(ActName.RECEIVE, "1", given.returned(20_000))
    end = NewAmendment(kind=AmendmentKind.END, document="函1号", effective_on=TODAY)
    done(amend(work, town.bureau, town.contract.number, end))
    town.does(ActName.ARCHIVE, number)
    before = sorted(posted(work))
    work.finish()
    work.connection.execute(delete(JournalEntry))
    post_history(work.connection, KEYS, work.now)
    assert [line[:2] for line in sorted(posted(work))] == [line[:2] for line in before]
    check_journal(work)
