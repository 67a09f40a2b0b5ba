"""Article 18: its newest result opens or holds mid-term money, and nothing else does."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.perform import check_amount, check_kind
from handlers.casework.table import ActName
from handlers.results import Reason, Source
from handlers.texts import refusals as texts
from policy_kb.roles import PassageRole
from store.states import Kind, State
from tests.handlers.casework import given
from tests.handlers.casework.town import YUAN, Town


def _midterm(town: Town) -> tuple[Reason, ...]:
    return check_kind(town.work, town.contract, Kind.MIDTERM)


def _held(text: str) -> tuple[Reason, ...]:
    return (Reason(text, Source.MEASURE, PassageRole.MID_TERM),)


def _evaluate(town: Town, grade: str, article: str = "18", **changes: object) -> None:
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation(grade, article, **changes))


def test_without_a_result_mid_term_money_is_held(town: Town) -> None:
    assert _midterm(town) == _held(texts.NOT_EVALUATED)


def test_a_result_under_article_17_never_passes(town: Town) -> None:
    _evaluate(town, "qualified", "17")
    assert _midterm(town) == _held(texts.ONLY_OTHER)


def test_qualified_opens(town: Town) -> None:
    _evaluate(town, "qualified")
    assert _midterm(town) == ()


def test_a_later_result_under_article_17_holds_nothing(town: Town) -> None:
    _evaluate(town, "qualified")
    _evaluate(town, "unqualified", "17", evaluated_on=date(2026, 10, 1))
    assert _midterm(town) == ()


def test_basic_opens_after_an_accepted_recheck(town: Town) -> None:
    _evaluate(town, "basic")
    assert _midterm(town) == _held(texts.NOT_RECTIFIED)
    town.does(ActName.RECHECK, town.contract.number, given.recheck(accepted=False))
    assert _midterm(town) == _held(texts.NOT_RECTIFIED)
    town.does(ActName.RECHECK, town.contract.number, given.recheck(accepted=True, checked_on=date(2026, 9, 1)))
    assert _midterm(town) == ()


def test_basic_comes_with_the_evaluators_advice(town: Town) -> None:
    fields = given.evaluation("basic", advice=" ")
    assert town.refuses(ActName.EVALUATE, town.contract.number, fields) == _held(texts.ADVICE_MISSING)


def test_unqualified_holds_until_a_decision_is_recorded(town: Town) -> None:
    _evaluate(town, "unqualified")
    assert _midterm(town) == _held(texts.NOT_DISPOSED)
    town.does(ActName.DISPOSE, town.contract.number, given.disposal("other"))
    assert _midterm(town) == ()


def test_a_reduced_sum_is_the_cap_of_all_support(town: Town) -> None:
    _evaluate(town, "unqualified")
    fields = given.disposal("reduce", reduced_to=800_000 * YUAN)
    town.does(ActName.DISPOSE, town.contract.number, fields)
    assert _midterm(town) == ()
    assert check_amount(town.work, town.contract, Kind.MIDTERM, 800_000 * YUAN) == ()
    (reason,) = check_amount(town.work, town.contract, Kind.MIDTERM, 800_000 * YUAN + 1)
    assert reason.source is Source.SYSTEM
    assert "800,000元" in reason.text


def test_a_later_decision_sets_another_sum(town: Town) -> None:
    _evaluate(town, "unqualified")
    for yuan, day in ((800_000, 1), (900_000, 2)):
        fields = given.disposal("reduce", reduced_to=yuan * YUAN, decided_on=date(2026, 9, day))
        town.does(ActName.DISPOSE, town.contract.number, fields)
    assert check_amount(town.work, town.contract, Kind.MIDTERM, 900_000 * YUAN) == ()


def test_a_revocation_holds_for_good_whatever_comes_later(town: Town) -> None:
    _evaluate(town, "unqualified")
    town.does(ActName.DISPOSE, town.contract.number, given.disposal("revoke"))
    _evaluate(town, "qualified", evaluated_on=date(2026, 10, 1))
    assert _midterm(town) == _held(texts.REVOKED)
    assert Reason(texts.REVOKED_OTHER, Source.SYSTEM) in check_kind(town.work, town.contract, Kind.FOLLOWUP)
    assert check_kind(town.work, town.contract, Kind.PREPAYMENT) == (Reason(texts.REVOKED_OTHER, Source.SYSTEM),)


def test_the_newest_result_counts_and_not_the_last_entered(town: Town) -> None:
    _evaluate(town, "qualified", evaluated_on=date(2026, 9, 30))
    _evaluate(town, "unqualified", evaluated_on=date(2026, 6, 30))
    assert _midterm(town) == ()


def test_a_new_result_holds_a_payment_that_was_open(town: Town) -> None:
    _evaluate(town, "qualified")
    number = town.brought_to(State.APPROVED, Kind.MIDTERM, 300_000)
    _evaluate(town, "unqualified", evaluated_on=date(2026, 10, 1))
    reasons = town.refuses(ActName.PAY, number, town.payment(300_000))
    assert set(_held(texts.NOT_DISPOSED)) <= set(reasons)


@pytest.mark.parametrize("grade", ["qualified", "unqualified"])
def test_a_recheck_belongs_to_a_basic_result(town: Town, grade: str) -> None:
    _evaluate(town, grade)
    fields = given.recheck(accepted=True)
    assert town.refuses(ActName.RECHECK, town.contract.number, fields) == _held(texts.NO_BASIC_RESULT)


@pytest.mark.parametrize("grade", ["qualified", "basic"])
def test_a_decision_belongs_to_an_unqualified_result(town: Town, grade: str) -> None:
    _evaluate(town, grade)
    fields = given.disposal("other")
    assert town.refuses(ActName.DISPOSE, town.contract.number, fields) == _held(texts.NO_UNQUALIFIED_RESULT)


def test_a_recheck_or_a_decision_is_not_older_than_its_result(town: Town) -> None:
    _evaluate(town, "basic")
    fields = given.recheck(accepted=True, checked_on=date(2026, 6, 29))
    early = town.refuses(ActName.RECHECK, town.contract.number, fields)
    assert early == (Reason(texts.CHECKED_EARLIER, Source.SYSTEM),)
    _evaluate(town, "unqualified")
    decision = given.disposal("other", decided_on=date(2026, 6, 29))
    early = town.refuses(ActName.DISPOSE, town.contract.number, decision)
    assert early == (Reason(texts.DECIDED_EARLIER, Source.SYSTEM),)


def test_only_a_reduction_names_a_sum(town: Town) -> None:
    _evaluate(town, "unqualified")
    number = town.contract.number
    missing = town.refuses(ActName.DISPOSE, number, given.disposal("reduce"))
    assert missing == (Reason(texts.REDUCED_SUM_MISSING, Source.SYSTEM),)
    other = town.refuses(ActName.DISPOSE, number, given.disposal("other", reduced_to=1))
    assert other == (Reason(texts.REDUCED_SUM_NOT_ASKED, Source.SYSTEM),)
