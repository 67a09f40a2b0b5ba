"""Staff: who is on the list, in which roles, and who may change it."""

from __future__ import annotations

import pytest

from handlers.casework.arrangements import open_terminal
from handlers.casework.link_rows import LinkRefusal
from handlers.casework.staffing import add_staff, deactivate, give_roles, issue_link_code, link_account
from handlers.identity.who import OPERATOR, staff_member, staff_of
from handlers.messages import Channel, Person
from handlers.results import Done, Refused
from handlers.texts import people as texts
from store.database import Database
from store.states import Role
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import member
from tests.keys import KEYS

ACCOUNT = Person(Channel.WECHAT, "oSTAFF")


async def test_a_member_acts_by_the_roles_of_this_moment(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> list[frozenset[Role]]:
        before = member(work, "甲", Role.OFFICE)
        assert isinstance(give_roles(work, OPERATOR, "甲", frozenset({Role.PAYER})), Done)
        after = staff_member(work, " 甲 ")
        assert after is not None
        assert after.id == before.id
        return [before.roles, after.roles]

    assert await database.write(act, clock()) == [frozenset({Role.OFFICE}), frozenset({Role.PAYER})]


async def test_whoever_left_is_nobody_until_they_come_back(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> list[object]:
        open_terminal(work, OPERATOR)  # or the link would wait to be confirmed
        before = member(work, "甲", Role.OFFICE)
        code = issue_link_code(work, OPERATOR, "甲")
        assert isinstance(code, str)
        assert link_account(work, ACCOUNT, code) == staff_member(work, "甲")
        late = issue_link_code(work, OPERATOR, "甲")
        assert isinstance(late, str)
        deactivate(work, OPERATOR, "甲")
        gone = [
            staff_member(work, "甲"),
            staff_of(work, ACCOUNT),
            staff_of(work, Person(Channel.CONSOLE, "甲")),
            None if link_account(work, ACCOUNT, late) is LinkRefusal.NOT_GOOD else late,
        ]
        assert isinstance(add_staff(work, OPERATOR, "甲", frozenset({Role.OFFICE})), Done)
        again = staff_member(work, "甲")
        assert again is not None
        assert again.id == before.id
        return [*gone, staff_of(work, ACCOUNT)]

    assert await database.write(act, clock()) == [None] * 5


async def test_an_account_stays_the_first_members(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> list[str]:
        open_terminal(work, OPERATOR)
        found = []
        for name in ("甲", "乙"):
            member(work, name, Role.OFFICE)
            code = issue_link_code(work, OPERATOR, name)
            assert isinstance(code, str)
            link_account(work, ACCOUNT, code)
            linked = staff_of(work, ACCOUNT)
            assert linked is not None
            found.append(linked.name)
        return found

    assert await database.write(act, clock()) == ["甲", "甲"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
async def test_only_the_administrator_changes_the_list(sqlite_url: str, clock: FrozenClock, role: Role) -> None:
    database = Database.open(sqlite_url, KEYS)

    def act(work: Work) -> list[object]:
        actor = member(work, "甲", role)
        return [
            add_staff(work, actor, "乙", frozenset({Role.OFFICE})),
            give_roles(work, actor, "甲", frozenset({Role.PAYER})),
            deactivate(work, actor, "甲"),
            issue_link_code(work, actor, "甲"),
        ]

    results = await database.write(act, clock())
    await database.close()
    for result in results:
        assert isinstance(result, Refused)
        assert [reason.text for reason in result.reasons] == [texts.NOT_ALLOWED]


async def test_an_administrator_changes_the_list(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> object:
        return add_staff(work, member(work, "管", Role.ADMINISTRATOR), "乙", frozenset({Role.OFFICE}))

    assert isinstance(await database.write(act, clock()), Done)


@pytest.mark.parametrize("name", ["", " ", "甲 乙", "甲\n乙", "长" * 65, "甲\u202e乙"])
async def test_names_that_cannot_be_told_apart_are_refused(sqlite_url: str, clock: FrozenClock, name: str) -> None:
    database = Database.open(sqlite_url, KEYS)
    result = await database.write(lambda work: add_staff(work, OPERATOR, name, frozenset({Role.OFFICE})), clock())
    await database.close()
    assert isinstance(result, Refused)
    assert [reason.text for reason in result.reasons] == [texts.BAD_NAME]
