"""Acts on money are the console's; the machine's own doors open to them where the database is thrown away."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import insert

from handlers.casework.arrangements import open_terminal
from handlers.casework.perform import allowed_acts
from handlers.casework.table import TABLE, ActName, Subject
from handlers.casework.terminal import TERMINAL
from handlers.identity.actors import Door
from handlers.identity.who import OPERATOR
from handlers.results import Done, Reason, Refused, Source
from handlers.texts.refusals import OTHER_DOOR
from store.states import State
from store.tables.applications import Arrangement
from tests.handlers.casework.doing import perform
from tests.handlers.casework.town import Town, done

MONEY = {
    *("agree", "agree_partly", "agree_in_principle", "postpone", "reject", "minutes", "fulfil", "lapse"),
    *("pay", "reverse", "change_payee", "check_payee", "discard_payee"),
    *("recover", "reclaim", "notify", "receive", "refund", "settle_overpaid", "close", "opening"),
}
"""Results, payments, payees, money taken back."""

PAPER = {
    *("check_entry", "return_entry", "correct_entry", "annul_entry"),
    *("enter_withdrawal", "check_withdrawal", "return_withdrawal"),
    *("enter_payment", "check_payment", "return_payment"),
}
"""What is entered from paper, and its checks."""

RIGHT = {
    "supersede",
    *(f"{act}{on}_correction" for act in ("check", "refuse") for on in ("", "_contract", "_case")),
    *("correct", "correct_contract", "correct_case"),
}
"""What puts right what was recorded."""

_SHUT = Refused((Reason(OTHER_DOOR, Source.OFFICE),))


def test_the_table_closes_every_other_door_to_money() -> None:
    in_cases = frozenset({Subject.APPLICATION, Subject.CONTRACT, Subject.CASE})
    closed = {row.act.value for row in TABLE if row.doors != frozenset(Door) and row.on in in_cases}
    assert closed == MONEY | PAPER | RIGHT | {"serve_demand"}
    assert all(TABLE[act].doors == {Door.CONSOLE} for act in closed)


@pytest.mark.parametrize("door", [Door.COMMAND, Door.TERMINAL])
def test_the_machine_pays_where_the_database_is_thrown_away_alone(town: Town, door: Door) -> None:
    number, paying = town.brought_to(State.APPROVED), town.payment(100_000)
    payer = replace(town.payer, door=door)
    assert perform(town.work, payer, ActName.PAY, number, paying) == _SHUT
    assert ActName.PAY not in [row.act for row in allowed_acts(town.work, payer, town.application(number))]
    done(open_terminal(town.work, OPERATOR))
    assert isinstance(perform(town.work, payer, ActName.PAY, number, paying), Done)


def test_an_open_terminal_opens_no_channel(town: Town) -> None:
    done(open_terminal(town.work, OPERATOR))
    number = town.brought_to(State.APPROVED)
    at_desk = replace(town.payer, door=Door.DESK)
    assert perform(town.work, at_desk, ActName.PAY, number, town.payment(100_000)) == _SHUT


def test_a_mark_that_was_written_into_the_database_opens_nothing(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    values = {"name": TERMINAL, "value": "true", "set_by": None, "set_at": town.work.now}
    town.work.connection.execute(insert(Arrangement).values(values))
    payer = replace(town.payer, door=Door.COMMAND)
    assert perform(town.work, payer, ActName.PAY, number, town.payment(100_000)) == _SHUT


def test_nobody_but_the_operator_marks_a_database(town: Town) -> None:
    everybody = (town.office, town.administrator, town.boss)
    assert all(isinstance(open_terminal(town.work, actor), Refused) for actor in everybody)
