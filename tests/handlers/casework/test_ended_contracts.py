"""A contract that pauses or ends under an approved application; sums, days and accounts that cannot be right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.casework.contracts import amend
from handlers.casework.perform import allowed_acts
from handlers.casework.standing import standing_of
from handlers.casework.table import ActName
from handlers.results import Source
from handlers.texts import refusals as texts
from handlers.values.contract_terms import NewAmendment, Payee
from store.states import AmendmentKind, State
from tests.handlers.casework import given
from tests.handlers.casework.town import TODAY, YUAN, Town, done


def _amend(town: Town, kind: AmendmentKind, **changes: object) -> None:
    new = NewAmendment.model_validate({"kind": kind, "document": "补充协议", "effective_on": TODAY} | changes)
    done(amend(town.work, town.bureau, town.contract.number, new))


@pytest.mark.parametrize("kind", [AmendmentKind.PAUSE, AmendmentKind.END])
def test_nothing_is_offered_to_the_payer_while_the_contract_is_not_in_use(town: Town, kind: AmendmentKind) -> None:
    sent = town.application(town.brought_to(State.APPROVED))
    assert ActName.PAY in {row.act for row in allowed_acts(town.work, town.payer, sent)}
    _amend(town, kind)
    assert ActName.PAY not in {row.act for row in allowed_acts(town.work, town.payer, sent)}


def test_an_ended_contract_lets_the_bureau_archive_what_is_not_paid(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(200_000))
    _amend(town, AmendmentKind.END)
    town.does(ActName.ARCHIVE, number)
    sent = town.application(number)
    assert sent.state == State.ARCHIVED
    assert standing_of(town.work, sent).applicant == "没有全部拨付，其余不再拨付，已归档"


@pytest.mark.parametrize("paused", [True, False])
def test_what_can_still_be_paid_is_not_archived(town: Town, *, paused: bool) -> None:
    number = town.brought_to(State.APPROVED)
    if paused:
        _amend(town, AmendmentKind.PAUSE)
    (reason,) = town.refuses(ActName.ARCHIVE, number)
    assert (reason.text, reason.source) == (texts.NOT_PAID_YET, Source.SYSTEM)
    offered = {row.act for row in allowed_acts(town.work, town.bureau, town.application(number))}
    assert ActName.ARCHIVE not in offered


def test_what_is_paid_is_archived_in_the_usual_words(town: Town) -> None:
    sent = town.application(town.brought_to(State.ARCHIVED))
    assert standing_of(town.work, sent).applicant == "已全部拨付，已归档"


def test_a_reduced_sum_is_below_the_contracts_sum_in_force(town: Town) -> None:
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("unqualified"))
    _amend(town, AmendmentKind.AMOUNT, amount=1_800_000 * YUAN)
    for fen in (1_800_000 * YUAN, 1_900_000 * YUAN):
        (reason,) = town.refuses(ActName.DISPOSE, town.contract.number, given.disposal("reduce", reduced_to=fen))
        assert (reason.text, reason.source) == (texts.not_reduced(amount=1_800_000 * YUAN), Source.SYSTEM)
    fields = given.disposal("reduce", reduced_to=1_800_000 * YUAN - 1)
    town.does(ActName.DISPOSE, town.contract.number, fields)


def test_nothing_is_evaluated_before_its_contract_is_signed(town: Town) -> None:
    signed: date = town.contract.signed_on
    early = given.evaluation("qualified", evaluated_on=signed - timedelta(days=1))
    (reason,) = town.refuses(ActName.EVALUATE, town.contract.number, early)
    assert reason.text == texts.before_signing(signed_on=signed)
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified", evaluated_on=signed))


def test_nothing_is_paid_while_another_account_waits_for_its_second_check(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    payee = Payee(name=town.contract.payee_name, bank="中国农业银行安泽县支行", account="6228480402564890018")
    _amend(town, AmendmentKind.PAYEE, payee=payee)
    (reason,) = town.refuses(ActName.PAY, number, town.payment(100_000))
    assert (reason.text, reason.source) == (texts.PAYEE_UNCHECKED, Source.SYSTEM)
