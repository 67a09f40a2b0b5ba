"""A contract under way is taken up with what was paid on it before, and that counts as paid."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.opening_rows import AreasFields, OpeningFields
from handlers.casework.table import ActName
from handlers.results import Reason, Source
from handlers.texts import refusals
from policy_kb.models import Model
from store.queries.contracts import opening_payments_of, paid_net, prepaid
from store.states import Kind, State
from tests.handlers.casework import given
from tests.handlers.casework.doing import submit
from tests.handlers.casework.town import TODAY, TOMORROW, YUAN, Town, refused


def opening(yuan: int = 200_000, **changes: object) -> Model:
    fields: dict[str, object] = {
        "kind": Kind.PREPAYMENT,
        "amount": yuan * YUAN,
        "voucher": "OLD-1",
        "paid_on": TODAY,
        "document": "国库集中支付凭证",
    }
    return OpeningFields.model_validate(fields | changes)


def records(town: Town, fields: Model) -> None:
    town.does(ActName.OPENING, town.contract.number, fields, by=town.bureau)


def refuses(town: Town, fields: Model) -> tuple[Reason, ...]:
    return town.refuses(ActName.OPENING, town.contract.number, fields, by=town.bureau)


def test_what_was_paid_before_counts_as_paid(town: Town) -> None:
    records(town, opening())
    records(town, opening(50_000, voucher="OLD-2", kind=Kind.MIDTERM))
    assert paid_net(town.work, town.contract.id) == 250_000 * YUAN
    assert prepaid(town.work, town.contract.id) == 200_000 * YUAN
    assert [row.voucher for row in opening_payments_of(town.work, town.contract.id)] == ["OLD-1", "OLD-2"]


def test_prepaid_before_bounds_what_can_be_applied_for(town: Town) -> None:
    records(town, opening(400_000))  # of 600,000, which are 30 % of the contract
    reasons = refused(submit(town.work, town.boss, town.sending(yuan=200_001)))
    assert reasons[0].text == refusals.over_ratio(ratio=3000, cap=600_000 * YUAN, used=400_000 * YUAN)
    town.submitted(yuan=200_000)


@pytest.mark.parametrize(("yuan", "kind"), [(600_001, Kind.PREPAYMENT), (2_000_001, Kind.FOLLOWUP)])
def test_no_more_than_contract_and_ratio_allow_was_paid_before(town: Town, yuan: int, kind: Kind) -> None:
    assert refuses(town, opening(yuan, kind=kind))
    assert not opening_payments_of(town.work, town.contract.id)


def test_a_voucher_is_entered_once_of_before_or_of_now(town: Town) -> None:
    records(town, opening(100_000))
    said = (Reason(refusals.voucher_there(voucher="OLD-1"), Source.SYSTEM),)
    assert refuses(town, opening(1)) == said
    number = town.brought_to(State.APPROVED, yuan=100_000)
    assert town.refuses(ActName.PAY, number, town.payment(100_000, "OLD-1")) == said


def test_once_a_firm_has_applied_here_what_is_paid_stands_with_its_application(town: Town) -> None:
    town.submitted()
    assert refuses(town, opening()) == (Reason(refusals.APPLIED_HERE, Source.SYSTEM),)


def test_days_fit(town: Town) -> None:
    signed_on = town.contract.signed_on
    assert refuses(town, opening(paid_on=TOMORROW))
    early = refuses(town, opening(paid_on=date(signed_on.year - 1, 1, 1)))
    assert early == (Reason(refusals.paid_before_signing(signed_on=signed_on), Source.SYSTEM),)


def test_the_bureau_alone_records_it(town: Town) -> None:
    assert town.refuses(ActName.OPENING, town.contract.number, opening(), by=town.office)
    assert town.refuses(ActName.OPENING, town.contract.number, opening(), by=town.payer)


def test_what_was_prepaid_before_can_be_taken_back(town: Town) -> None:
    records(town, opening(200_000))
    assert town.refuses(ActName.RECOVER, town.contract.number, given.recovery(200_001))
    town.does(ActName.RECOVER, town.contract.number, given.recovery(200_000))


def test_the_items_of_the_scope_are_recorded_with_their_paper(town: Town) -> None:
    assert town.contract.areas is None
    fields = AreasFields(areas="1,3", document="合同第二条")
    town.does(ActName.SET_AREAS, town.contract.number, fields, by=town.bureau)
    assert town.contract.areas == "1,3"
