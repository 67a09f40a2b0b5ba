"""意向登记: one's own alone, told in entries that name nobody; the office sees to it."""

from __future__ import annotations

import json

from sqlalchemy import select

from handlers.casework.intention_rows import MOST, IntentionFields
from handlers.casework.intentions import (
    register_intention,
    see_to_intention,
    waiting_intentions,
    withdraw_intention,
)
from handlers.messages import Channel, Person
from handlers.results import Refused
from handlers.texts import intentions as texts
from store.audit.seals import is_seal
from store.tables.applications import Intention
from store.tables.audit import AuditRow, AuditSalt
from store.tables.notices import StaffNotice
from tests.handlers.casework.town import Town, done, refused

FARMER, NEIGHBOUR = Person(Channel.WEB, "farmer-000000000"), Person(Channel.WEB, "neighbour-0000000")
FIELDS = IntentionFields(called="李大姐", phone="13812345678", area=None, wish="想了解怎么参加培训")


def _entries(town: Town) -> list[AuditRow]:
    return town.work.all(select(AuditRow).where(AuditRow.chain == "intentions").order_by(AuditRow.place))


def _left(town: Town) -> list[Intention]:
    return town.work.all(select(Intention).order_by(Intention.id))


def test_each_step_has_an_entry_that_names_nobody(town: Town) -> None:
    done(register_intention(town.work, FARMER, FIELDS))
    (row,) = _left(town)
    done(see_to_intention(town.work, town.office, row.id))
    done(withdraw_intention(town.work, FARMER, row.id))
    found = _entries(town)
    assert [(one.act, one.actor) for one in found] == [
        ("register_intention", "person"),
        ("see_to_intention", town.office.reference),
        ("withdraw_intention", "person"),
    ]
    for one in found:
        assert {name for name in json.loads(one.facts) if not is_seal(name)} == {"intention"}


def test_no_digest_of_the_words_outlives_them(town: Town) -> None:
    """A salt that stayed would let whoever has the database try sentences against the entry."""
    before = set(town.work.session.scalars(select(AuditSalt.digest)))
    done(register_intention(town.work, FARMER, FIELDS))
    (row,) = _left(town)
    assert set(town.work.session.scalars(select(AuditSalt.digest))) - before
    done(withdraw_intention(town.work, FARMER, row.id))
    assert set(town.work.session.scalars(select(AuditSalt.digest))) == before


def test_nobody_takes_back_what_another_left(town: Town) -> None:
    done(register_intention(town.work, FARMER, FIELDS))
    (row,) = _left(town)
    (reason,) = refused(withdraw_intention(town.work, NEIGHBOUR, row.id))
    assert reason.text == texts.NOTHING
    assert isinstance(withdraw_intention(town.work, FARMER, row.id + 1), Refused)
    assert _left(town) == [row]


def test_the_office_is_told_and_reads_what_waits(town: Town) -> None:
    done(register_intention(town.work, FARMER, FIELDS))
    (row,) = _left(town)
    (notice,) = town.work.all(select(StaffNotice).where(StaffNotice.text == texts.staff_notice(number=row.id)))
    assert notice.role == "office"
    assert waiting_intentions(town.work, town.office) == [row]
    for other in (town.bureau, town.auditor, town.administrator):
        assert isinstance(waiting_intentions(town.work, other), Refused)
        assert [one.text for one in refused(see_to_intention(town.work, other, row.id))] == [texts.OFFICE_ONLY]
    done(see_to_intention(town.work, town.office, row.id))
    assert (row.handled_at, row.handled_by) == (town.work.now, town.office.id)
    assert waiting_intentions(town.work, town.office) == []
    assert [one.text for one in refused(see_to_intention(town.work, town.office, row.id))] == [texts.SEEN_ALREADY]


def test_what_the_office_saw_to_makes_room_for_another(town: Town) -> None:
    for _ in range(MOST):
        done(register_intention(town.work, FARMER, FIELDS))
    assert [one.text for one in refused(register_intention(town.work, FARMER, FIELDS))] == [texts.TOO_MANY]
    done(register_intention(town.work, NEIGHBOUR, FIELDS))
    done(see_to_intention(town.work, town.office, _left(town)[0].id))
    done(register_intention(town.work, FARMER, FIELDS))
