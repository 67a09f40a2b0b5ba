"""Who stands in for whom today (代理/AB角), and with which roles: never more than who is represented has."""

from __future__ import annotations

from collections.abc import Collection

from handlers.dates import local_day
from handlers.identity.actors import StandIn
from handlers.identity.roles import are_compatible, roles_of
from store.audit.vouching import is_intact
from store.queries.deputies import deputies_from, deputised
from store.states import Role
from store.tables.deputies import Deputy
from store.tables.people import Staff
from store.work import Work

_KNOWN = "deputies"


def stand_ins(work: Work, deputy: Staff, own: frozenset[Role]) -> tuple[StandIn, ...]:
    """Whom the member represents today. Asked for with every act, so found once a unit of work."""
    known: dict[int, tuple[StandIn, ...]] = work.session.info.setdefault(_KNOWN, {})
    if deputy.id not in known:
        known[deputy.id] = tuple(_found(work, deputy, own))
    return known[deputy.id]


def roles_today(work: Work, staff: Collection[Staff]) -> dict[int, frozenset[Role]]:
    """The roles that each of these members can act in today, by id, as the register says; acts look closer."""
    there, today = {one.id: one for one in staff if one.active}, local_day(work.now)
    found = {number: roles_of(one) for number, one in there.items()}
    for row in sorted(deputies_from(work, today), key=lambda row: row.id):
        if row.first_day <= today and row.deputy_id in there and row.staff_id in there:
            together = found[row.deputy_id] | roles_of(there[row.staff_id])
            if are_compatible(together):
                found[row.deputy_id] = together
    return found


def forget_stand_ins(work: Work) -> None:
    """Look again: somebody was made a deputy, is one no more, or has other roles."""
    work.session.info.pop(_KNOWN, None)


def _found(work: Work, deputy: Staff, own: frozenset[Role]) -> list[StandIn]:
    found = []
    together = own
    for row, represented, roles in _rows(work, deputy):
        if are_compatible(together | roles):
            together |= roles
            found.append(StandIn(represented.id, represented.name, roles, row.last_day, row.paper))
    return found


def _rows(work: Work, deputy: Staff) -> list[tuple[Deputy, Staff, frozenset[Role]]]:
    from_today = deputised(work, deputy.id, local_day(work.now))
    rows = [(row, represented) for row, represented in from_today if is_intact(work, row)]
    return [(row, one, roles_of(one)) for row, one in rows if one.active and is_intact(work, one)]
