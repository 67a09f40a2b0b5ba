"""Internal notes are on record, change nothing, and no firm sees them."""

from __future__ import annotations

from sqlalchemy import select

from handlers.casework.note_rows import InternalNoteFields
from handlers.casework.table import ActName
from handlers.texts import refusals
from store.audit.vouching import is_intact
from store.queries.notes import notes_on_application, notes_on_contract
from store.states import State
from store.tables.audit import AuditRow
from store.tables.notices import FirmNotice
from tests.handlers.casework.town import Town

_NOTE = InternalNoteFields(words="电话里说下周补来")


def test_a_note_leaves_the_application_as_it_is(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    before = town.application(number).version, len(town.steps(number))
    town.does(ActName.NOTE, number, _NOTE, by=town.payer)
    assert (town.application(number).version, len(town.steps(number))) == before
    (note,) = notes_on_application(town.work, town.application(number).id)
    assert (note.words, note.noted_by) == ("电话里说下周补来", town.payer.id)


def test_a_note_is_in_the_chain_of_what_it_is_about_and_its_words_are_not(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    town.does(ActName.NOTE, number, _NOTE)
    town.does(ActName.NOTE_CONTRACT, town.contract.number, _NOTE, by=town.bureau)
    (of_contract,) = notes_on_contract(town.work, town.contract.id)
    assert of_contract.application_id is None
    entries = town.work.all(select(AuditRow).where(AuditRow.act.in_([ActName.NOTE, ActName.NOTE_CONTRACT])))
    assert [entry.chain for entry in entries] == [number, f"contract:{town.contract.number}"]
    assert all("电话" not in entry.facts for entry in entries)
    assert is_intact(town.work, of_contract)


def test_the_firm_is_told_nothing_of_it(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    before = len(town.work.all(select(FirmNotice)))
    town.does(ActName.NOTE, number, _NOTE)
    assert len(town.work.all(select(FirmNotice))) == before


def test_an_auditor_notes_nothing(town: Town) -> None:
    number = town.brought_to(State.ACCEPTED)
    (reason,) = town.refuses(ActName.NOTE, number, _NOTE, by=town.auditor)
    assert reason.text == refusals.NOT_YOURS
