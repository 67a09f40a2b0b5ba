"""A member of staff on a page: roles, accounts, and what an administrator may do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.casework.transitions import Subject
from handlers.identity.roles import roles_of
from handlers.identity.who import read_name
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import target_of
from handlers.texts import binding, people
from store.queries.people import links_of, staff_named


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A linked account, by its channel alone."""

    channel: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MemberView:
    """`acts` are those that the member who looks may do to this one."""

    name: str
    roles: str
    is_active: bool
    since: datetime
    links: tuple[LinkLine, ...]
    acts: tuple[Action, ...]


def member_view(acting: Acting, catalogue: Catalogue, name: str) -> MemberView | None:
    """The member of this name; None where nobody has or had it."""
    work = acting.work
    row = staff_named(work, read_name(name))
    if row is None:
        return None
    target = target_of(work, Subject.MEMBER, row.name)
    offered = catalogue.offered(work, acting.member, target) if target else []
    links = (LinkLine(binding.CHANNELS[link.channel], link.linked_at) for link in links_of(work, row.id))
    return MemberView(
        name=row.name,
        roles=people.roles(roles=roles_of(row)),
        is_active=row.active,
        since=row.created_at,
        links=tuple(links),
        acts=tuple(offered),
    )
