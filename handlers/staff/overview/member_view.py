"""A member of staff on a page: roles, accounts, and what an administrator may do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from handlers.casework.transitions import Subject
from handlers.dates import local_day
from handlers.identity.roles import roles_of
from handlers.identity.who import read_name
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import target_of
from handlers.texts import binding, people
from store.queries.credentials import credential_of, open_reset_of
from store.queries.deputies import deputies_from
from store.queries.people import links_of, staff_named
from store.states import Role
from store.tables.people import Staff


class LinkLine(Struct, frozen=True):
    """A linked account, by its channel alone."""

    channel: str
    at: datetime
    is_confirmed: bool


class MemberView(Struct, frozen=True):
    """`acts` are those that the member who looks may do to this one.

    `has_no_login`: an administrator looks, and the member, who is at work, has set up nothing to sign in with.
    """

    name: str
    roles: str
    is_active: bool
    since: datetime
    links: tuple[LinkLine, ...]
    acts: tuple[Action, ...]
    deputies: tuple[DeputyLine, ...]
    reset: ResetLine | None
    has_no_login: bool


class DeputyLine(Struct, frozen=True):
    """Who stands in for the member, today or later; `end` ends it, where whoever looks may do that."""

    number: str
    name: str
    first_day: date
    last_day: date
    paper: str
    end: Action | None


class ResetLine(Struct, frozen=True):
    """A reset of what the member signs in with; `confirm` is the second administrator's."""

    number: str
    by: str
    at: datetime
    confirm: Action | None


def member_view(acting: Acting, catalogue: Catalogue, name: str) -> MemberView | None:
    """The member of this name; None where nobody has or had it."""
    work = acting.work
    row = staff_named(work, read_name(name))
    if row is None:
        return None
    target = target_of(work, Subject.MEMBER, row.name)
    offered = catalogue.offered(work, acting.member, target) if target else []
    links = (
        LinkLine(binding.CHANNELS[link.channel], link.linked_at, link.unconfirmed_since is None)
        for link in links_of(work, row.id)
    )
    return MemberView(
        name=row.name,
        roles=people.roles(roles=roles_of(row)),
        is_active=row.active,
        since=row.created_at,
        links=tuple(links),
        acts=tuple(offered),
        deputies=tuple(_deputies(acting, catalogue, row)),
        reset=_reset(acting, catalogue, row),
        has_no_login=_has_no_login(acting, row),
    )


def _deputies(acting: Acting, catalogue: Catalogue, member: Staff) -> Iterator[DeputyLine]:
    work = acting.work
    for row in deputies_from(work, local_day(work.now)):
        deputy = work.get(Staff, row.deputy_id) if row.staff_id == member.id else None
        if deputy is not None:
            number = str(row.id)
            end = _offered(acting, catalogue, Subject.DEPUTY, number)
            yield DeputyLine(number, deputy.name, row.first_day, row.last_day, row.paper, end)


def _has_no_login(acting: Acting, member: Staff) -> bool:
    may_help = acting.member.has(Role.ADMINISTRATOR) and member.active
    return may_help and credential_of(acting.work, member.id) is None


def _reset(acting: Acting, catalogue: Catalogue, member: Staff) -> ResetLine | None:
    """Nobody is told of one who has no part in it."""
    row = open_reset_of(acting.work, member.id) if acting.member.has(Role.ADMINISTRATOR) else None
    by = acting.work.get(Staff, row.asked_by) if row is not None else None
    if row is None or by is None:
        return None
    confirm = _offered(acting, catalogue, Subject.RESET, str(row.id))
    return ResetLine(str(row.id), by.name, row.asked_at, confirm)


def _offered(acting: Acting, catalogue: Catalogue, subject: Subject, number: str) -> Action | None:
    target = target_of(acting.work, subject, number)
    return next(iter(catalogue.offered(acting.work, acting.member, target)), None) if target else None
