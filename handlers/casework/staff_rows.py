"""The rows of acts on the list of staff: who is a member, in which roles, and the code that links an account."""

import json
from collections.abc import Callable, Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, office, system
from handlers.casework.fields import asked
from handlers.casework.register_rows import PROVED_DOORS, register_row
from handlers.casework.sealed.officer_notices import tell_of_changed
from handlers.casework.sealed.window import Recipient, recipients
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Door, StaffMember
from handlers.identity.codes import LINK_LIVES, issue
from handlers.identity.deputies import forget_stand_ins
from handlers.identity.roles import are_compatible
from handlers.identity.staff_sessions import end_sessions_of
from handlers.results import Reason
from handlers.texts import people as texts
from handlers.values.names import deceives
from policy_kb.models import Model
from store.audit.entries import Facts
from store.queries.accounts import unlink
from store.queries.people import links_of, staff_named
from store.states import Purpose, Role
from store.tables.people import Staff

_LONGEST_NAME = 64


class RoleFields(Model):
    """All roles that a member has from now on."""

    roles: tuple[Role, ...] = asked(texts.ROLES_FIELD)


@guard()
def _sound_name(attempt: Attempt) -> Iterator[Reason]:
    name = attempt.number
    if not 0 < len(name) <= _LONGEST_NAME or deceives(name) or " " in name:
        yield system(texts.BAD_NAME)


@guard("roles")
def _sound_roles(attempt: Attempt) -> Iterator[Reason]:
    roles = frozenset(attempt.given(RoleFields).roles)
    if not roles:
        yield system(texts.NO_ROLE)
    elif not are_compatible(roles):
        yield office(texts.ALONE)


@guard()
def _not_there(attempt: Attempt) -> Iterator[Reason]:
    row = staff_named(attempt.work, attempt.number)
    if row is not None and row.active:
        yield system(texts.exists(name=row.name))


def _added(attempt: Attempt) -> Recorded:
    """Somebody who had left comes back with these roles."""
    work = attempt.work
    row, before = staff_named(work, attempt.number), recipients(work)
    if row is None:
        row = work.add(Staff(name=attempt.number, roles="[]", active=True, created_at=work.now))
    row.active = True
    return _with_roles(attempt, row, before)


def _given(attempt: Attempt) -> Recorded:
    """The member's next act is judged by these; whoever is signed in signs in anew."""
    end_sessions_of(attempt.work, attempt.about(Staff).id)
    return _with_roles(attempt, attempt.about(Staff), recipients(attempt.work))


def _with_roles(attempt: Attempt, row: Staff, before: tuple[Recipient, ...]) -> Recorded:
    row.roles = json.dumps(sorted(attempt.given(RoleFields).roles))
    forget_stand_ins(attempt.work)
    tell_of_changed(attempt.work, before)
    return Recorded(facts=_facts(row))


def _deactivated(attempt: Attempt) -> Recorded:
    """They can act no more, their accounts are unlinked, what they did keeps their name."""
    row, before = attempt.about(Staff), recipients(attempt.work)
    row.active = False
    end_sessions_of(attempt.work, row.id)
    forget_stand_ins(attempt.work)
    for link in links_of(attempt.work, row.id):
        unlink(attempt.work, link)
    tell_of_changed(attempt.work, before)
    return Recorded(facts=_facts(row))


def _code_made(attempt: Attempt) -> Recorded:
    """It is shown this once: only its hash is kept."""
    row, actor = attempt.about(Staff), attempt.actor
    by = actor.id if isinstance(actor, StaffMember) else None
    return Recorded(facts={"staff": row.id}, shown=issue(attempt.work, Purpose.LINK, row.id, LINK_LIVES, by=by))


def _facts(row: Staff) -> Facts:
    return {"staff": row.id, "roles": row.roles, "active": row.active}


def _row(
    act: ActName,
    on: Subject,
    *guards: Guard,
    fields: type[Model],
    record: Callable[[Attempt], Recorded],
    doors: frozenset[Door] = PROVED_DOORS,
) -> Transition:
    """The list is the administrator's, and the operator's on the machine itself."""
    return register_row(
        act,
        on,
        *guards,
        roles=frozenset({Role.ADMINISTRATOR}),
        operator=True,
        fields=fields,
        record=record,
        not_theirs=texts.NOT_ALLOWED,
        doors=doors,
    )


STAFF_ROWS = (
    _row(
        ActName.STAFF_ADD,
        Subject.STAFF,
        _sound_name,
        _sound_roles,
        _not_there,
        fields=RoleFields,
        record=_added,
    ),
    _row(ActName.STAFF_ROLES, Subject.MEMBER, _sound_roles, fields=RoleFields, record=_given),
    # Taking rights away can wait for no desktop.
    _row(ActName.STAFF_OFF, Subject.MEMBER, fields=NothingFields, record=_deactivated, doors=frozenset(Door)),
    _row(ActName.LINK_CODE, Subject.MEMBER, fields=NothingFields, record=_code_made),
)
