"""What the rules find on a case as it stands, and who says so."""

from __future__ import annotations

from datetime import timedelta

from handlers.casework.application_findings import APPLICATION_CHECKS, application_findings
from handlers.casework.contract_findings import case_findings, contract_findings
from handlers.casework.findings import Finding, Verdict
from handlers.casework.table import TABLE, ActName, Subject
from handlers.results import Source
from handlers.texts import findings as texts
from handlers.texts import refusals
from policy_kb.roles import PassageRole
from store.queries.cases import return_cases_on, returned_in
from store.states import ContractState, Kind, State
from tests.handlers.casework import given
from tests.handlers.casework.town import YUAN, Town


def _found(town: Town, number: str) -> dict[str, Finding]:
    found = application_findings(town.work, town.application(number), town.contract)
    return {one.rule.text: one for one in found}


def test_every_guard_that_can_be_asked_early_is_a_finding() -> None:
    """Whoever adds a guard to what is asked before a payment sees it on the page as well."""
    asked = [check.reasons for check in APPLICATION_CHECKS]
    rows = [TABLE[act] for act in (ActName.SUBMIT, ActName.ACCEPT, ActName.PAY)]
    early = {guard for row in rows for guard in row.guards if guard.is_early and not guard.hides}
    assert {guard.name for guard in early if guard.check not in asked} == set()
    assert all(row.on is Subject.APPLICATION for row in rows)


def test_what_is_to_come_is_open_and_what_is_so_meets(town: Town) -> None:
    found = _found(town, town.brought_to(State.SUBMITTED))
    assert found[texts.in_use(number=town.contract.number)].verdict is Verdict.MEETS
    minutes = found[texts.MINUTES]
    assert (minutes.verdict, minutes.rule.role) == (Verdict.OPEN, PassageRole.PAYMENT)
    assert [reason.text for reason in minutes.reasons] == [refusals.NO_APPROVAL]


def test_the_minutes_are_due_once_the_meeting_agreed(town: Town) -> None:
    number = town.brought_to(State.TABLED)
    assert _found(town, number)[texts.MINUTES].verdict is Verdict.OPEN
    town.does(ActName.AGREE, number, given.meeting())
    assert _found(town, number)[texts.MINUTES].verdict is Verdict.AGAINST
    town.does(ActName.MINUTES, number, given.minutes())
    assert _found(town, number)[texts.MINUTES].verdict is Verdict.MEETS


def test_a_sum_beyond_the_ratio_is_against_it(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    assert _found(town, number)[texts.WITHIN_RATIO].verdict is Verdict.MEETS
    town.application(number).amount = 600_001 * YUAN
    (reason,) = _found(town, number)[texts.WITHIN_RATIO].reasons
    assert (reason.source, reason.role) == (Source.SYSTEM, PassageRole.PREPAYMENT)


def test_what_is_left_to_pay_is_measured_not_what_was_applied_for(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(200_000, "V-1"))
    assert _found(town, number)[texts.REST_WITHIN].verdict is Verdict.MEETS
    town.contract.amount = 499_999 * YUAN
    assert _found(town, number)[texts.REST_WITHIN].verdict is Verdict.AGAINST


def test_a_paused_contract_is_against_it(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    town.contract.state = ContractState.PAUSED.value
    assert _found(town, number)[texts.in_use(number=town.contract.number)].verdict is Verdict.AGAINST


def test_of_what_is_over_only_its_record_is_looked_at(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    town.does(ActName.PAY, number, town.payment(500_000, "V-1"))
    assert list(_found(town, number)) == [texts.UNALTERED]


def test_a_contract_says_which_money_it_is_open_for(town: Town) -> None:
    found = {one.rule.text: one for one in contract_findings(town.work, town.contract)}
    assert found[texts.open_for(kind=Kind.PREPAYMENT.value)].verdict is Verdict.MEETS
    midterm = found[texts.open_for(kind=Kind.MIDTERM.value)]
    assert [reason.text for reason in midterm.reasons] == [
        texts.of_kind(kind=Kind.MIDTERM.value, text=refusals.NOT_EVALUATED)
    ]
    town.contract.due_on = town.contract.signed_on + timedelta(days=1)
    late = {one.rule.text: one for one in contract_findings(town.work, town.contract)}[texts.IN_TIME]
    assert late.verdict is Verdict.OPEN  # a passed day decides nothing: staff do


def test_a_case_says_what_is_owed_and_that_its_term_passed(town: Town) -> None:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(200_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    (case,) = return_cases_on(town.work, town.contract.id)
    found = {one.rule.text: one for one in case_findings(town.work, case, town.contract)}
    assert [reason.text for reason in found[texts.NOTHING_OWED].reasons] == [texts.owed(balance=200_000 * YUAN)]
    assert found[texts.PAID_IN_TIME].verdict is Verdict.MEETS
    assert case.pay_by is not None
    case.pay_by -= timedelta(days=400)
    late = {one.rule.text: one for one in case_findings(town.work, case, town.contract)}[texts.PAID_IN_TIME]
    assert late.verdict is Verdict.AGAINST


def test_what_came_back_says_of_which_money_and_what_was_overpaid_goes_back(town: Town) -> None:
    town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(100_000))
    town.does(ActName.NOTIFY, "1", given.demand())
    (case,) = return_cases_on(town.work, town.contract.id)

    def verdicts() -> dict[str, Verdict]:
        found = {one.rule.text: one.verdict for one in case_findings(town.work, case, town.contract)}
        return {text: found[text] for text in (texts.SOURCED, texts.SURPLUS_REFUNDED) if text in found}

    assert verdicts() == {}
    town.does(ActName.RECEIVE, "1", given.returned(120_000, surplus=20_000 * YUAN))
    assert verdicts() == {texts.SOURCED: Verdict.MEETS, texts.SURPLUS_REFUNDED: Verdict.OPEN}
    town.does(ActName.REFUND, "1", given.refund(20_000), by=town.payer)
    assert verdicts() == {texts.SOURCED: Verdict.MEETS, texts.SURPLUS_REFUNDED: Verdict.MEETS}
    (row,) = returned_in(town.work, case.id)
    row.source = None  # as a row of before sources were asked
    assert verdicts()[texts.SOURCED] is Verdict.OPEN
