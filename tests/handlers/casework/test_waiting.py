"""Lists of work decided in SQL say what the rules of the acts say, of every member and in every standing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from handlers.casework import application_guards as guards
from handlers.casework.announcing import AT_ONCE
from handlers.casework.arrangements import set_arrangement
from handlers.casework.contracts import amend
from handlers.casework.deputy_rows import DeputeFields
from handlers.casework.opening_rows import OpeningFields
from handlers.casework.staffing import deactivate, give_roles
from handlers.casework.standing import standing_of
from handlers.casework.state_words import STANDINGS
from handlers.casework.table import TABLE, ActName, Subject
from handlers.casework.waiting import BARS, DECIDED_BY_STANDING
from handlers.identity.who import OPERATOR, staff_member
from handlers.messages import Channel
from handlers.values.contract_terms import NewAmendment
from store.database import Database
from store.standings.rule import Standing
from store.states import AmendmentKind, Kind, Role, State
from store.tables.people import StaffLink
from tests.clocks import FrozenClock
from tests.handlers.casework import given
from tests.handlers.casework.doing import perform
from tests.handlers.casework.settled import SettledCopy
from tests.handlers.casework.town import TODAY, YUAN, Town, done
from tests.handlers.casework.waiting import check_kept, check_waiting, listed_for
from tests.keys import KEYS


@pytest.mark.rotated("many examples", 2)
async def test_in_a_crowd_near_every_edge_lists_and_rules_agree(settled_copy: SettledCopy) -> None:
    database = Database.open(settled_copy.url, KEYS)
    try:
        await database.read(check_waiting, FrozenClock().now)
        await database.write(check_kept, FrozenClock().now)
    finally:
        await database.close()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED, State.TABLED, State.APPROVED, State.PAID])
def test_on_the_way_lists_and_rules_agree(town: Town, state: State) -> None:
    town.brought_to(state)
    check_waiting(town.work)


def _without_minutes(town: Town) -> str:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting())
    return number


def _conditional(town: Town) -> str:
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE_IN_PRINCIPLE, number, given.in_principle(500_000))
    town.does(ActName.MINUTES, number, given.minutes())
    return number


def _told_at_once(town: Town) -> str:
    done(set_arrangement(town.work, town.office, AT_ONCE, "是"))
    return _without_minutes(town)


def _postponed(town: Town) -> str:
    number = town.brought_to(State.TABLED)
    town.does(ActName.POSTPONE, number, given.meeting())
    return number


def _refused(town: Town) -> str:
    number = town.brought_to(State.TABLED)
    town.does(ActName.REJECT, number, given.meeting())
    return number


def _lapsed(town: Town) -> str:
    number = _conditional(town)
    town.does(ActName.LAPSE, number, given.lapse())
    return number


def _ended(town: Town) -> str:
    number = town.brought_to(State.APPROVED)
    _amend(town, AmendmentKind.END)
    return number


def _past_the_ratio(town: Town) -> str:
    number = town.brought_to(State.APPROVED)
    _amend(town, AmendmentKind.RATIO, ratio=1000)
    town.does(ActName.PAY, number, town.payment(200_000))
    return number


def _prepaid_before(town: Town) -> str:
    fields = OpeningFields(
        kind=Kind.PREPAYMENT, amount=400_000 * YUAN, voucher="OLD-1", paid_on=TODAY, document="拨款凭证"
    )
    town.does(ActName.OPENING, town.contract.number, fields, by=town.bureau)
    number = town.brought_to(State.APPROVED, yuan=200_000)
    _amend(town, AmendmentKind.RATIO, ratio=2000)
    return number


def _past_the_contract(town: Town) -> str:
    number = _midterm(town)
    _amend(town, AmendmentKind.AMOUNT, amount=200_000 * YUAN)
    return number


def _reduced(town: Town) -> str:
    number = _midterm(town)
    _fail(town)
    town.does(ActName.DISPOSE, town.contract.number, given.disposal("reduce", reduced_to=200_000 * YUAN))
    return number


def _revoked(town: Town) -> str:
    number = _midterm(town)
    _fail(town)
    town.does(ActName.DISPOSE, town.contract.number, given.disposal("revoke", reduced_to=None))
    return number


def _returned_on_an_ended_contract(town: Town) -> str:
    number = town.submitted()
    town.does(ActName.RETURN, number, given.lacking())
    _amend(town, AmendmentKind.END)
    return number


def _archived_short(town: Town) -> str:
    number = _ended(town)
    town.does(ActName.ARCHIVE, number)
    return number


def _midterm(town: Town) -> str:
    town.does(ActName.EVALUATE, town.contract.number, given.evaluation("qualified"))
    found = town.brought_to(State.APPROVED, Kind.MIDTERM, 500_000)
    town.does(ActName.PAY, found, town.payment(200_000, "V-1"))
    return found


def _fail(town: Town) -> None:
    fields = given.evaluation("unqualified", evaluated_on=date(2026, 7, 1))
    town.does(ActName.EVALUATE, town.contract.number, fields)


def _amend(town: Town, kind: AmendmentKind, **changes: object) -> None:
    new = NewAmendment.model_validate({"kind": kind, "document": "补充协议", "effective_on": TODAY} | changes)
    done(amend(town.work, town.bureau, town.contract.number, new))


@pytest.mark.sampled(4)
@pytest.mark.parametrize(
    ("made", "standing"),
    [
        (_told_at_once, Standing.WITHOUT_MINUTES),
        (_without_minutes, Standing.APPROVED_WITHHELD),
        (_postponed, Standing.POSTPONED_WITHHELD),
        (_refused, Standing.REJECTED_WITHHELD),
        (_conditional, Standing.WITH_CONDITION),
        (_lapsed, Standing.NOTHING_TO_PAY),
        (_ended, Standing.NOTHING_TO_PAY),
        (_past_the_ratio, Standing.NOTHING_TO_PAY),
        (_prepaid_before, Standing.NOTHING_TO_PAY),
        (_past_the_contract, Standing.NOTHING_TO_PAY),
        (_reduced, Standing.NOTHING_TO_PAY),
        (_revoked, Standing.NOTHING_TO_PAY),
        (_returned_on_an_ended_contract, Standing.NOTHING_TO_RESUBMIT),
        (_archived_short, Standing.NOT_ALL_PAID),
    ],
)
def test_what_decides_beside_the_state_decides_for_lists_too(
    town: Town, made: Callable[[Town], str], standing: Standing
) -> None:
    number = made(town)
    assert standing_of(town.work, town.application(number)) is STANDINGS[standing]
    check_waiting(town.work)


def test_what_nobody_can_lead_on_is_on_the_unit_s_list_and_the_administrator_s(town: Town) -> None:
    """The only payer recorded the approval."""
    both = town.member_of(Role.OFFICE, Role.PAYER)
    number = town.brought_to(State.TABLED)
    town.does(ActName.AGREE, number, given.meeting(), by=both)
    town.does(ActName.MINUTES, number, given.minutes(), by=both)
    one = {town.application(number).id}
    assert listed_for(town.work, town.payer) == one
    assert listed_for(town.work, both) == set()
    assert listed_for(town.work, town.administrator, sees_stuck=True) == set()
    deactivate(town.work, OPERATOR, "赵拨")
    assert listed_for(town.work, both) == one
    assert listed_for(town.work, town.administrator, sees_stuck=True) == one
    check_waiting(town.work)


def test_without_a_member_of_the_role_nobody_can_lead_on(town: Town) -> None:
    number = town.brought_to(State.PAID)
    give_roles(town.work, OPERATOR, "王工", frozenset({Role.SUPERVISOR}))
    assert listed_for(town.work, town.administrator, sees_stuck=True) == {town.application(number).id}
    check_waiting(town.work)


def test_a_deputy_has_what_waits_for_whom_they_stand_in_for(town: Town) -> None:
    number = town.brought_to(State.APPROVED)
    fields = DeputeFields.model_validate(
        {"deputy": town.colleague.name, "first_day": TODAY, "last_day": TODAY, "paper": "安乡e办〔2026〕3号"}
    )
    done(perform(town.work, town.administrator, ActName.DEPUTE, town.payer.name, fields))
    deputy = staff_member(town.work, town.colleague.name)
    assert deputy is not None
    assert listed_for(town.work, deputy) == {town.application(number).id}
    give_roles(town.work, OPERATOR, "王工", frozenset({Role.SUPERVISOR}))
    check_waiting(town.work)


def test_whose_own_account_sent_it_does_not_accept_it(town: Town) -> None:
    deactivate(town.work, OPERATOR, "李办")
    town.work.add(
        StaffLink(channel=Channel.WECHAT.value, address="boss", staff_id=town.office.id, linked_at=town.work.now)
    )
    number = town.submitted()
    assert listed_for(town.work, town.administrator, sees_stuck=True) == {town.application(number).id}
    check_waiting(town.work)


def test_a_link_that_its_member_never_confirmed_keeps_them_from_nothing(town: Town) -> None:
    """Somebody of the firm who got hold of the code could otherwise have its cases called stuck."""
    deactivate(town.work, OPERATOR, "李办")
    link = StaffLink(channel="wechat", address="boss", staff_id=town.office.id, linked_at=town.work.now)
    link.unconfirmed_since = town.work.now
    town.work.add(link)
    town.submitted()
    assert not listed_for(town.work, town.administrator, sees_stuck=True)
    check_waiting(town.work)


def test_while_the_contract_is_paused_no_payment_waits(town: Town) -> None:
    town.brought_to(State.APPROVED)
    _amend(town, AmendmentKind.PAUSE)
    assert listed_for(town.work, town.payer) == set()
    check_waiting(town.work)


def test_every_guard_that_hides_an_act_is_known_to_lists() -> None:
    known = {*BARS, *DECIDED_BY_STANDING, guards.in_use}
    for row in TABLE:
        if row.on is Subject.APPLICATION and row.waits and row.roles:
            assert {guard for guard in row.guards if guard.hides} <= known, row.act


def test_every_standing_with_a_holder_has_a_step_of_theirs() -> None:
    for standing, words in STANDINGS.items():
        assert (words.holder is None) == (words.step is None), standing
        if words.holder and words.step:
            assert words.holder in TABLE[words.step].roles
            assert TABLE[words.step].waits
