"""Who somebody is: members of staff and people bound to a firm, as the database has them at this moment."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from enum import StrEnum, auto

from handlers.identity.actors import Actor, Contractor, Door, StaffMember, System
from handlers.identity.codes import LINK_LIVES, issue, redeem
from handlers.messages import Person
from handlers.results import Done, Reason, Refused, Result, Source
from handlers.texts import people as texts
from handlers.values.names import deceives
from store.audit.entries import Facts, append
from store.audit.vouching import is_intact
from store.queries.accounts import holder_of, remember_link, unlink
from store.queries.bindings import binding_of
from store.queries.people import links_of, lock_register, staff_named
from store.states import Purpose, Role
from store.tables.people import Staff, StaffLink
from store.work import Work

OPERATOR = System("operator")
"""Whoever runs commands on the machine itself."""

_CHAIN = "staff"
_NOBODY = System("nobody")
"""Whoever sent a code that was not for them."""

_LONGEST_NAME = 64
_ALONE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class LinkRefusal(StrEnum):
    """Why an account was not linked to a member."""

    NOT_GOOD = auto()  # the code is wrong, used or too old: never told apart
    PUBLIC = auto()  # sent where no account is anybody's, or others read along
    ANOTHERS = auto()  # the account is, or was, another member's


def staff_member(work: Work, name: str) -> StaffMember | None:
    """The active member of this name."""
    return _member(work, staff_named(work, _read_name(name)))


def staff_of(work: Work, person: Person) -> StaffMember | None:
    """The active member who is writing: at the console by name, elsewhere by the account linked to them."""
    if person.traits.is_office_door:
        return _at(staff_member(work, person.address), Door.CONSOLE)
    if not person.traits.proves_accounts:
        return None
    link = work.get(StaffLink, (person.channel.value, person.address))
    if link is None or not is_intact(work, link):
        return None
    return _at(_member(work, work.get(Staff, link.staff_id)), Door.DESK)


def contractor(work: Work, person: Person) -> Contractor | None:
    """The person as who acts for a firm now; None for everybody else."""
    found = binding_of(work, person.channel.value, person.address)
    return Contractor(found.id, found.firm_id, person) if found and is_intact(work, found) else None


def roles_of(row: Staff) -> frozenset[Role]:
    """The roles that a member's row names."""
    return frozenset(map(Role, json.loads(row.roles)))


def add_staff(work: Work, actor: Actor, name: str, roles: frozenset[Role]) -> Result:
    """Enter a member; somebody who had left comes back with these roles."""
    lock_register(work, _CHAIN)
    name = _read_name(name)
    row = staff_named(work, name)
    taken = (Reason(texts.exists(name=name), Source.SYSTEM),) if row is not None and row.active else ()
    if reasons := (*_not_allowed(actor), *_bad_name(name), *_bad_roles(roles), *taken):
        return Refused(reasons)
    if row is None:
        row = work.add(Staff(name=name, roles="[]", active=True, created_at=work.now))
    row.active = True
    return _give(work, actor, row, roles, act="add")


def give_roles(work: Work, actor: Actor, name: str, roles: frozenset[Role]) -> Result:
    """Give a member other roles than before; their next act is judged by these."""
    lock_register(work, _CHAIN)
    row = _active(work, name)
    if reasons := (*_not_allowed(actor), *_bad_roles(roles)):
        return Refused(reasons)
    return _give(work, actor, row, roles, act="roles") if row else _unknown(name)


def deactivate(work: Work, actor: Actor, name: str) -> Result:
    """Deactivate a member: they can act no more, their accounts are unlinked, what they did keeps their name."""
    lock_register(work, _CHAIN)
    row = _active(work, name)
    if reasons := _not_allowed(actor):
        return Refused(reasons)
    if row is None:
        return _unknown(name)
    row.active = False
    for link in links_of(work, row.id):
        unlink(work, link)
    return _done(work, actor, row, act="off")


