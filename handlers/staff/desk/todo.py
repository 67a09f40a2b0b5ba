"""What waits for a member at the desk: pages of the same list that the console has, decided by the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from handlers.casework.transitions import ActName, Subject
from handlers.staff.actions.targets import Target, application_target, case_target, contract_target
from handlers.staff.desk.visit import Visit
from handlers.staff.lists.present import present
from handlers.staff.lists.todo import Waiting, kinds_for, waiting_for, waits_of
from store.queries.desk import applications_without
from store.queries.lists.paging import Paging
from store.queries.lists.waiting import WaitingFilter, WaitingKind, list_waiting
from store.states import Role, State

KINDS = (WaitingKind.APPLICATION, WaitingKind.CONTRACT, WaitingKind.CASE)
"""What has a card at the desk."""


def todo(
    visit: Visit, asked: Paging, *, kinds: Collection[WaitingKind] = KINDS, states: Collection[str] = ()
) -> Waiting:
    """A page of what waits for the member, that which waits longest first."""
    now = present(visit.work, visit.catalogue.table)
    wanted = WaitingFilter(
        member=visit.member.id,
        roles=visit.member.roles,
        kinds=[kind for kind in kinds_for(visit.catalogue.table, visit.member) if kind in kinds],
        today=now.today,
        states=states,
    )
    return waiting_for(visit.work, wanted, now, asked)


def waiting_elsewhere(visit: Visit, at_desk: int) -> int:
    """How many more things wait for the member, at the console alone."""
    now = present(visit.work, visit.catalogue.table)
    every = list_waiting(visit.work, waits_of(visit.work, visit.member, now), now.office, Paging(1, 1))
    return every.total - at_desk


def opinions_open(visit: Visit, most: int) -> list[str]:
    """The numbers of applications on which the bureau may still give its opinion; nothing waits for it."""
    if not visit.member.has(Role.BUREAU):
        return []
    found = applications_without(visit.work, (State.ACCEPTED, State.REPORTED), ActName.OPINION.value, most)
    return [one.number for one in found]


def targets_for(visit: Visit, acts: Collection[str], most: int) -> Iterator[Target]:
    """What waits and stands where one of the acts begins, the oldest first."""
    rows = [row for row in visit.catalogue.table if row.act in acts]
    states = {str(state) for row in rows if row.on is Subject.APPLICATION for state in row.from_states}
    kinds = {WaitingKind(row.on.value) for row in rows if row.on.value in {kind.value for kind in KINDS}}
    return targets_of(visit, todo(visit, Paging(1, most), kinds=kinds, states=states)) if kinds else iter(())


def targets_of(visit: Visit, waiting: Waiting) -> Iterator[Target]:
    """The rows of a page as what acts are done to."""
    for row in waiting.page.rows:
        match row.kind:
            case WaitingKind.APPLICATION:
                yield application_target(visit.work, waiting.applications[row.id].application)
            case WaitingKind.CONTRACT:
                yield contract_target(waiting.contracts[row.id].contract)
            case WaitingKind.CASE:
                yield case_target(visit.work, waiting.cases[row.id].case)
            case _:  # what is done at the console alone
                continue
