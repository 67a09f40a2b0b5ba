"""One builder makes the rows of applications."""

from __future__ import annotations

from collections.abc import Callable

from handlers.casework import act_words
from handlers.casework.attempt import (
    Attempt,
    Duty,
    Guard,
    Recorded,
    Reminder,
    Transition,
    no_preview,
    nothing,
)
from handlers.casework.transitions import OFFICE_STEP, ActName, Basis, Subject
from handlers.identity.actors import Door
from handlers.messages import NoticeKind
from handlers.texts import casework as texts
from policy_kb.models import Model
from store.states import Role, State

PAYABLE = (State.APPROVED, State.PAYING)
"""Where the meeting agreed, and not all is paid."""

_BY = {
    "office": frozenset({Role.OFFICE}),
    "bureau": frozenset({Role.BUREAU}),
    "payer": frozenset({Role.PAYER}),
    "office or bureau": frozenset({Role.OFFICE, Role.BUREAU}),
    "nobody": frozenset[Role](),
}


def application_row(
    act: ActName,
    come_from: tuple[State, ...],
    *to: State,
    by: str,
    basis: Basis = OFFICE_STEP,
    guards: tuple[Guard, ...] = (),
    fields: type[Model] | None = None,
    contractor: bool = False,
    record: Callable[[Attempt], Recorded] | None = None,
    tells_firm: bool,
    tells_if_said: bool = False,
    tells: tuple[Role, ...],
    card: NoticeKind = NoticeKind.PROGRESS,
    duty: Duty | None = None,
    waits: bool = True,
    moves: bool = True,
    in_talk: bool = True,
    doors: frozenset[Door] = frozenset(Door),
    reminder: Reminder = nothing,
    preview: Callable[[Attempt], str] = no_preview,
) -> Transition:
    """The row of an act on an application, with its words; `by` is whose it is in the office."""
    staff_words, applicant_words = texts.ACTS[act.value]
    return Transition(
        act=act,
        on=Subject.APPLICATION,
        from_states=frozenset(come_from),
        to=to,
        roles=_BY[by],
        contractor=contractor,
        basis=basis,
        guards=guards,
        fields=fields,
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        typed=act_words.ACT_WORDS.get(act.value, ()),
        tells_firm=tells_firm,
        tells_if_said=tells_if_said,
        tells=tells,
        card=card,
        duty=duty,
        waits=waits,
        moves=moves,
        in_talk=in_talk,
        doors=doors,
        reminder=reminder,
        preview=preview,
    )
