"""What lists of work are to say, told row by row from the rules that acts themselves are refused by."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from msgspec.structs import replace
from sqlalchemy import delete, select

from handlers.casework.allowed import allowed_acts, reasons_of
from handlers.casework.attempt import Attempt
from handlers.casework.standing import standing_of
from handlers.casework.state_words import STATE_WORDS
from handlers.casework.table import TABLE
from handlers.casework.waiting import BARS, is_for_another, waiting_rules
from handlers.identity.actors import Door, StaffMember
from handlers.identity.deputies import roles_today
from handlers.identity.who import staff_numbered
from store.monthly.kept import differing_months
from store.queries.lists.applications import Office
from store.queries.lists.paging import Paging
from store.queries.lists.waiting import WaitingFilter, WaitingKind, list_waiting
from store.queries.lists.waits import PERSONAL
from store.queries.stood import states_before, stood_in
from store.standings.deriving import derive_missing
from store.states import Role, State
from store.tables.applications import Application, ApplicationStanding, StandingFacts, StepRow
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


def check_waiting(work: Work, among: slice = slice(None)) -> None:
    """Every member's list has what they can do something to, and what nobody can lead on: administrators' all.

    `among` says which of the members are asked about.
    """
    found = work.all(select(Staff).where(Staff.active))
    there = [member for one in found if (member := staff_numbered(work, one.id))]
    members = [replace(member, door=Door.CONSOLE) for member in there]
    sent = work.all(select(Application))
    stuck = {one.id for one in sent if _is_stuck(work, one, members)}
    for member in members[among]:
        mine = {one.id for one in sent if _can_act(work, one, member)}
        sees_stuck = member.has(Role.ADMINISTRATOR)
        theirs = {one for one in stuck if sees_stuck or _holder(work, one) in member.roles}
        assert listed_for(work, member, sees_stuck=sees_stuck) == mine | theirs, member.name


_SHARE, _MOMENTS = 3, 5


def check_waiting_in_turn(work: Work, turn: int) -> None:
    """The same of a third of the members, in a unit of work that does nothing else: nothing is read twice."""
    work.remember()
    check_waiting(work, slice(turn % _SHARE, None, _SHARE))


def check_kept(work: Work) -> None:
    """What is kept of where applications stand, and by month, is what their rows say."""
    assert differing_months(work.connection) == []
    steps = work.all(select(StepRow).order_by(StepRow.id))
    for moment in (work.now + timedelta(seconds=1), *(one.at for one in steps[:: len(steps) // _MOMENTS + 1])):
        last = {one.application_id: one.to_state for one in steps if one.at < moment}
        assert states_before(work, moment) == Counter(last.values())
        for state in set(last.values()):
            stood = work.session.scalars(select(Application.id).where(stood_in(moment, (state,))))
            assert set(stood) == {one for one in last if last[one] == state}
    kept = _kept(work)
    work.connection.execute(delete(ApplicationStanding))
    derive_missing(work.connection)
    assert kept == _kept(work)
    assert len(kept) == len(work.all(select(Application)))


def _kept(work: Work) -> dict[int, tuple[str, datetime]]:
    query = select(ApplicationStanding.application_id, StandingFacts.facts, ApplicationStanding.since)
    found = work.connection.execute(query.join(StandingFacts, StandingFacts.id == ApplicationStanding.facts_id))
    return {application: (facts, since) for application, facts, since in found}


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
    row, contract = TABLE[words.step], work.get(Contract, application.contract_id)
    able = (member for member in members if words.holder in member.roles)
    attempts = (Attempt(work, one, row, contract, application, duties=TABLE.duties) for one in able)
    personal = [guard for guard in row.guards if guard in BARS and PERSONAL.issuperset(BARS[guard])]
    return all(reasons_of(one, personal) for one in attempts)
