"""指标: what is allotted is drawn by payments, and no more than that."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from handlers.casework.quota_rows import AddQuotaFields, AdjustFields, ArriveFields, WithdrawQuotaFields
from handlers.casework.table import ActName
from handlers.texts import quotas as texts
from policy_kb.models import Model
from store.queries.allotments import quota_documented, standing_of
from store.states import MoneySource, QuotaChange, State
from store.tables.applications import Payment
from store.tables.ledger import JournalEntry
from store.work import Work
from tests.handlers.casework import given
from tests.handlers.casework.journal import check_journal
from tests.handlers.casework.town import TODAY, YUAN, Town

DOCUMENT = "晋财建〔2025〕35号"


@pytest.fixture
def town(work: Work) -> Town:
    town = Town(work)
    allotted = AddQuotaFields(
        document=DOCUMENT, budget_year=2025, source=MoneySource.PROVINCE, amount=300_000 * YUAN, moved_on=TODAY
    )
    town.does(ActName.ADD_QUOTA, "", allotted, by=town.payer)
    return town


def moved(kind: type[Model], yuan: int, **more: object) -> Model:
    return kind.model_validate({"document": "晋财建〔2026〕88号", "moved_on": TODAY, "amount": yuan * YUAN} | more)


def left(town: Town) -> int:
    quota = quota_documented(town.work, DOCUMENT)
    assert quota is not None
    return standing_of(town.work, quota).left // YUAN


def test_a_quota_is_entered_once(town: Town) -> None:
    again = AddQuotaFields(
        document=DOCUMENT, budget_year=2025, source=MoneySource.PROVINCE, amount=1, moved_on=TODAY
    )
    reasons = town.refuses(ActName.ADD_QUOTA, "", again, by=town.office)
    assert [one.text for one in reasons] == [texts.exists(document=DOCUMENT)]


def test_a_payment_draws_on_its_quota_and_a_reversal_gives_the_sum_back(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=300_000)
    town.does(ActName.PAY, number, town.payment(200_000, "V-1", quota=DOCUMENT))
    assert left(town) == 100_000
    posted = town.work.all(select(JournalEntry).where(JournalEntry.kind == "paid"))[0]
    assert (posted.budget_year, posted.quota_id) == (2025, 1)
    town.does(ActName.REVERSE, number, given.reversal("V-1"))
    assert left(town) == 300_000
    check_journal(town.work)


def test_no_more_is_paid_than_is_left_of_the_quota(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=400_000)
    reasons = town.refuses(ActName.PAY, number, town.payment(300_001, quota=DOCUMENT))
    assert texts.over_quota(document=DOCUMENT, allotted=300_000 * YUAN, drawn=0) in [one.text for one in reasons]
    town.does(ActName.ADJUST_QUOTA, DOCUMENT, moved(AdjustFields, 1, direction=QuotaChange.MORE), by=town.office)
    town.does(ActName.PAY, number, town.payment(300_001, quota=DOCUMENT))
    assert left(town) == 0


def test_where_quotas_are_kept_another_number_is_refused_and_another_source(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=300_000)
    reasons = town.refuses(ActName.PAY, number, town.payment(1, quota="安财指〔2026〕35号"))
    assert [one.text for one in reasons] == [
        texts.not_recorded(document="安财指〔2026〕35号", documents=(DOCUMENT,))
    ]
    reasons = town.refuses(ActName.PAY, number, town.payment(1, quota=DOCUMENT, source="county"))
    assert [one.text for one in reasons] == [texts.of_other_source(document=DOCUMENT, source="province")]


def test_without_quotas_the_number_is_what_the_voucher_says(work: Work) -> None:
    town = Town(work)
    town.brought_to(State.PAID, yuan=300_000)
    assert [one.quota_id for one in work.all(select(Payment))] == [None]


def test_a_quota_is_not_withdrawn_below_what_was_paid(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=300_000)
    town.does(ActName.PAY, number, town.payment(200_000, "V-1", quota=DOCUMENT))
    for fields, act in (
        (moved(WithdrawQuotaFields, 100_001), ActName.WITHDRAW_QUOTA),
        (moved(AdjustFields, 100_001, direction=QuotaChange.LESS), ActName.ADJUST_QUOTA),
    ):
        reasons = town.refuses(act, DOCUMENT, fields, by=town.payer)
        said = texts.below_drawn(drawn=200_000 * YUAN, allotted=300_000 * YUAN)
        assert [one.text for one in reasons] == [said]
    town.does(ActName.WITHDRAW_QUOTA, DOCUMENT, moved(WithdrawQuotaFields, 100_000), by=town.payer)
    assert left(town) == 0


def test_no_more_arrives_than_was_allotted(town: Town) -> None:
    town.does(ActName.ARRIVE_QUOTA, DOCUMENT, moved(ArriveFields, 200_000), by=town.payer)
    reasons = town.refuses(ActName.ARRIVE_QUOTA, DOCUMENT, moved(ArriveFields, 100_001), by=town.payer)
    said = texts.more_than_allotted(allotted=300_000 * YUAN, arrived=200_000 * YUAN)
    assert [one.text for one in reasons] == [said]
    lines = town.work.all(select(JournalEntry).where(JournalEntry.quota_id == 1).order_by(JournalEntry.id))
    assert [(one.kind, one.amount // YUAN, one.source) for one in lines] == [
        ("allotted", 300_000, "province"),
        ("arrived", 200_000, "province"),
    ]


def test_what_was_changed_past_every_act_is_drawn_on_no_more(town: Town) -> None:
    number = town.brought_to(State.APPROVED, yuan=400_000)
    town.work.finish()
    town.work.connection.exec_driver_sql("UPDATE quota_movements SET amount = amount * 2")
    assert town.refuses(ActName.PAY, number, town.payment(400_000, quota=DOCUMENT))
