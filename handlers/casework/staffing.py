"""Acts on the list of staff and on members' accounts, as commands and talk call them: each a row of the table."""

from __future__ import annotations

from handlers.casework.bindings import burn_code
from handlers.casework.link_rows import LinkRefusal, link_refusal
from handlers.casework.perform import apply_row
from handlers.casework.staff_rows import RoleFields
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor, StaffMember, Visitor
from handlers.identity.codes import peek
from handlers.identity.who import read_name, staff_numbered
from handlers.messages import Person
from handlers.results import Refused, Result
from store.states import Purpose, Role
from store.work import Work


def add_staff(work: Work, actor: Actor, name: str, roles: frozenset[Role]) -> Result:
    """Enter a member; somebody who had left comes back with these roles."""
    return apply_row(work, actor, ActName.STAFF_ADD, read_name(name), _fields(roles))


def give_roles(work: Work, actor: Actor, name: str, roles: frozenset[Role]) -> Result:
    """Give a member other roles than before; their next act is judged by these."""
    return apply_row(work, actor, ActName.STAFF_ROLES, read_name(name), _fields(roles))


def deactivate(work: Work, actor: Actor, name: str) -> Result:
    """Deactivate a member: they can act no more, their accounts are unlinked, what they did keeps their name."""
    return apply_row(work, actor, ActName.STAFF_OFF, read_name(name))


def issue_link_code(work: Work, actor: Actor, name: str) -> str | Refused:
    """A one-time code that the member sends from the account that is to be theirs."""
    result = apply_row(work, actor, ActName.LINK_CODE, read_name(name))
    return result if isinstance(result, Refused) else result.shown


def link_account(work: Work, person: Person, code: str) -> StaffMember | LinkRefusal:
    """Link the account that sent a member's one-time code to them.

    Refused, the code is used up all the same: whoever it reached has seen it. Only whoever acts for a
    firm, and has to be unbound first, can send it again.
    """
    row = peek(work, Purpose.LINK, code)
    if row is None:
        return LinkRefusal.NOT_GOOD
    refusal = link_refusal(work, person, row)
    if refusal is not None and refusal is not LinkRefusal.FIRM:
        burn_code(work, person, row)
    if refusal is not None:
        return refusal
    result = apply_row(work, Visitor(person), ActName.LINK, row.code_hash.hex())
    member = staff_numbered(work, row.subject_id)
    return LinkRefusal.NOT_GOOD if isinstance(result, Refused) or member is None else member


def _fields(roles: frozenset[Role]) -> RoleFields:
    return RoleFields.model_construct(roles=tuple(sorted(roles)))
