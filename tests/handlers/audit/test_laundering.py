"""What somebody does who edits rows and lets the product itself sign them: every such entry says so for good."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, text, update

from handlers.casework.bindings import unbind
from handlers.casework.staffing import give_roles
from handlers.casework.table import ActName
from handlers.identity.who import OPERATOR, contractor, staff_of
from handlers.messages import Channel, Person
from handlers.results import Refused
from handlers.texts import audit as texts
from handlers.texts import refusals
from store.retention.erasing import erase_person
from store.states import Role
from store.tables.applications import Application, Intention
from store.tables.audit import AuditSalt
from store.tables.people import Staff, StaffLink
from store.work import Work
from tests.handlers.audit.audited import Attack
from tests.handlers.audit.forging import vouch
from tests.handlers.casework.doing import perform
from tests.handlers.contracts.contracts import member

APPLICATION = "拨付申请（库内序号 3）"
SENT = "UPDATE applications SET amount = amount + 1 WHERE id = 3"


def _altered(record: str) -> str:
    return texts.altered(record=record)


def _does(work: Work, statement: str) -> None:
    work.connection.execute(text(statement))
    work.session.expunge_all()


def test_an_edited_row_is_not_made_good_by_the_products_next_entry(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        _does(work, SENT)
        row = work.session.get_one(Application, 3)
        row.state_since = work.now
        work.finish()

    assert attack(tamper) == [_altered(APPLICATION)]


def test_a_salt_exchanged_with_the_row_helps_nobody(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        _does(work, SENT)
        row = work.session.get_one(Application, 3)
        work.connection.execute(text("DELETE FROM audit_salts WHERE seal = 'row:applications:3'"))
        vouch(work, row, row.number, None)
        row.state_since = work.now
        work.finish()
        work.connection.execute(text("DELETE FROM audit_rows WHERE signature = ''"))

    assert _altered(APPLICATION) in attack(tamper)


def test_a_row_aged_so_that_a_purge_deletes_it_is_told(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        _does(work, "UPDATE intentions SET registered_at = 0 WHERE id = 1")
        work.remove_all(select(Intention).where(Intention.id == 1))
        work.finish()

    assert attack(tamper) == [_altered("意向登记（库内序号 1）")]


def test_a_row_that_nobody_made_is_not_made_good_by_being_used(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        staff = dict(work.connection.execute(select(Staff.__table__)).first()._mapping)  # type: ignore[union-attr]
        work.connection.execute(insert(Staff).values(staff | {"id": 99, "name": "某人"}))
        give_roles(work, OPERATOR, "某人", frozenset({Role.PAYER}))
        work.finish()

    assert _altered("工作人员名单（库内序号 99）") in attack(tamper)


def test_roles_given_by_an_edit_are_nobodys(attack: Attack) -> None:
    """The clerk makes himself payer in the database, acts, and puts the row back: it is refused meanwhile."""

    def tamper(work: Work) -> None:
        clerk = Person(Channel.WECHAT, "staff-1")
        assert staff_of(work, clerk) is not None
        _does(work, "UPDATE staff SET roles = '[\"payer\"]' WHERE name = '张办'")
        assert staff_of(work, clerk) is None

    attack(tamper)


def test_an_account_linked_by_an_insert_is_nobodys(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        row = work.session.scalars(select(Staff).where(Staff.name == "张办")).one()
        link = {"channel": "wechat", "address": "thief", "staff_id": row.id, "linked_at": work.now}
        work.connection.execute(insert(StaffLink).values(link | {"reference": "aa"}))
        assert staff_of(work, Person(Channel.WECHAT, "thief")) is None

    attack(tamper)


def test_a_binding_led_to_another_account_is_nobodys(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        assert contractor(work, Person(Channel.WECHAT, "boss")) is not None
        _does(work, "UPDATE bindings SET address = 'thief' WHERE address = 'boss'")
        assert contractor(work, Person(Channel.WECHAT, "thief")) is None

    attack(tamper)


def test_no_act_is_done_on_a_case_whose_records_were_edited(attack: Attack) -> None:
    """A payee changed, money paid, the payee put back: nothing would be left to be found."""

    def tamper(work: Work) -> None:
        number = work.session.get_one(Application, 3).number
        office = member(work, "郑办", Role.OFFICE)
        for statement in (
            "UPDATE contracts SET payee_name = '别家' WHERE id = 1",
            SENT,
            "UPDATE payments SET amount = 1 WHERE id = 1",
            "UPDATE meetings SET approved = 1 WHERE id = 1",
        ):
            with work.connection.begin_nested() as savepoint:
                _does(work, statement)
                found = perform(work, office, ActName.ACCEPT, number)
                savepoint.rollback()
            work.session.expunge_all()
            assert isinstance(found, Refused)
            assert [reason.text for reason in found.reasons] == [refusals.ALTERED], statement
        assert not isinstance(perform(work, office, ActName.ACCEPT, number), Refused)
        work.finish()

    assert attack(tamper) == []


def test_lawful_acts_one_after_the_other_leave_no_mark(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        office = member(work, "郑办", Role.OFFICE)
        row = work.session.get_one(Application, 3)
        for _ in range(2):
            row.state_since = work.now.replace(microsecond=row.version)
            work.session.flush()
            row.amount += 1
            work.finish()
            row = work.session.get_one(Application, 3)
        unbind(work, office, 1)
        work.finish()
        erase_person(work, "wechat", "boss")
        erase_person(work, "wechat", "staff-1")
        erase_person(work, "web", "visitor-1")
        work.finish()

    assert attack(tamper) == []


def test_what_an_erased_person_wrote_can_be_sealed_anew(attack: Attack) -> None:
    def tamper(work: Work) -> None:
        erase_person(work, "wechat", "boss")
        work.finish()
        row = work.session.get_one(Application, 3)
        row.data = '{"a": 1}'
        work.finish()

    assert attack(tamper) == []


def test_words_changed_with_their_salt_destroyed_are_told_when_they_are_sealed_anew(attack: Attack) -> None:
    def unlawful(work: Work) -> None:
        work.connection.execute(update(Application).where(Application.id == 3).values(data="{}"))
        work.connection.execute(delete(AuditSalt).where(AuditSalt.subject != ""))
        work.session.get_one(Application, 3).data = '{"a": 1}'
        work.finish()

    assert _altered("拨付申请（库内序号 3）里申请人或者工作人员写的内容") in attack(unlawful)
