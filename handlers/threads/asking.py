"""A person asks for a member of staff: the question is taken, and it is said who answers when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from handlers.casework.perform import apply_row
from handlers.casework.thread_rows import AskFields
from handlers.casework.transitions import ActName
from handlers.identity.actors import Visitor
from handlers.messages import Media, Text
from handlers.results import Refused
from handlers.talk.danger import warn_of_danger
from handlers.talk.leaving import LEAVING
from handlers.talk.menu import picked_number
from handlers.texts import flows
from handlers.texts import threads as texts
from handlers.threads.waiting import standing, who_answers
from handlers.threads.words import kept_words
from handlers.turn import Decision, Outcome, Session, StaffStage, StaffTalk, Transaction, Turn, say
from handlers.values.vocabulary import made_of
from handlers.values.words import plain
from policy_kb.models import AnswerKind
from store.queries.threads import open_thread_of
from store.states import ThreadState
from store.work import Work

_WAITS = timedelta(minutes=30)
"""How long the next message is taken for the question."""

_ASKING = frozenset(
    {
        texts.ASK_COMMAND,
        "转人工客服",
        "转工作人员",
        "找工作人员",
        "请工作人员来答",
        "让工作人员答复",
        "工作人员答复",
        "我要人工",
        "要人工",
        "人工客服",
    }
)


class AskingStaff:
    """The router of who wants a person: first the wish, then the question."""

    vocabulary = made_of(*_ASKING)

    def __init__(self, reports: Callable[[str], bool], may_report: Callable[[str], bool]) -> None:
        self._reports = reports
        self._may_report = may_report

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer the wish, or take the question; anything else is for the next router."""
        content = turn.inbound.content
        if isinstance(content, Text) and plain(content.text) in _ASKING and not turn.session.tells_report:
            return _wished(turn)
        talk = turn.session.staff_talk
        if talk is None or talk.stage is not StaffStage.QUESTION or turn.now >= talk.until:
            return None
        if isinstance(content, Media):
            return Outcome((say(texts.ONLY_WORDS),), turn.session)
        return self._take(content.text, turn) if isinstance(content, Text) else None

    def _take(self, words: str, turn: Turn) -> Decision | None:
        """The question; a number picks from the menu, and what may report something goes nowhere."""
        if not words.strip() or turn.session.tells_report or picked_number(turn.inbound.content) is not None:
            return None
        if plain(words) in LEAVING:
            return Outcome((say(texts.NOT_ASKED),), _left(turn))
        if self._reports(words):
            return None  # answered as everywhere: the question is not taken
        if self._may_report(words):
            return not_passed_on(turn)
        return Transaction(lambda work: _taken(work, words, turn))


def not_passed_on(turn: Turn, *, is_report: bool = False) -> Outcome:
    """The fixed answer to what may report something: it was given to nobody, and kept nowhere.

    After what does report something, whatever is told next may be the rest of it.
    """
    is_telling = is_report or turn.session.reporting
    leave = (flows.HOW_TO_LEAVE,) if is_telling else ()
    reply = say(flows.COMPLAINT_FIRST, texts.NOT_PASSED_ON, *leave, kind=AnswerKind.COMPLAINT)
    session = replace(turn.session, rest=(), reporting=is_telling, told=None)
    return warn_of_danger(Outcome((reply,), session, sensitive=True), turn)


def _wished(turn: Turn) -> Decision:
    if not may_have_staff(turn):
        return Outcome((say(texts.ELSEWHERE),), turn.session)
    talk = StaffTalk(stage=StaffStage.QUESTION, until=turn.now + _WAITS)
    session = replace(turn.session, staff_talk=talk, rest=(), misses=0)
    return Transaction(lambda work: _to_be_written(work, turn, session))


def _to_be_written(work: Work, turn: Turn, session: Session) -> Outcome:
    """Ask for the question, or for what is to be added to the one that waits."""
    waits = standing(work, turn)
    told = (*waits, texts.WRITE_MORE) if waits else (texts.WRITE_QUESTION, texts.KEPT_HOW)
    return Outcome((replace(say(*told), awaits_staff=bool(waits)),), session)


def may_have_staff(turn: Turn) -> bool:
    """Whether staff answer in this channel: not abroad, and not at their own door."""
    traits = turn.inbound.person.traits
    return not traits.answers_only and not traits.is_office_door


def _left(turn: Turn) -> Session:
    return replace(turn.session, staff_talk=None)


def _taken(work: Work, words: str, turn: Turn) -> Outcome:
    person, session = turn.inbound.person, replace(turn.session, staff_talk=None)
    before = open_thread_of(work, person.channel.value, person.address)
    was_waiting = before is not None and before.state == ThreadState.WAITING.value
    fields = AskFields(words=kept_words(words))
    result = apply_row(work, Visitor(person), ActName.ASK_STAFF, "", fields)
    if isinstance(result, Refused):
        return Outcome((say(*(reason.text for reason in result.reasons)),), session)
    passed = texts.ADDED if was_waiting else texts.PASSED_ON
    told = say(passed, *who_answers(work, turn, int(result.subject)), texts.MEANWHILE)
    return Outcome((replace(told, awaits_staff=True),), session)
