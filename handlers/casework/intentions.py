"""Acts on 意向登记, as talk and commands call them: each is a row of the table."""

from __future__ import annotations

from handlers.casework.allowed import early_reasons
from handlers.casework.authority import denial
from handlers.casework.chain_names import INTENTIONS
from handlers.casework.intention_rows import IntentionFields
from handlers.casework.perform import apply_row
from handlers.casework.table import TABLE
from handlers.casework.transitions import ActName
from handlers.identity.actors import StaffMember, Visitor
from handlers.messages import Person
from handlers.results import Reason, Refused, Result
from store.queries.intentions import unhandled_intentions
from store.tables.applications import Intention
from store.work import Work


def register_intention(work: Work, person: Person, fields: IntentionFields) -> Result:
    """Leave an entry, which the office is told of."""
    return apply_row(work, Visitor(person), ActName.REGISTER_INTENTION, INTENTIONS, fields)


def registering_reasons(work: Work, person: Person) -> tuple[Reason, ...]:
    """Why this person can leave no entry now."""
    return early_reasons(work, Visitor(person), ActName.REGISTER_INTENTION, INTENTIONS)


def withdraw_intention(work: Work, person: Person, number: int) -> Result:
    """Take back an entry of one's own: it is deleted."""
    return apply_row(work, Visitor(person), ActName.WITHDRAW_INTENTION, str(number))


def see_to_intention(work: Work, actor: StaffMember, number: int) -> Result:
    """Note that the office has seen to an entry."""
    return apply_row(work, actor, ActName.SEE_TO_INTENTION, str(number))


def waiting_intentions(work: Work, actor: StaffMember) -> list[Intention] | Refused:
    """The entries that nobody has seen to, oldest first: read by whoever may see to them."""
    reason = denial(work, actor, TABLE[ActName.SEE_TO_INTENTION])
    return Refused((reason,)) if reason else unhandled_intentions(work)
