"""A year's end: its last day of payments and its closing on record, and a closed year that stays what it was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.casework.contracts import amend
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.table import TABLE, ActName
from handlers.casework.year_rows import CloseFields, LastDayFields
from handlers.results import Reason, Source
from handlers.texts import years as texts
from handlers.values.contract_terms import NewAmendment
from policy_kb.models import Model
from store.queries.ledger.scope import Scope
from store.queries.ledger.sums import total
from store.queries.years import year_records
from store.states import AmendmentKind, EntryType, Kind, State, YearRecordKind
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, YUAN, Town, done

_LAST = date(2026, 12, 31)
_JANUARY = datetime(2027, 1, 5, 2, tzinfo=UTC)
_CLOSING = CloseFields(day=_LAST, document="安财〔2027〕1号")


def _system(text: str) -> Reason:
    return Reason(text, Source.SYSTEM)


def _closed(town: Town) -> Reason:
    town.work.now = _JANUARY
    town.does(ActName.CLOSE_YEAR, "2026", _CLOSING)
    return _system(texts.is_closed(year=2026, on=_LAST, document="安财〔2027〕1号"))


def test_the_last_day_of_payments_is_recorded_with_its_paper(town: Town) -> None:
    fields = LastDayFields(day=date(2026, 12, 20), document="安财函〔2026〕40号")
    town.does(ActName.LAST_PAYMENT_DAY, "2026", fields, by=town.payer)
    (found,) = year_records(town.work, before=town.work.now + timedelta(days=1))
    assert (found.record.kind, found.record.day) == (YearRecordKind.LAST_PAYMENT_DAY, date(2026, 12, 20))
    assert (found.record.document, found.by) == ("安财函〔2026〕40号", town.payer.name)
    other = LastDayFields(day=date(2027, 1, 20), document="安财函")
    assert town.refuses(ActName.LAST_PAYMENT_DAY, "2026", other) == (_system(texts.not_of_year(year=2026)),)


def test_a_year_is_closed_once_and_not_before_it_is_over(town: Town) -> None:
    assert _system(texts.not_over(year=2026)) in town.refuses(ActName.CLOSE_YEAR, "2026", _CLOSING)
    town.work.now = _JANUARY
    early = CloseFields(day=date(2026, 12, 30), document="安财〔2027〕1号")
    assert town.refuses(ActName.CLOSE_YEAR, "2026", early) == (_system(texts.closed_too_early(year=2026)),)
    town.does(ActName.CLOSE_YEAR, "2026", _CLOSING)
    assert town.refuses(ActName.CLOSE_YEAR, "2026", _CLOSING) == (_system(texts.CLOSED_ALREADY),)


@pytest.mark.parametrize("number", ["2027", "1999", "20261", "", "２０２６"])
def test_what_is_no_year_that_has_begun_is_none(town: Town, number: str) -> None:
    fields = LastDayFields(day=TODAY, document="函")
    assert _system(texts.NO_YEAR) in town.refuses(ActName.LAST_PAYMENT_DAY, number, fields)


def test_money_of_a_closed_year_is_not_recorded_any_more(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(100_000, "V-1"))
    reason = _closed(town)
    late: dict[ActName, Model] = {
        ActName.PAY: town.payment(100_000, "V-2", paid_on=_LAST),
        ActName.REVERSE: given.reversal("V-1", reversed_on=_LAST),
    }
    for act, fields in late.items():
        assert town.refuses(act, number, fields) == (reason,)
    town.does(ActName.PAY, number, town.payment(100_000, "V-2", paid_on=date(2027, 1, 4)))
    town.does(ActName.REVERSE, number, given.reversal("V-1", reversed_on=date(2027, 1, 4)))


_MONEY = (
    *(ActName.PAY, ActName.ENTER_PAYMENT, ActName.REVERSE, ActName.RECEIVE, ActName.OPENING),
    *(ActName.ADD_QUOTA, ActName.ADJUST_QUOTA, ActName.WITHDRAW_QUOTA, ActName.ARRIVE_QUOTA),
)


@pytest.mark.parametrize("act", _MONEY)
def test_every_act_that_has_a_voucher_asks_whether_its_year_is_closed(act: ActName) -> None:
    assert "open_year" in {guard.name for guard in TABLE[act].guards}


def test_what_was_paid_before_is_not_recorded_in_a_closed_year_either(town: Town) -> None:
    reason = _closed(town)
    before = OpeningFields(kind=Kind.FOLLOWUP, amount=YUAN, voucher="OLD", paid_on=_LAST, document="凭证")
    assert town.refuses(ActName.OPENING, town.contract.number, before, by=town.bureau) == (reason,)


def test_what_still_changes_a_closed_year_is_an_entry_of_the_open_one(town: Town) -> None:
    """Nothing with a voucher: a contract's sum that a paper of the old year changes."""
    _closed(town)
    of_year = Scope(before=_JANUARY + timedelta(days=9), until=_LAST)
    town.work.finish()
    was = total(town.work, of_year)
    change = NewAmendment(
        kind=AmendmentKind.AMOUNT, document="补充协议", effective_on=_LAST, amount=1_900_000 * YUAN
    )
    done(amend(town.work, town.bureau, town.contract.number, change))
    town.work.finish()
    assert total(town.work, of_year) == was
    open_one = Scope(before=_JANUARY + timedelta(days=9), since=date(2027, 1, 5))
    assert total(town.work, open_one) == {EntryType.CONTRACTED: -100_000 * YUAN}
