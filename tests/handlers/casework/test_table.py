"""The table tests itself: states reached and labelled, rows with people, basis and a decision on notices."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from handlers.casework.contract_rows import CASE_ROWS, CONTRACT_ROWS
from handlers.casework.recipients import basis_label
from handlers.casework.registers import REGISTERS
from handlers.casework.table import ENDED, OPEN, STATE_WORDS, TABLE, ActName, Subject, Transition
from handlers.casework.transitions import WITH_STATES
from handlers.results import Source
from handlers.texts import case_notices, casework, casework_fields, refusals
from store.states import CaseState, Role, State
from tests.measure import opened

_ON_APPLICATIONS = [row for row in TABLE if row.on is Subject.APPLICATION]


def test_every_act_has_one_row() -> None:
    assert set(TABLE.by_act) == set(ActName)
    assert len(TABLE) == len(TABLE.by_act)


def test_every_state_of_an_application_is_reached() -> None:
    assert {to for row in _ON_APPLICATIONS for to in row.to} | {State.DRAFT} == set(State)


def test_every_state_of_a_case_is_reached() -> None:
    assert {to for row in CASE_ROWS for to in row.to} | {CaseState.OPENED} == set(CaseState)


def test_from_every_state_the_end_can_be_reached() -> None:
    reaching = set(ENDED)
    while (
        more := {state for row in _ON_APPLICATIONS for state in row.from_states if reaching & set(row.to)}
        - reaching
    ):
        reaching |= {State(state) for state in more}
    assert reaching == set(State)


_PUTTING_RIGHT = {
    *(ActName.CORRECT, ActName.CHECK_CORRECTION, ActName.REFUSE_CORRECTION),
    *(ActName.SUPERSEDE, ActName.SETTLE_OVERPAID),
}


def test_ended_stays_ended_but_for_a_slip_and_for_another_sitting() -> None:
    """Of a refusal the number of its minutes comes later all the same, and leads nowhere."""
    leading_on = [row for row in _ON_APPLICATIONS if row.moves and row.act not in _PUTTING_RIGHT]
    moving = [row for row in leading_on if row.from_states & ENDED]
    assert [(row.act, *row.from_states & ENDED) for row in moving] == [(ActName.MINUTES, State.REJECTED)]
    assert not any(row.to for row in moving)
    assert TABLE[ActName.SUPERSEDE].from_states & ENDED == {State.REJECTED}


@pytest.mark.parametrize("state", State)
def test_every_state_is_labelled_for_staff_and_for_the_applicant(state: State) -> None:
    words = STATE_WORDS[state]
    assert words.staff
    assert words.applicant
    assert bool(words.unit) == (state not in ENDED)
    assert words.next or state is State.ARCHIVED


def test_only_states_that_a_unit_holds_can_be_reminded_of() -> None:
    held = {state for state, words in STATE_WORDS.items() if words.holder}
    assert held == OPEN - {State.RETURNED} | {State.PAID}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.act.value)
def test_every_row_has_people_words_and_known_guards(row: Transition) -> None:
    assert row.roles or row.contractor or row.operator or row.anybody
    assert row.staff_words
    assert bool(row.applicant_words) or row.on not in WITH_STATES
    assert bool(row.from_states) == (row.on in WITH_STATES)


def test_everything_that_acts_can_be_about_is_found_somewhere() -> None:
    assert WITH_STATES | set(REGISTERS) == set(Subject)


def test_administrator_auditor_and_report_officer_do_no_business_act() -> None:
    idle = {Role.ADMINISTRATOR, Role.AUDITOR, Role.REPORT_OFFICER}
    assert not [row.act for row in TABLE if row.on in WITH_STATES and row.roles & idle]


def test_steps_that_the_measure_writes_carry_its_article_and_the_others_the_office() -> None:
    articles = {row.act: basis_label(opened(), row.basis) for row in TABLE if row.basis.source is Source.MEASURE}
    assert articles[ActName.REPORT] == articles[ActName.TABLE] == "第十条"
    assert articles[ActName.PAY] == "第十二条"
    assert articles[ActName.ARCHIVE] == "第八条"
    assert articles[ActName.EVALUATE] == "第十七条、第十八条"
    offices = {ActName.ACCEPT, ActName.RETURN, ActName.DECLINE, ActName.WITHDRAW, ActName.RESUBMIT}
    assert not offices & set(articles)


def test_the_two_kinds_of_taking_back_stand_on_their_own_articles() -> None:
    assert basis_label(opened(), TABLE[ActName.RECOVER].basis) == "第九条"
    assert basis_label(opened(), TABLE[ActName.RECLAIM].basis) == "第十八条"
    assert {row.basis.source for row in CASE_ROWS} == {Source.OFFICE}


def test_every_basis_is_an_article_of_the_measure() -> None:
    for row in TABLE:
        assert all(map(opened().role, row.basis.passages)), row.act


@pytest.mark.parametrize("row", [row for row in TABLE if row.fields], ids=lambda row: row.act.value)
def test_every_field_has_a_name_and_a_question(row: Transition) -> None:
    assert row.fields is not None
    for name, field in row.fields.model_fields.items():
        assert field.title, name
        assert field.description, name


def test_records_of_contracts_leave_the_contract_as_it_is() -> None:
    assert not [row.act for row in CONTRACT_ROWS if row.to]


def _sentences() -> Iterator[str]:
    for module in (case_notices, casework, casework_fields, refusals):
        for value in vars(module).values():
            yield from (value,) if isinstance(value, str) else ()


def test_the_catalogue_of_casework_quotes_nothing_and_names_no_article() -> None:
    for text in _sentences():
        assert not re.search("“([^”]*)”", text), text
        assert not re.search("第[一二三四五六七八九十]+条", text), text
