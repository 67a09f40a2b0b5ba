"""What lists of work are to say, told row by row from the rules that acts themselves are refused by."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from handlers.casework.allowed import allowed_acts, reasons_of
from handlers.casework.attempt import Attempt
from handlers.casework.standing import standing_of
from handlers.casework.state_words import STATE_WORDS
from handlers.casework.table import ROWS, TABLE
from handlers.casework.waiting import BARS, is_for_another, waiting_rules
from handlers.identity.actors import Door, StaffMember
from handlers.identity.deputies import roles_today
from handlers.identity.who import staff_numbered
from store.queries.lists.applications import Office
from store.queries.lists.paging import Paging
from store.queries.lists.waiting import WaitingFilter, WaitingKind, list_waiting
from store.queries.lists.waits import PERSONAL
from store.states import Role, State
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.tables.people import Staff
from store.work import Work
from tests.handlers.casework.town import TODAY

RULES = waiting_rules(TABLE)


def office_of(work: Work) -> Office:
    """Who is there, and the rules."""
    acting = roles_today(work, work.all(select(Staff)))
    return Office(rules=RULES, able={role: [one for one in acting if role in acting[one]] for role in Role})


def listed_for(work: Work, member: StaffMember, *, sees_stuck: bool = False) -> set[int]:
    """The applications that the list of work has for the member."""
    wanted = WaitingFilter(
        member=member.id,
        roles=member.roles,
        kinds=(WaitingKind.APPLICATION,),
        today=TODAY,
        sees_stuck=sees_stuck,
    )
    page = list_waiting(work, wanted, office_of(work), Paging(1, 200))
    assert page.total == len(page.rows)
    return {row.id for row in page.rows}


def check_waiting(work: Work) -> None:
    """Every member's list has what they can do something to, and what nobody can lead on."""
    found = work.all(select(Staff).where(Staff.active))
    there = [member for one in found if (member := staff_numbered(work, one.id))]
    members = [replace(member, door=Door.CONSOLE) for member in there]
    sent = work.all(select(Application))
    stuck = {one.id for one in sent if _is_stuck(work, one, members)}
    for member in members:
        mine = {one.id for one in sent if _can_act(work, one, member)}
        theirs = {one for one in stuck if _holder(work, one) in member.roles}
        assert listed_for(work, member) == mine | theirs, member.name
        assert listed_for(work, member, sees_stuck=True) == mine | stuck, member.name


def check_waiting_once(work: Work) -> None:
    """The same in a unit of work that does nothing else: what the rules ask again is not read again."""
    work.remember()
    check_waiting(work)


def _holder(work: Work, number: int) -> Role | None:
    application = work.get(Application, number)
    assert application is not None
    return standing_of(work, application).holder


def _can_act(work: Work, application: Application, member: StaffMember) -> bool:
    words = standing_of(work, application)
    is_plain = words == STATE_WORDS[State(application.state)]
    rows = [row for row in allowed_acts(work, member, application) if row.waits]
    helps = is_plain and any(is_for_another(row) for row in rows)
    return helps or (words.holder in member.roles and any(words.holder in row.roles for row in rows))


def _is_stuck(work: Work, application: Application, members: list[StaffMember]) -> bool:
    words = standing_of(work, application)
    if words.holder is None or words.step is None:
        return False
    row, contract = ROWS[words.step], work.get(Contract, application.contract_id)
    able = (member for member in members if words.holder in member.roles)
    attempts = (Attempt(work, one, row, contract, application, duties=TABLE.duties) for one in able)
    personal = [guard for guard in row.guards if guard in BARS and PERSONAL.issuperset(BARS[guard])]
    return all(reasons_of(one, personal) for one in attempts)
