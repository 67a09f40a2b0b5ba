"""What waits for a member: cases where their role can act, the oldest first. Data, in no channel's terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

from handlers.casework.standing import standing_of
from handlers.casework.transitions import ActName
from handlers.identity.actors import StaffMember
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target, application_target, case_target, contract_target
from store.queries.applications import steps_of
from store.queries.desk import contracts_in, contracts_with_unchecked_payee, every_application_in, open_cases
from store.states import ContractState, Role, State
from store.work import Work


class AtWork(Protocol):
    """Somebody for whom something can wait: a visit, as far as a list of work needs it."""

    @property
    def work(self) -> Work:
        """The unit of work."""

    @property
    def member(self) -> StaffMember:
        """Who is there."""

    @property
    def catalogue(self) -> Catalogue:
        """What there is to do."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case on the list, and what can be done to it."""

    target: Target
    actions: tuple[Action, ...]


def waiting_for(visit: AtWork, most: int, *, after: int = 0) -> list[Waiting]:
    """What waits for the member, as much as is asked for: each costs the rules of all its acts."""
    found = chain(_applications(visit), _contracts(visit), _cases(visit))
    return list(islice(found, after, after + most))


def opinions_open(work: Work, member: StaffMember, most: int) -> list[Target]:
    """Applications on which the bureau may still give its opinion; nothing waits for it."""
    if not member.has(Role.BUREAU):
        return []
    found = every_application_in(work, [State.ACCEPTED, State.REPORTED])
    without = (one for one in found if not any(step.act == ActName.OPINION for step in steps_of(work, one.id)))
    return [application_target(work, one) for one in islice(without, most)]


def _applications(visit: AtWork) -> Iterator[Waiting]:
    work, member = visit.work, visit.member
    for application in every_application_in(work, _states_of(visit)):
        holder = standing_of(work, application).holder
        if holder is None or not member.has(holder):
            continue
        target = application_target(work, application)
        actions = tuple(
            action for action in visit.catalogue.at_desk(visit.work, visit.member, target) if action.waits
        )
        if actions:
            yield Waiting(target, actions)


def _states_of(visit: AtWork) -> list[State]:
    rows = (row for row in visit.catalogue.table if row.waits and visit.member.has(*row.roles))
    return sorted({state for row in rows for state in row.from_states if isinstance(state, State)})


def _contracts(visit: AtWork) -> Iterator[Waiting]:
    work, member = visit.work, visit.member
    if not member.has(Role.BUREAU):
        return
    seen = set[int]()
    for contract, _ in contracts_with_unchecked_payee(work):
        seen.add(contract.id)
        yield from _if_any(visit, contract_target(contract))
    for contract in contracts_in(work, ContractState.ENTERED):
        if contract.id in seen:
            continue
        yield from _if_any(visit, contract_target(contract))


def _if_any(visit: AtWork, target: Target) -> Iterator[Waiting]:
    actions = tuple(action for action in visit.catalogue.at_desk(visit.work, visit.member, target) if action.waits)
    if actions:
        yield Waiting(target, actions)


def _cases(visit: AtWork) -> Iterator[Waiting]:
    work, member = visit.work, visit.member
    if member.has(Role.OFFICE, Role.BUREAU):
        for case in open_cases(work):
            target = case_target(work, case)
            yield Waiting(target, tuple(visit.catalogue.at_desk(visit.work, visit.member, target)))
