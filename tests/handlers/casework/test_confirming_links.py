"""An account is a member's desk from the moment on that they confirm it at the console, and not before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from handlers.casework.perform import apply_row
from handlers.casework.staffing import issue_link_code, link_account
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor, Door, StaffMember
from handlers.identity.who import OPERATOR, staff_of
from handlers.messages import Channel, Person
from handlers.results import Done, Refused
from store.queries.accounts import has_acted_for, holder_of
from store.queries.people import links_of
from store.tables.people import StaffLink
from tests.handlers.casework.town import Town

ACCOUNT = Person(Channel.WECHAT, "oNEW")


def _linked(town: Town, member: StaffMember, account: Person = ACCOUNT) -> StaffLink:
    code = issue_link_code(town.work, OPERATOR, member.name)
    assert isinstance(code, str)
    assert isinstance(link_account(town.work, account, code), StaffMember)
    return next(one for one in links_of(town.work, member.id) if one.address == account.address)


def _does(town: Town, act: ActName, link: StaffLink, by: Actor) -> bool:
    return isinstance(apply_row(town.work, by, act, link.reference), Done)


def test_an_unconfirmed_account_is_nobody(town: Town) -> None:
    link = _linked(town, town.office)
    assert staff_of(town.work, ACCOUNT) is None
    assert _does(town, ActName.CONFIRM_LINK, link, town.office)
    found = staff_of(town.work, ACCOUNT)
    assert found is not None
    assert (found.id, found.door) == (town.office.id, Door.DESK)


def test_nobody_else_confirms_it(town: Town) -> None:
    link = _linked(town, town.office)
    others = (town.colleague, town.administrator, OPERATOR, town.boss)
    assert [_does(town, ActName.CONFIRM_LINK, link, by) for by in others] == [False] * 4


@pytest.mark.parametrize("door", [Door.DESK, Door.COMMAND, Door.TERMINAL])
def test_it_is_confirmed_at_the_console_alone(town: Town, door: Door) -> None:
    """What a phone or an account opened must not bring in another account."""
    link = _linked(town, town.office)
    assert not _does(town, ActName.CONFIRM_LINK, link, replace(town.office, door=door))


def test_the_account_before_works_on_until_the_new_one_is_confirmed(town: Town) -> None:
    old = Person(Channel.WECHAT, "oOLD")
    _does(town, ActName.CONFIRM_LINK, _linked(town, town.office, old), town.office)
    link = _linked(town, town.office)
    assert staff_of(town.work, old) is not None
    _does(town, ActName.CONFIRM_LINK, link, town.office)
    assert [staff_of(town.work, one) is None for one in (old, ACCOUNT)] == [True, False]


def test_what_a_stranger_sent_is_dropped_and_stays_the_strangers(town: Town) -> None:
    """Somebody else got hold of the code: once dropped, their account is as free as before."""
    link = _linked(town, town.office)
    assert not _does(town, ActName.DROP_LINK, link, town.colleague)
    assert _does(town, ActName.DROP_LINK, link, town.office)
    assert holder_of(town.work, "wechat", ACCOUNT.address) is None


def test_an_unconfirmed_account_separates_nobody_from_a_case(town: Town) -> None:
    """A firm's account must not keep a member from deciding by sending a code of theirs."""
    stranger = Person(Channel.WECHAT, "oFIRM")
    _linked(town, town.office, stranger)
    town.bound(town.contract.firm_id, stranger.address)
    assert not has_acted_for(town.work, town.office.id, town.contract.firm_id)


def test_an_account_that_was_bound_to_a_firm_meanwhile_is_not_confirmed(town: Town) -> None:
    link = _linked(town, town.office)
    town.bound(town.contract.firm_id, ACCOUNT.address)
    assert isinstance(apply_row(town.work, town.office, ActName.CONFIRM_LINK, link.reference), Refused)
    assert staff_of(town.work, ACCOUNT) is None


def test_a_link_that_was_set_to_confirmed_in_the_database_opens_nothing(town: Town) -> None:
    link = _linked(town, town.office)
    town.work.session.flush()
    town.work.connection.exec_driver_sql("UPDATE staff_links SET unconfirmed_since = NULL")
    town.work.session.expire(link)
    town.work.session.changed.clear()
    assert staff_of(town.work, ACCOUNT) is None
