"""Who comes second is told whose act came first: their own, the contractor's, a colleague's."""

from __future__ import annotations

import pytest

from handlers.casework.table import ActName
from handlers.identity.actors import Actor
from handlers.texts import refusals as texts
from store.queries.cases import return_cases_on
from store.states import State
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import Town, refused


def _told(town: Town, act: ActName, number: str, seen: int, *, by: Actor) -> str:
    (reason,) = refused(perform(town.work, by, act, number, seen=seen))
    return reason.text.split("，现在的状态是")[0]


def test_a_colleague_was_faster(town: Town) -> None:
    number = town.submitted()
    seen = town.application(number).version
    town.does(ActName.ACCEPT, number, by=town.colleague)
    assert _told(town, ActName.ACCEPT, number, seen, by=town.office) == texts.MOVED_ON


def test_one_s_own_act_is_nobody_else_s(town: Town) -> None:
    number = town.submitted()
    seen = town.application(number).version
    town.does(ActName.ACCEPT, number, by=town.office)
    assert _told(town, ActName.ACCEPT, number, seen, by=town.office) == texts.MOVED_BY_YOU


def test_the_contractor_withdrew(town: Town) -> None:
    number = town.submitted()
    seen = town.application(number).version
    town.does(ActName.WITHDRAW, number, by=town.boss)
    assert _told(town, ActName.ACCEPT, number, seen, by=town.office) == texts.MOVED_BY_FIRM
    assert "撤回" in refused(perform(town.work, town.office, ActName.ACCEPT, number, seen=seen))[0].text


def test_acts_of_several_are_nobody_s_in_particular(town: Town) -> None:
    number = town.submitted()
    seen = town.application(number).version
    town.does(ActName.ACCEPT, number, by=town.office)
    town.does(ActName.WITHDRAW, number, by=town.boss)
    assert _told(town, ActName.ACCEPT, number, seen, by=town.office) == texts.MOVED


@pytest.mark.parametrize("own", [True, False])
def test_a_record_of_a_contract(town: Town, own: bool) -> None:  # noqa: FBT001 -- a parameter
    number, seen = town.contract.number, town.contract.version
    by = town.office if own else town.bureau
    town.does(ActName.EVALUATE, number, given.evaluation("qualified"), by=by)
    fields = given.evaluation("basic")
    (reason,) = refused(perform(town.work, town.office, ActName.EVALUATE, number, fields, seen=seen))
    assert reason.text.startswith(texts.MOVED_BY_YOU if own else texts.MOVED_ON)


def test_an_explanation_in_a_case_is_the_contractor_s(town: Town) -> None:
    number = town.brought_to(State.PAID)
    town.does(ActName.RECOVER, town.contract.number, given.recovery(100_000))
    (case,) = return_cases_on(town.work, town.contract.id)
    town.does(ActName.NOTIFY, str(case.id), given.demand())
    seen = case.version
    town.does(ActName.EXPLAIN, str(case.id), given.explanation(), by=town.boss)
    fields = given.closing()
    (reason,) = refused(perform(town.work, town.office, ActName.CLOSE, str(case.id), fields, seen=seen))
    assert reason.text.startswith(texts.MOVED_BY_FIRM)
    assert town.application(number).state == State.PAID
