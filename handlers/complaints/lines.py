"""A person's own complaint, line by line, as talk and pages show it."""

from __future__ import annotations

from handlers.complaints.acts import OwnComplaint, own_complaints
from handlers.dates import local_day
from handlers.messages import Person
from handlers.texts import complaints as texts
from handlers.texts import threads
from policy_kb.kb import PolicyKB
from policy_kb.roles import PassageRole
from store.states import ComplaintVoice
from store.work import Work


def lines_of(one: OwnComplaint, kb: PolicyKB) -> tuple[str, ...]:
    """Where it stands, until when its person hears something, and all that staff told them, oldest first."""
    due = texts.due(state=one.state.value, first_due=one.first_due, answer_due=one.answer_due)
    told = [
        texts.told(on=local_day(said.at), words=said.words)
        for said in one.said
        if said.voice is ComplaintVoice.STAFF
    ]
    below = threads.disclaimer(article=kb.label(PassageRole.INTERPRETATION)) if told else ""
    return tuple(kb.written_out(line) for line in (_standing(one), due, *told, below) if line)


def open_standings(work: Work, person: Person) -> tuple[str, ...]:
    """A line for each of a person's own that is not over: what it is, and where it stands."""
    return tuple(_standing(one) for one in own_complaints(work, person) if not one.is_over)


def _standing(one: OwnComplaint) -> str:
    return texts.standing(
        number=one.number, kind=one.kind.value, state=one.state.value, received_on=one.received_on
    )
