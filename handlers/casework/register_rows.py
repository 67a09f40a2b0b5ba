"""Rows of acts on what stands in a register: such has no states, and no case waits for one."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework.attempt import Attempt, Guard, Recorded, Transition
from handlers.casework.transitions import OFFICE_STEP, ActName, Basis, Subject
from handlers.identity.actors import Door
from handlers.messages import NoticeKind
from handlers.texts import casework as words
from policy_kb.models import Model
from store.states import Role

NOBODY: frozenset[Role] = frozenset()
"""No member of staff."""

PROVED_DOORS = frozenset(Door) - {Door.DESK}
"""Of acts that give somebody rights: no account on a channel, and no browser that one opened, is proof enough."""


def register_row(
    act: ActName,
    on: Subject,
    *guards: Guard,
    roles: frozenset[Role] = NOBODY,
    fields: type[Model],
    record: Callable[[Attempt], Recorded],
    not_theirs: str,
    basis: Basis = OFFICE_STEP,
    tells: tuple[Role, ...] = (),
    contractor: bool = False,
    operator: bool = False,
    anybody: bool = False,
    own_page: bool = False,
    doors: frozenset[Door] = frozenset(Door),
    tells_firm: bool = False,
    card: NoticeKind = NoticeKind.PROGRESS,
) -> Transition:
    """The row of such an act, in the words of the catalogue; `not_theirs` is what everybody else reads.

    One that tells a firm says in its `Recorded` on which contract.
    """
    staff_words, applicant_words = words.ACTS[act.value]
    return Transition(
        act=act,
        on=on,
        from_states=frozenset(),
        to=(),
        roles=roles,
        contractor=contractor,
        operator=operator,
        anybody=anybody,
        own_page=own_page,
        basis=basis,
        guards=guards,
        fields=fields,
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        tells_firm=tells_firm,
        tells=tells,
        card=card,
        waits=False,
        doors=doors,
        not_theirs=not_theirs,
    )
