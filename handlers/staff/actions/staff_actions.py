"""Entering a member of staff as an action: the name, which is the row's number, is one of its fields."""

from handlers.casework.fields import Number, asked
from handlers.casework.staffing import add_staff
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import StaffMember
from handlers.identity.who import read_name
from handlers.results import Done, Reason, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.targets import Target, target_of
from handlers.texts import people as texts
from policy_kb.models import Model
from store.states import Role
from store.work import Work


class NewMemberFields(Model):
    """Somebody new, or back."""

    name: Number = asked(texts.NAME_FIELD)
    roles: tuple[Role, ...] = asked(texts.ROLES_FIELD)


def _add(visit: Acting, _target: Target, given: Model | None, _seen: int | None) -> Result:
    assert isinstance(given, NewMemberFields)
    return add_staff(visit.work, visit.member, given.name, frozenset(given.roles))


def _nothing_against(_work: Work, _member: StaffMember, _target: Target) -> tuple[Reason, ...]:
    return ()


def _added(work: Work, target: Target, done: Done) -> Target:
    return target_of(work, Subject.MEMBER, read_name(done.subject)) or target


ADD_MEMBER = Action(
    key="staff.add",
    label=TABLE[ActName.STAFF_ADD].staff_words,
    words=(TABLE[ActName.STAFF_ADD].staff_words,),
    subject=Subject.STAFF,
    row=TABLE[ActName.STAFF_ADD],
    fields=NewMemberFields,
    run=_add,
    against=_nothing_against,
    after=_added,
    at_desk=False,
)
