"""Codes are hashed slowly, tries are forgotten after a day, some roles stand alone, an end leaves no address."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.casework.bindings import leave_firm, note_wrong_code
from handlers.casework.staffing import add_staff
from handlers.identity.actors import Contractor
from handlers.identity.codes import BIND_LIVES, issue
from handlers.identity.who import OPERATOR
from handlers.messages import Channel, Person
from handlers.results import Refused
from handlers.talk.masking import MASK, mask_personal
from handlers.texts import people as texts
from store.audit.entries import digest, is_digest_of
from store.database import Database
from store.retention.erasing import erase_person
from store.states import Purpose, Role
from store.tables.notices import StaffNotice
from store.tables.people import Binding, Firm, OneTimeCode
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import CREDIT_CODES
from tests.keys import KEYS

PERSON = Person(Channel.WECHAT, "oTRIES")


async def test_people_and_codes_are_held_to_the_rules(sqlite_url: str, clock: FrozenClock) -> None:
    database = Database.open(sqlite_url, KEYS)

    def act(work: Work) -> None:
        code = issue(work, Purpose.BIND, 1, BIND_LIVES, by=None)
        row = work.all(select(OneTimeCode))[0]
        # Stored: codes handed out before an update are good after it.
        assert row.code_hash == hashlib.pbkdf2_hmac("sha256", code.encode(), b"bind", 50_000)
        assert [note_wrong_code(work, PERSON) for _ in range(3)] == [4, 3, 2]
        work.now += timedelta(days=1, seconds=1)
        assert note_wrong_code(work, PERSON) == 4
        for role in (Role.ADMINISTRATOR, Role.AUDITOR):
            refused = add_staff(work, OPERATOR, "甲", frozenset({role, Role.OFFICE}))
            assert isinstance(refused, Refused)
            assert [reason.text for reason in refused.reasons] == [texts.ALONE]
        firm = work.add(Firm(name="甲公司", credit_code=CREDIT_CODES[0], created_at=work.now))
        bound = work.add(Binding(firm_id=firm.id, channel="wechat", address="oTRIES", bound_at=work.now))
        leave_firm(work, Contractor(bound.id, firm.id, PERSON))
        assert (bound.address, bound.ended_at) == ("", work.now)

    await database.write(act, clock())
    await database.close()


async def test_staff_are_told_of_wrong_codes_once_however_many_try(sqlite_url: str, clock: FrozenClock) -> None:
    database = Database.open(sqlite_url, KEYS)

    def act(work: Work) -> None:
        for visitor in range(20):
            for _ in range(5):
                note_wrong_code(work, Person(Channel.WEB, f"v{visitor}"))
        assert len(work.all(select(StaffNotice))) == 2  # to each unit one
        work.now += timedelta(minutes=11)
        for _ in range(5):
            note_wrong_code(work, PERSON)
        assert len(work.all(select(StaffNotice))) == 4

    await database.write(act, clock())
    await database.close()


@pytest.mark.parametrize(
    "number",
    [
        "110105 19491231 002X",
        "6222 0000 1111 2222",
        "6222-0000-1111-2222-333",
        "138-1234-5678",
        "+86 138 1234 5678",
        "0357-7821234",
        "91141026MA0CEH01X1",
    ],
)
def test_a_number_is_masked_whole(number: str) -> None:
    assert mask_personal(f"我的是{number}，谢谢") == f"我的是{MASK}，谢谢"


async def test_erasure_reaches_bindings_that_ended_long_ago_and_their_salts(
    sqlite_url: str, clock: FrozenClock
) -> None:
    database = Database.open(sqlite_url, KEYS)

    def act(work: Work) -> None:
        firm = work.add(Firm(name="甲公司", credit_code=CREDIT_CODES[0], created_at=work.now))
        ended = work.now - timedelta(days=9)
        row = Binding(firm_id=firm.id, channel="wechat", address="oTRIES", bound_at=ended, ended_at=ended)
        bound = work.add(row)
        content = digest(work, "她的话", of=f"binding:{bound.id}")
        erase_person(work, "wechat", "oTRIES")
        assert (bound.address, bound.ended_at) == ("", ended)
        assert is_digest_of(work, content, "她的话") is None

    await database.write(act, clock())
    await database.close()
