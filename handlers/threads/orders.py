"""What staff ordered, done in the person's own line: a turn like any other, behind the one that is running."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from handlers.messages import Handling, Reply
from handlers.texts import people
from handlers.texts import threads as texts
from handlers.threads.silence import alone_again, taken_over
from handlers.turn import Outcome, Session, Transaction, Turn, say
from policy_kb.kb import PolicyKB
from policy_kb.roles import PassageRole
from store.bodies import ANSWER_BLOCK, bodies_key, seal_body
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.threads import STAFF_WORDS, has_ended_idle, is_with_staff, note_sent, words_of_message
from store.states import Role, ThreadState, ThreadStep
from store.tables.threads import Thread, ThreadOrder
from store.turns.withdrawing import withdraw_answers
from store.work import Work


class Orders:
    """Does one order a turn. Several processes may try the same: the order's row is done once."""

    def __init__(self, kb: PolicyKB) -> None:
        self._kb = kb
        self._disclaimer = texts.disclaimer(article=kb.label(PassageRole.INTERPRETATION))
        self._steps: Mapping[ThreadStep, Callable[[Work, Thread, ThreadOrder, Turn], Outcome]] = MappingProxyType(
            {
                ThreadStep.TAKE_OVER: self._take_over,
                ThreadStep.ANSWER: self._answer,
                ThreadStep.HAND_BACK: self._hand_back,
                ThreadStep.LEFT_IDLE: self._left_idle,
                ThreadStep.CLOSE: self._close,
            }
        )

    def decide(self, turn: Turn) -> Transaction | None:
        """What becomes of an order; None for what people send."""
        content = turn.inbound.content
        if not isinstance(content, Handling):
            return None
        return Transaction(lambda work: self._carry_out(work, content.order, turn))

    def _carry_out(self, work: Work, number: int, turn: Turn) -> Outcome:
        order = work.lock(ThreadOrder, number)
        thread = work.lock(Thread, order.thread_id) if order is not None else None
        if order is None or thread is None or order.address != turn.inbound.person.address:
            # Nothing comes back of whoever had everything erased, or of an id that a visitor has no more.
            return Outcome((), turn.session, forget=turn.session == Session())
        if order.done_at is not None:
            return Outcome((), turn.session)
        return self._steps[ThreadStep(order.step)](work, thread, order, turn)

    def _take_over(self, work: Work, thread: Thread, order: ThreadOrder, turn: Turn) -> Outcome:
        """The assistant is silent from here on; the member has the talk once nothing of it is on its way."""
        if thread.state != ThreadState.TAKING.value:  # the person was quicker, or it was handed back
            return _done(work, order, Outcome((), turn.session))
        thread.silent_since = thread.silent_since or work.now
        outcome = Outcome((), taken_over(turn, thread.id))
        if withdraw_answers(work, thread.channel, thread.address, since=thread.silent_since):
            return outcome  # the order stays, and is tried again
        thread.state, thread.taken_at, thread.silent_since = ThreadState.TAKEN.value, work.now, None
        return self._told(work, order, outcome, texts.taken(unit=self._unit_of(thread)))

    def _answer(self, work: Work, thread: Thread, order: ThreadOrder, turn: Turn) -> Outcome:
        """Also where the talk was handed back meanwhile: what a member answered reaches the person."""
        words = words_of_message(work, order.message_id)
        note_sent(work, order.message_id)
        session = taken_over(turn, thread.id) if is_with_staff(thread) else turn.session
        told = (texts.answered(unit=self._unit_of(thread)), words, self._disclaimer)
        return self._told(work, order, Outcome((), session), *told)

    def _hand_back(self, work: Work, thread: Thread, order: ThreadOrder, turn: Turn) -> Outcome:
        return self._back(work, thread, order, turn, texts.HANDED_BACK)

    def _left_idle(self, work: Work, thread: Thread, order: ThreadOrder, turn: Turn) -> Outcome:
        if not has_ended_idle(thread, work.now):  # somebody spoke after all
            return _done(work, order, Outcome((), turn.session))
        return self._back(work, thread, order, turn, texts.LEFT_IDLE)

    def _back(self, work: Work, thread: Thread, order: ThreadOrder, turn: Turn, told: str) -> Outcome:
        if not is_with_staff(thread):
            return _done(work, order, Outcome((), turn.session))
        thread.state, thread.silent_since = ThreadState.BACK.value, None
        return self._told(work, order, Outcome((), alone_again(turn)), told)

    def _close(self, work: Work, thread: Thread, order: ThreadOrder, turn: Turn) -> Outcome:
        if thread.state == ThreadState.CLOSED.value:  # ordered by two, or twice
            return _done(work, order, Outcome((), turn.session))
        was_with_staff = is_with_staff(thread)
        thread.state, thread.silent_since, thread.waits_since = ThreadState.CLOSED.value, None, None
        session = alone_again(turn) if was_with_staff else turn.session
        return self._told(work, order, Outcome((), session), texts.CLOSED)

    def _unit_of(self, thread: Thread) -> str:
        return self._kb.written_out(people.ROLE_WORDS[Role(thread.unit)])

    @staticmethod
    def _told(work: Work, order: ThreadOrder, outcome: Outcome, *words: str) -> Outcome:
        """The person is told by the outbox, in the best way that is open then."""
        reply: Reply = say(*words)
        sealed = seal_body(bodies_key(work.keys), reply.to_json(), block=ANSWER_BLOCK)
        row = NewOutboxRow(f"{STAFF_WORDS}{order.id}", order.channel, order.address, sealed)
        put_out(work.connection, [row], work.now)
        return _done(work, order, outcome)


def _done(work: Work, order: ThreadOrder, outcome: Outcome) -> Outcome:
    order.done_at = work.now
    return outcome
