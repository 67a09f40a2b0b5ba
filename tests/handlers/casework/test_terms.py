"""What a contract says of paying, and the bank's number of its account."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.amendment_fields import PayeeChange, PayeeCheck
from handlers.casework.table import ActName
from handlers.casework.terms_row import TermsFields
from handlers.texts import contracts as texts
from store.states import EnterpriseSize, Role
from store.work import Work
from tests.handlers.casework.town import TODAY, TOMORROW, Town

_ACCOUNT = "6222000011112222444"


@pytest.fixture
def town(work: Work) -> Town:
    return Town(work)


def _terms(**days: date) -> TermsFields:
    return TermsFields(enterprise_size=EnterpriseSize.SMALL, document="合同第八条", **days)


def _payee(town: Town, bank_code: str) -> PayeeChange:
    return PayeeChange(
        document="盖章函",
        effective_on=TODAY,
        name=town.contract.payee_name,
        account=_ACCOUNT,
        bank="演示银行",
        bank_code=bank_code,
    )


def test_terms_of_payment_are_recorded_and_what_is_left_empty_stays(town: Town) -> None:
    number = town.contract.number
    town.does(
        ActName.SET_TERMS, number, _terms(delivered_on=TODAY, agreed_pay_on=date(2027, 1, 20)), by=town.bureau
    )
    town.does(ActName.SET_TERMS, number, _terms(), by=town.bureau)
    contract = town.contract
    assert (contract.enterprise_size, contract.delivered_on) == ("small", TODAY)
    assert contract.agreed_pay_on == date(2027, 1, 20)


def test_nothing_is_delivered_tomorrow_or_before_the_contract(town: Town) -> None:
    early = date(2020, 1, 1)
    for days in ({"delivered_on": TOMORROW}, {"delivered_on": early}, {"agreed_pay_on": early}):
        assert town.refuses(ActName.SET_TERMS, town.contract.number, _terms(**days), by=town.bureau)


def test_the_banks_number_changes_with_the_account_and_is_checked_by_two(town: Town) -> None:
    number = town.contract.number
    refused = town.refuses(ActName.CHANGE_PAYEE, number, _payee(town, "10210009999"), by=town.bureau)
    assert [one.text for one in refused] == [f"{texts.FIELD_WORDS['payee_bank_code']}：{texts.BAD_BANK_CODE}"]
    town.does(ActName.CHANGE_PAYEE, number, _payee(town, "1021 0009 9996"), by=town.bureau)
    assert town.contract.payee_bank_code is None
    town.does(ActName.CHECK_PAYEE, number, PayeeCheck(account=_ACCOUNT), by=town.member_of(Role.BUREAU))
    assert town.contract.payee_bank_code == "102100099996"


def test_a_contract_is_entered_with_the_banks_number(town: Town) -> None:
    assert town.contract_of("AZ-HT-002", firm=1, payee_bank_code="102100099996").payee_bank_code == "102100099996"
