"""While a member of staff has the talk: the assistant is silent, and what the person says is the member's to read.

Three things are answered all the same: what may be a report, which nobody but its own window may take; a danger to
life; and a person's rights over their data.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from handlers.confirmation import drop_question
from handlers.messages import Event, EventKind
from handlers.talk.confirming import answers_what_was_asked
from handlers.talk.leaving import leaves_report
from handlers.talk.rights import right_asked
from handlers.texts import talk as talk_texts
from handlers.texts import threads as texts
from handlers.threads.asking import not_passed_on
from handlers.threads.words import kept_words, said_in, written_in
from handlers.turn import Decision, Outcome, Session, StaffStage, StaffTalk, Transaction, Turn, say
from handlers.values.words import plain
from policy_kb.reading import Reading
from store.queries.threads import IDLE, is_with_staff, say_in_thread
from store.states import ThreadState, ThreadVoice
from store.tables.threads import Thread
from store.work import Work

_ENDING = frozenset({texts.END_COMMAND, "结束对话", "结束人工", "退出人工", "不用人工了", "转回助手"})
_THEIR_OWN_WAY = frozenset({EventKind.UNSUBSCRIBE, EventKind.GROUP, EventKind.OVERHEARD})


class Silence:
    """Stands before every router. Nothing is stored before it was asked whether it may be a report."""

    def __init__(self, reports: Callable[[str], bool], may_report: Callable[[str], bool]) -> None:
        self._reports = reports
        self._may_report = may_report

    def decide(self, turn: Turn) -> Decision | None:
        """What becomes of a message of who talks with staff; None for everybody else, and for what is theirs."""
        talk, content = turn.session.staff_talk, turn.inbound.content
        if talk is None or talk.stage is not StaffStage.WITH_STAFF or turn.now >= talk.until:
            return None
        if isinstance(content, Event) and content.kind in _THEIR_OWN_WAY:
            return None
        words = said_in(content)
        return Outcome((), turn.session) if words is None else self._told(words, written_in(content), talk, turn)

    def _told(self, words: str, written: str, talk: StaffTalk, turn: Turn) -> Decision | None:
        """What becomes of `words`; judged is what the person wrote of them, without a line of ours."""
        if right_asked(written) is not None or answers_what_was_asked(written, turn):
            return None
        if plain(written) in _ENDING:
            return Transaction(lambda work: _ended(work, talk, turn))
        if turn.session.reporting:  # whatever is told now may be the report itself, until it is plainly over
            return None if leaves_report(written) else not_passed_on(turn)
        if written and self._may_report(written):
            return not_passed_on(turn, is_report=self._reports(written))
        return Transaction(lambda work: drop_question(_heard(work, words, talk, turn), turn))


def taken_over(turn: Turn, thread: int) -> Session:
    """The session of who talks with staff, until nobody has spoken for a while."""
    talk = StaffTalk(stage=StaffStage.WITH_STAFF, thread=thread, until=turn.now + IDLE)
    return replace(turn.session, staff_talk=talk, misses=0)


def alone_again(turn: Turn) -> Session:
    """The session of who talks with the assistant."""
    return replace(turn.session, staff_talk=None, misses=0)


def _heard(work: Work, words: str, talk: StaffTalk, turn: Turn) -> Outcome:
    thread = work.lock(Thread, talk.thread)
    if thread is None or not is_with_staff(thread):
        return Outcome((say(texts.OVER_ALREADY),), alone_again(turn))
    say_in_thread(work, thread, ThreadVoice.PERSON, kept_words(words))
    warned = (say(talk_texts.EMERGENCY),) if Reading(words).tells_of_danger else ()
    return Outcome(warned, taken_over(turn, thread.id))


def _ended(work: Work, talk: StaffTalk, turn: Turn) -> Outcome:
    """The person sends the member away; what the member ordered meanwhile finds the talk handed back."""
    thread = work.lock(Thread, talk.thread)
    if thread is not None and is_with_staff(thread):
        thread.state = ThreadState.BACK.value
    session = alone_again(turn).out_of_complaint()
    return Outcome((say(texts.ENDED_BY_PERSON),), session)
