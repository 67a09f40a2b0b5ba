"""超付缴回: what is paid above a later result comes back on its own paper, and is in every sum from then on."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from handlers.applications.status_reply import parts_of, read_standing
from handlers.casework.table import ActName
from handlers.identity.actors import StaffMember
from handlers.staff.cards.application_card import application_card
from handlers.texts import refusals
from handlers.texts import settling as texts
from store.measures import Measure, amount_of
from store.queries.contracts import paid_net, prepaid
from store.queries.ledger.scope import Scope
from store.queries.ledger.sums import total
from store.queries.lists.paging import Paging
from store.queries.lists.waiting import WaitingFilter, WaitingKind, list_waiting
from store.queries.overpaid import overpaid_on, paid_on, settlements_of
from store.queries.payments import payments_of
from store.states import State
from store.tables.ledger import JournalEntry
from tests.handlers.casework import given
from tests.handlers.casework.journal import check_journal
from tests.handlers.casework.test_corrections import corrects
from tests.handlers.casework.test_superseding import later, stands, told
from tests.handlers.casework.town import TODAY, TOMORROW, YUAN, Town
from tests.handlers.casework.waiting import office_of
from tests.measure import opened


def _overpaid(town: Town, result: str = "partly", yuan: int = 300_000) -> str:
    """500 000 yuan are paid, and a later sitting leaves less."""
    number = town.brought_to(State.PAID)
    town.does(ActName.SUPERSEDE, number, later(result, yuan))
    return number


def _waits_for(town: Town, member: StaffMember) -> list[int]:
    wanted = WaitingFilter(member=member.id, roles=member.roles, kinds=(WaitingKind.OVERPAID,), today=TODAY)
    return [row.id for row in list_waiting(town.work, wanted, office_of(town.work), Paging(1, 50)).rows]


def _amounts(town: Town, *measures: Measure) -> list[int]:
    """Of the contract, in yuan, as of now."""
    scope = Scope(before=town.work.now + timedelta(days=1), contract_id=town.contract.id)
    return [amount_of(total(town.work, scope), one) // YUAN for one in measures]


def test_what_comes_back_is_in_every_sum_and_the_state_stays(town: Town) -> None:
    number = _overpaid(town)
    sent = town.application(number)
    assert (overpaid_on(town.work, sent), _waits_for(town, town.office)) == (200_000 * YUAN, [sent.id])
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(150_000))
    assert "已登记超付缴回：金额150,000元，缴款凭证日期11月24日，依据超付处理通知〔2026〕3号。" in told(
        town, number
    )
    assert "还有超付50,000元没有缴回" in told(town, number)
    assert (overpaid_on(town.work, sent), _waits_for(town, town.bureau)) == (50_000 * YUAN, [sent.id])
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(50_000, "CF-2"), by=town.bureau)
    assert "超付已全部缴回。" in told(town, number)
    assert (stands(town, number), _waits_for(town, town.office)) == (("paid", 300_000 * YUAN), [])
    assert paid_on(town.work, sent.id) == paid_net(town.work, town.contract.id) == 300_000 * YUAN
    assert prepaid(town.work, town.contract.id) == 300_000 * YUAN
    check_journal(town.work)


def test_it_is_posted_as_money_back_of_its_source_and_year(town: Town) -> None:
    number = _overpaid(town)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(150_000, source="county", budget_year=2025))
    entry = town.work.all(select(JournalEntry).order_by(JournalEntry.id))[-1]
    assert (entry.kind, entry.source, entry.budget_year) == ("overpaid_returned", "county", 2025)
    assert (entry.amount, entry.document, entry.money_kind) == (150_000 * YUAN, "CF-1", "prepayment")
    returned, held, unpaid = _amounts(town, Measure.RETURNED, Measure.HELD, Measure.UNPAID)
    assert (returned, held, unpaid) == (150_000, 350_000, -50_000)


def test_no_more_comes_back_than_is_above_the_result(town: Town) -> None:
    number = _overpaid(town)
    (reason,) = town.refuses(ActName.SETTLE_OVERPAID, number, given.settlement(200_001))
    assert reason.text == texts.over(left=200_000 * YUAN)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(200_000))
    reasons = town.refuses(ActName.SETTLE_OVERPAID, number, given.settlement(1, "CF-2"))
    assert [one.text for one in reasons] == [texts.NOTHING_OVERPAID]


def test_what_is_paid_as_decided_has_nothing_to_settle(town: Town) -> None:
    number = town.brought_to(State.PAID)
    reasons = town.refuses(ActName.SETTLE_OVERPAID, number, given.settlement(1))
    assert [one.text for one in reasons] == [texts.NOTHING_OVERPAID]
    assert not _waits_for(town, town.office)


def test_every_voucher_is_entered_once_and_no_day_is_to_come(town: Town) -> None:
    number = _overpaid(town)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(1))
    (paid,) = [one.voucher for one in payments_of(town.work, town.application(number).id)]
    for voucher in ("CF-1", paid):
        (reason,) = town.refuses(ActName.SETTLE_OVERPAID, number, given.settlement(1, voucher))
        assert reason.text == refusals.voucher_there(voucher=voucher)
    (reason,) = town.refuses(ActName.SETTLE_OVERPAID, number, given.settlement(1, "CF-2", returned_on=TOMORROW))
    assert reason.text == refusals.day_to_come(field="缴款日期")


def test_a_result_that_gives_nothing_stands_as_not_passed_once_all_is_back(town: Town) -> None:
    number = _overpaid(town, "rejected", 0)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(400_000))
    assert stands(town, number)[0] == "paid"
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(100_000, "CF-2"))
    assert stands(town, number) == ("rejected", None)
    check_journal(town.work)


def test_what_came_back_can_be_paid_where_a_still_later_sitting_grants_it(town: Town) -> None:
    number = _overpaid(town)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(200_000))
    town.does(ActName.SUPERSEDE, number, later("agreed"))
    assert stands(town, number) == ("paying", 500_000 * YUAN)
    town.does(ActName.PAY, number, town.payment(200_000))
    assert stands(town, number)[0] == "paid"
    check_journal(town.work)


def test_what_came_back_is_not_reversed_or_corrected_away(town: Town) -> None:
    number = _overpaid(town)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(200_000))
    (paid,) = [one.voucher for one in payments_of(town.work, town.application(number).id)]
    reasons = town.refuses(ActName.REVERSE, number, given.reversal(paid))
    assert refusals.REVERSAL_BELOW_RETURNED in [one.text for one in reasons]


def test_it_is_settled_after_the_archive_as_well(town: Town) -> None:
    number = _overpaid(town)
    town.does(ActName.ARCHIVE, number, by=town.bureau)
    assert _waits_for(town, town.office)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(200_000))
    assert stands(town, number)[0] == "archived"
    check_journal(town.work)


def test_its_card_and_its_contractor_are_told(town: Town) -> None:
    number = _overpaid(town)
    sent, kb = town.application(number), opened()
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(150_000))
    card = application_card(town.work, sent, kb=kb, label_of=lambda act: act)
    words = [line.words for section in card.sections for line in section.lines]
    assert "超付缴回150,000元，省级资金，2026年预算，缴款凭证CF-1，依据超付处理通知〔2026〕3号" in words
    assert "50,000元。另行发文处理" in str([row.value for section in card.sections for row in section.rows])
    status = parts_of(town.work, kb, read_standing(town.work, (sent, town.contract)))
    assert "2026年11月24日缴回超付150,000元。" in [part.text for part in status.money]


def test_a_slip_in_it_is_put_right(town: Town) -> None:
    number = _overpaid(town)
    town.does(ActName.SETTLE_OVERPAID, number, given.settlement(150_000))
    corrects(town, number, "settlement.amount", "12万元", by=town.colleague)
    (row,) = settlements_of(town.work, town.application(number).id)
    assert row.amount == 150_000 * YUAN
