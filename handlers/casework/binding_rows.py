"""The rows of acts on bindings: a person is bound to a firm no more."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import Contractor, StaffMember
from handlers.notices.delivery import tell_person
from handlers.results import Reason
from handlers.texts import binding as texts
from store.queries.accounts import remember_binding
from store.states import Role
from store.tables.people import Binding


@guard()
def _own_binding(attempt: Attempt) -> Iterator[Reason]:
    """A contractor ends their own binding and nobody else's: of others they learn nothing."""
    if isinstance(attempt.actor, Contractor) and attempt.actor.binding_id != attempt.about(Binding).id:
        yield system(texts.NO_SUCH_BINDING)


def _ended(attempt: Attempt) -> Recorded:
    """What the person did keeps the binding's number; whose it was only the account itself could tell.

    Whoever is unbound by staff is told; who ended it themselves reads the answer.
    """
    row, work = attempt.about(Binding), attempt.work
    by = attempt.actor.id if isinstance(attempt.actor, StaffMember) else None
    if by is not None:
        tell_person(work, row.channel, row.address, key=f"unbound:{row.id}", text=texts.UNBOUND_BY_STAFF)
    remember_binding(work, row)
    row.ended_at, row.ended_by, row.address = work.now, by, ""
    return Recorded(facts={"binding": row.id})


BINDING_ROWS = (
    register_row(
        ActName.UNBIND,
        Subject.BINDING,
        _own_binding,
        roles=frozenset({Role.OFFICE, Role.BUREAU}),
        contractor=True,
        operator=True,
        fields=NothingFields,
        record=_ended,
        not_theirs=texts.NOT_ALLOWED,
    ),
)
