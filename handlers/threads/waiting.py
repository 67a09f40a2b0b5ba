"""What who waits for a member of staff is told: since when, behind how many, and when somebody is there."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.casework.duty import HOURS, Duty, duty_of, shown_hours
from handlers.dates import moment
from handlers.identity.who import is_stranger
from handlers.texts import threads as texts
from handlers.turn import Decision, Outcome, Transaction, Turn
from policy_kb.models import Sentence
from store.queries.arrangements import arranged
from store.queries.threads import count_waiting, waiting_thread_of
from store.work import Work

_OFFERS = frozenset({texts.OFFERED, texts.OFFERED_AFTER_MISSES, texts.OFFERED_IN_ANGER})


def told_to_who_waits(decision: Decision, turn: Turn) -> Decision:
    """The same answer; who waits already reads how their question stands instead of the offer to ask."""
    if not isinstance(decision, Outcome) or decision.sensitive or not _offers(decision):
        return decision
    return Transaction(lambda work: _standing_told(work, decision, turn))


def standing(work: Work, turn: Turn) -> tuple[str, ...]:
    """How the person's question stands that nobody has taken over yet; nothing where none waits."""
    person = turn.inbound.person
    if is_stranger(work, person):
        return ()
    thread = waiting_thread_of(work, person.channel.value, person.address)
    if thread is None:
        return ()
    waited = turn.now - (thread.waits_since or thread.opened_at)
    said = texts.still_waiting(minutes=int(waited.total_seconds() // 60))
    return (said, *who_answers(work, turn, thread.id))


def who_answers(work: Work, turn: Turn, number: int) -> tuple[str, ...]:
    """When somebody answers talk `number`, and how many wait before it."""
    duty = duty_of(work)
    if not duty.is_on(turn.now):
        return (_off_duty(work, duty, turn),)
    count = count_waiting(work, before=number)
    return (texts.ON_DUTY, *((texts.waiting_before(count=count),) if count else ()))


def _off_duty(work: Work, duty: Duty, turn: Turn) -> str:
    following, hours = duty.following(turn.now), arranged(work, HOURS)
    if following is None or hours is None:
        return texts.NO_HOURS
    return texts.off_duty(hours=shown_hours(hours), following=moment(following))


def _offers(outcome: Outcome) -> bool:
    last = outcome.replies[-1:]
    return any(isinstance(part, Sentence) and part.text in _OFFERS for reply in last for part in reply.parts)


def _standing_told(work: Work, outcome: Outcome, turn: Turn) -> Outcome:
    told = standing(work, turn)
    if not told:
        return outcome
    *before, last = outcome.replies
    kept = tuple(part for part in last.parts if not isinstance(part, Sentence) or part.text not in _OFFERS)
    added = tuple(Sentence(text=text) for text in (*told, texts.ADD_MORE))
    answer = replace(last, parts=(*kept, *added), awaits_staff=True)
    return replace(outcome, replies=(*before, answer))