def issue_link_code(work: Work, actor: Actor, name: str) -> str | Refused:
    """A one-time code that the member sends from the account that is to be theirs."""
    row = _active(work, name)
    if reasons := _not_allowed(actor):
        return Refused(reasons)
    if row is None:
        return _unknown(name)
    append(work, _CHAIN, actor=actor.reference, act="link_code", facts={"staff": row.id})
    return issue(work, Purpose.LINK, row.id, LINK_LIVES, by=None)


def link_account(work: Work, person: Person, code: str) -> StaffMember | LinkRefusal:
    """Link the account that sent a member's one-time code to them, in place of their earlier one in the channel.

    Whatever becomes of it, the code is used up: whoever it reached has seen it.
    """
    found = redeem(work, Purpose.LINK, code)
    row = work.get(Staff, found.subject_id) if found else None
    member = _member(work, row)
    if row is None or member is None:
        return LinkRefusal.NOT_GOOD
    channel = person.channel.value
    if refusal := _link_refusal(work, person, row):
        append(
            work, _CHAIN, actor=_NOBODY.reference, act="link_refused", facts={"staff": row.id, "channel": channel}
        )
        return refusal
    for link in links_of(work, row.id):
        if link.channel == channel:
            unlink(work, link)
    own = work.add(StaffLink(channel=channel, address=person.address, staff_id=row.id, linked_at=work.now))
    remember_link(work, own)
    append(work, _CHAIN, actor=member.reference, act="link", facts={"staff": row.id, "channel": channel})
    return member


def _link_refusal(work: Work, person: Person, row: Staff) -> LinkRefusal | None:
    """Why the account cannot be this member's, although the code is good."""
    if not person.traits.proves_accounts:
        return LinkRefusal.PUBLIC
    holder = holder_of(work, person.channel.value, person.address)
    return LinkRefusal.ANOTHERS if holder not in {None, row.id} else None


def _at(member: StaffMember | None, door: Door) -> StaffMember | None:
    return replace(member, door=door) if member else None


def _member(work: Work, row: Staff | None) -> StaffMember | None:
    """Nobody is a member by what was written into the database past every act."""
    if row is None or not row.active or not is_intact(work, row):
        return None
    return StaffMember(row.id, row.name, roles_of(row))


def _active(work: Work, name: str) -> Staff | None:
    row = staff_named(work, _read_name(name))
    return row if row is not None and row.active else None


def _read_name(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip()


def _give(work: Work, actor: Actor, row: Staff, roles: frozenset[Role], *, act: str) -> Done:
    row.roles = json.dumps(sorted(roles))
    return _done(work, actor, row, act=act)


def _done(work: Work, actor: Actor, row: Staff, *, act: str) -> Done:
    facts: Facts = {"staff": row.id, "roles": row.roles, "active": row.active}
    append(work, _CHAIN, actor=actor.reference, act=act, facts=facts)
    return Done(row.name, 1)


def _not_allowed(actor: Actor) -> tuple[Reason, ...]:
    """The list is the administrator's, and the operator's on the machine itself."""
    may = actor.has(Role.ADMINISTRATOR) if isinstance(actor, StaffMember) else isinstance(actor, System)
    return () if may else (Reason(texts.NOT_ALLOWED, Source.OFFICE),)


def _bad_name(name: str) -> tuple[Reason, ...]:
    good = 0 < len(name) <= _LONGEST_NAME and not deceives(name) and " " not in name
    return () if good else (Reason(texts.BAD_NAME, Source.SYSTEM),)


def _bad_roles(roles: frozenset[Role]) -> tuple[Reason, ...]:
    if not roles:
        return (Reason(texts.NO_ROLE, Source.SYSTEM),)
    return () if len(roles) == 1 or not roles & _ALONE else (Reason(texts.ALONE, Source.OFFICE),)


def _unknown(name: str) -> Refused:
    return Refused((Reason(texts.unknown(name=name), Source.SYSTEM),))
