"""What somebody does who has the whole database and this code, but not the key: every attack is found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Connection,
    Table,
    UniqueConstraint,
    Update,
    create_engine,
    delete,
    insert,
    inspect,
    select,
    text,
    update,
)

from handlers.audit.verify_chains import verify
from handlers.texts import audit as texts
from store.audit.seals import chain_of_row, sealed_tables, seals_of
from store.base import Record
from store.keyfile import KeyFile
from store.queries.audit_chains import Head
from store.retention.erasing import erase_person
from store.tables.applications import Application, Intention, Payment
from store.tables.audit import AuditRow
from store.tables.people import Binding
from store.work import Work
from tests.handlers.audit.audited import LATER, NOW, Attack
from tests.handlers.audit.forging import forge, vouch
from tests.keys import KEYS

OTHERS = KeyFile.of_seed(b"the key of somebody who attacks!")
TABLES = [pytest.param(kind, id=str(kind.__tablename__)) for kind in sealed_tables()]


def test_what_acts_wrote_holds(attack: Attack) -> None:
    assert attack(lambda work: None) == []


def test_every_sealed_table_holds_rows(connection: Connection) -> None:
    empty = [kind.__tablename__ for kind in sealed_tables() if connection.execute(select(kind)).first() is None]
    assert empty == []


@pytest.mark.sampled(14)
@pytest.mark.parametrize("kind", TABLES)
def test_an_edit_is_found_in_whatever_column(attack: Attack, connection: Connection, kind: type[Record]) -> None:
    """No two values of any column have the same seals, and of one of them the whole check is made."""
    last = _last(connection, kind)
    changes = [
        update(kind).where(*_is(kind, last)).values({name: value}) for name, value in _others(connection, kind)
    ]
    seals = [_sealed_after(connection, kind, change) for change in changes]
    assert len({*seals, _sealed_after(connection, kind)}) == len(changes) + 1
    assert attack(lambda work: work.connection.execute(changes[-1]))


def _sealed_after(connection: Connection, kind: type[Record], *changes: Update) -> tuple[str, ...]:
    with connection.begin_nested() as savepoint:
        for change in changes:
            connection.execute(change)
        work = Work(connection, NOW)
        row = work.session.scalars(select(kind).where(*_is(kind, _last(connection, kind)))).one()
        found = tuple(seal.content for seal in seals_of(row))
        savepoint.rollback()
    return found


@pytest.mark.sampled(14)
@pytest.mark.parametrize("kind", TABLES)
def test_a_deleted_row_is_found(attack: Attack, connection: Connection, kind: type[Record]) -> None:
    row = _last(connection, kind)
    found = attack(lambda work: work.connection.execute(delete(kind).where(*_is(kind, row))))
    assert any(what.endswith("在数据库里被删掉了") for what in found)


@pytest.mark.sampled(14)
@pytest.mark.parametrize("kind", TABLES)
def test_an_inserted_row_is_found_also_under_forged_entries_of_its_own_chain_and_a_new_one(
    attack: Attack, connection: Connection, kind: type[Record]
) -> None:
    values = _copy(connection, kind)

    def tamper(work: Work) -> None:
        work.connection.execute(insert(kind).values(values))
        row = work.session.scalars(select(kind).where(*_is(kind, values))).one()
        vouch(work, row, chain_of_row(row, work.session.get), OTHERS)
        vouch(work, row, "AZ-2026-999999", None)

    found = attack(tamper)
    assert texts.NOBODY_VOUCHES in found
    assert found.count(texts.UNSIGNED) == 2


@pytest.mark.rotated("audit at large", 2)
def test_rows_that_changed_places_are_found_in_every_table_that_holds_several(
    attack: Attack, connection: Connection
) -> None:
    pairs = {kind: _first_and_last(connection, kind) for kind in sealed_tables()}
    several = {kind: rows for kind, rows in pairs.items() if rows[0] != rows[1]}
    missed = []
    for kind, rows in several.items():
        with connection.begin_nested() as savepoint:
            found = attack(lambda work, kind=kind, rows=rows: _swap(work, kind, *rows))  # type: ignore[misc]
            missed += [] if found else [kind.__tablename__]
            savepoint.rollback()
    assert missed == []
    assert len(several) > 10


def _first_and_last(connection: Connection, kind: type[Record]) -> tuple[dict[str, Any], dict[str, Any]]:
    order = inspect(kind).primary_key
    first = connection.execute(select(inspect(kind)).order_by(*order).limit(1)).one()
    return dict(first._mapping), _last(connection, kind)


def _swap(work: Work, kind: type[Record], one: dict[str, Any], other: dict[str, Any]) -> None:
    keys = {column.name for column in inspect(kind).primary_key} | _unique(kind)
    for mine, others in ((one, other), (other, one)):
        values = {name: value for name, value in others.items() if name not in keys}
        work.connection.execute(update(kind).where(*_is(kind, mine)).values(values))


@pytest.mark.sampled(14)
@pytest.mark.parametrize("kind", TABLES)
def test_a_changed_row_stays_found_whoever_vouches_without_the_key(
    attack: Attack, connection: Connection, kind: type[Record]
) -> None:
    """Sealed anew in its own chain and in a new one; numbers of entries turned round, which play no part."""
    name, value = next(_others(connection, kind))

    def tamper(work: Work) -> None:
        last = _last(connection, kind)
        work.connection.execute(update(kind).where(*_is(kind, last)).values({name: value}))
        row = work.session.scalars(select(kind).where(*_is(kind, last))).one()
        vouch(work, row, "zz", None)
        vouch(work, row, chain_of_row(row, work.session.get), OTHERS)
        work.connection.execute(text("UPDATE audit_rows SET id = 1000000 - id"))

    found = attack(tamper)
    assert set(found) > {texts.UNSIGNED}
    assert found.count(texts.UNSIGNED) == 2


def test_the_numbers_of_entries_play_no_part(attack: Attack) -> None:
    assert attack(lambda work: work.connection.execute(text("UPDATE audit_rows SET id = 1000000 - id"))) == []


def test_a_payment_edited_and_vouched_for_in_a_new_chain_is_found(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        work.connection.execute(text("UPDATE payments SET amount = amount * 2 WHERE id = 1"))
        vouch(work, work.session.get_one(Payment, 1), "zzz", None)

    assert texts.record_changed(record="拨付（库内序号 1）") in attack(tamper)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE standing_facts SET facts = replace(facts, 'staff:', 'staff:9')",
        "UPDATE application_standings SET since = since + 1 WHERE application_id = 1",
        "UPDATE application_standings SET areas = '9' WHERE application_id = 1",
        "DELETE FROM application_standings WHERE application_id = 1",
    ],
)
def test_what_keeps_an_application_out_of_the_lists_is_found(attack: Attack, change: str) -> None:
    found = attack(lambda work: work.connection.execute(text(change)))
    assert found
    assert set(found) == {texts.OTHER_STANDING}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal_sums SET amount = amount + 1",
        "DELETE FROM journal_sums",
        "UPDATE step_counts SET steps = steps + 1",
        "UPDATE application_counts SET applications = applications + 1",
        "DELETE FROM contract_counts",
        "UPDATE contract_balances SET held = held + 1",
        "UPDATE contract_balances SET held = held + 0.4 WHERE held <> 0",
        "UPDATE journal_sums SET amount = 'none'",
    ],
)
def test_what_ledgers_and_the_overview_add_up_is_compared(attack: Attack, change: str) -> None:
    assert attack(lambda work: work.connection.execute(text(change))) == [texts.OTHER_MONTHS]


def test_old_values_restored_by_turning_entries_round_are_found(attack: Attack, connection: Connection) -> None:
    """The application as it was when it was submitted, and its first entry made the greatest by number."""

    def tamper(work: Work) -> None:
        application = work.session.get_one(Application, 1)
        first, *_ = work.all(select(AuditRow).where(AuditRow.chain == application.number).order_by(AuditRow.place))
        work.connection.execute(
            text("UPDATE applications SET state = 'submitted', approved = NULL, version = 1 WHERE id = 1")
        )
        work.connection.execute(update(AuditRow).where(AuditRow.id == first.id).values(id=10**6))

    assert texts.record_changed(record="拨付申请（库内序号 1）") in attack(tamper)


def test_an_erasure_faked_on_a_living_binding_is_found(attack: Attack) -> None:
    """Emptied, its salts destroyed, an application edited: nothing says that the person was erased."""

    def tamper(work: Work) -> None:
        work.connection.execute(text("UPDATE bindings SET address = '' WHERE id = 1"))
        work.connection.execute(text("DELETE FROM audit_salts WHERE subject = 'binding:1'"))
        work.connection.execute(text("UPDATE applications SET data = '{}' WHERE id = 1"))

    found = attack(tamper)
    words = "里申请人或者工作人员写的内容"
    assert texts.record_changed(record=f"经办人绑定（库内序号 1）{words}") in found
    assert texts.salt_gone(record=f"拨付申请（库内序号 1）{words}") in found


def test_an_erasure_that_nobody_signed_is_found(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        work.connection.execute(text("DELETE FROM audit_salts WHERE subject = 'binding:1'"))
        forge(work, "firm:1", "erase", {"subject": "binding:1"}, OTHERS)

    found = attack(tamper)
    assert texts.UNSIGNED in found
    assert any("核对不了" in what for what in found)


def test_a_lawful_erasure_holds_and_what_stays_is_still_held(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        erase_person(work, "wechat", "boss")
        work.finish()

    assert attack(tamper) == []
    assert attack(lambda work: work.connection.execute(text("UPDATE applications SET amount = 1 WHERE id = 1")))
    assert attack(lambda work: work.connection.execute(text("UPDATE bindings SET address = 'boss' WHERE id = 1")))


def test_lawfully_deleted_rows_hold_and_none_comes_back(attack: Attack, connection: Connection) -> None:
    kept = _last(connection, Intention)

    def lawful(work: Work) -> None:
        erase_person(work, "web", str(kept["address"]))
        work.finish()

    assert attack(lawful) == []
    assert attack(lambda work: work.connection.execute(insert(Intention).values(kept)))[0] == texts.BACK


def test_a_signature_of_one_entry_serves_no_other(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        genuine = work.all(select(AuditRow).limit(1))[0].signature
        row = forge(work, "staff", "off", {}, None)
        work.connection.execute(update(AuditRow).where(AuditRow.id == row).values(signature=genuine))

    assert attack(tamper) == [texts.UNSIGNED]


@pytest.mark.parametrize("signature", ["", "no hex", "00" * 64, "ff"])
def test_a_signature_that_is_none_is_a_break(attack: Attack, signature: str) -> None:
    change = text("UPDATE audit_rows SET signature = :given WHERE chain = 'staff' AND place = 2")
    found = attack(lambda work: work.connection.execute(change, {"given": signature}))
    assert found == [texts.UNSIGNED, texts.NOBODY_VOUCHES]


def test_a_whole_database_put_back_is_found_by_the_copy_alone(
    connection: Connection, anchor: Sequence[Head], migrated_file: Path, tmp_path: Path
) -> None:
    """An older state, whole and signed: the copy names entries that are not there."""
    shutil.copy(migrated_file, tmp_path / "older.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'older.db'}")
    with engine.connect() as older:
        work = Work(older, LATER, KEYS)
        assert verify(work).breaks == ()
        assert {found.what for found in verify(work, anchor).breaks} == {texts.cut(said_by=texts.BY_ANCHOR)}
    engine.dispose()


def test_who_has_the_public_key_alone_checks_all_and_another_key_fits_nothing(connection: Connection) -> None:
    work = Work(connection, LATER)
    assert verify(work, key=KEYS.public).breaks == ()
    found = verify(work, key=OTHERS.public)
    assert {one.what for one in found.breaks} >= {texts.UNSIGNED, texts.NOBODY_VOUCHES}
    connection.rollback()


def _last(connection: Connection, kind: type[Record]) -> dict[str, Any]:
    order = [column.desc() for column in inspect(kind).primary_key]
    row = connection.execute(select(inspect(kind)).order_by(*order).limit(1)).one()
    return dict(row._mapping)


def _is(kind: type[Record], row: Any) -> list[Any]:
    return [column == row[column.name] for column in inspect(kind).primary_key]


def _others(connection: Connection, kind: type[Record]) -> Iterator[tuple[str, object]]:
    """Every column of the last row that can be changed, with another value."""
    last, fixed = _last(connection, kind), {column.name for column in inspect(kind).primary_key}
    for column in kind.__table__.columns:
        value = last[column.name]
        if column.name not in fixed and not column.foreign_keys and value is not None:
            yield column.name, _other(value)


def _other(value: object) -> object:
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case date():
            return value + timedelta(days=1)
        case bytes():
            return value[::-1]
        case str():
            return f"{value[:-1]}{'a' if value[-1:] == 'b' else 'b'}"
        case _:
            raise AssertionError(value)


def _unique(kind: type[Record]) -> set[str]:
    """The columns that are unique, alone or together."""
    table = kind.__table__
    assert isinstance(table, Table)
    rules = (rule for rule in table.constraints if isinstance(rule, UniqueConstraint))
    return {column.name for rule in rules for column in rule.columns}


def _copy(connection: Connection, kind: type[Record]) -> dict[str, Any]:
    """The last row once more, under another key."""
    values = _last(connection, kind)
    for name in {column.name for column in inspect(kind).primary_key} | _unique(kind):
        value = values[name]
        if value is not None:
            values[name] = value + 100 if isinstance(value, int) else _other(value)
    return values | ({"reverses": None} if "reverses" in values else {}) | _unbound(kind)


def _unbound(kind: type[Record]) -> dict[str, Any]:
    return {"address": "somebody else"} if kind is Binding else {}
