"""The router of staff: at the console always, in other channels once a linked member entered the desk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec.structs import replace

from handlers.identity.actors import StaffMember
from handlers.identity.who import staff_of
from handlers.messages import Content, Press, Text
from handlers.staff.actions import typed_words
from handlers.staff.desk.desk_forms import is_desks
from handlers.staff.desk.orders import Acts, Order, Wish, is_whole_order, read_order
from handlers.talk.questions import Questions
from handlers.texts import desk as texts
from handlers.turn import Decision, Outcome, Session, Transaction, Turn, say
from handlers.values.application_numbers import numbers_in
from handlers.values.vocabulary import made_of
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Sentence
from policy_kb.reading import Reading
from store.work import Work

if TYPE_CHECKING:
    from handlers.staff.actions.catalogue import Catalogue
    from handlers.staff.desk.service import Service
    from handlers.staff.desk.visit import Visit

_PAGING = frozenset({"0", "更多", "继续"})
"""For the routers behind: a person to talk to, and what did not fit into the last message."""


class Desk:
    """Takes what staff order, or say to an act that is open; the rest is for the next router."""

    vocabulary = made_of(*typed_words.ENTER_WORDS)

    def __init__(
        self,
        kb: PolicyKB,
        questions: Questions,
        catalogue: Callable[[], Catalogue],
        acts: Acts,
        *,
        is_assessed: bool = False,
    ) -> None:
        self._kb = kb
        self._questions = questions
        self._catalogue = catalogue
        self._acts = acts
        self._is_assessed = is_assessed

    @cached_property
    def _service(self) -> Service:
        from handlers.staff.desk.service import Service  # noqa: PLC0415 -- it comes in with the first member

        return Service(self._kb, self._questions, self._catalogue())

    async def __call__(self, turn: Turn) -> Decision | None:
        """Answer an order, or what was said to an open act."""
        pressed = self._pressed(turn)
        if not pressed and not _is_at_desk(turn):
            return None
        words = Reading(pressed) if pressed else _words(turn.inbound.content)
        if words is None or not words.bare or words.bare in _PAGING:
            return None
        if turn.session.reporting and not self._begins_work(words):
            return None
        form = turn.session.form
        if form is not None and is_desks(form):
            return self._within(words, turn)
        if form is not None and not _enters(words):
            return None
        order = read_order(words, self._acts)
        return Transaction(lambda work: self._take(work, order, turn)) if order else None

    def _within(self, words: Reading, turn: Turn) -> Decision | None:
        """In the middle of an act: another matter that is plainly begun, a complaint, or words for the act."""
        order = read_order(words, self._acts)
        if order is not None and (order.wish in _BREAKING or numbers_in(order.words)):
            return Transaction(lambda work: _unfinished(self._take(work, order, turn)))
        is_ours = (order is not None and _is_bare(order)) or self._waits_for(words.typed, turn)
        if not is_ours and self._questions.kind_of(words, turn) is AnswerKind.COMPLAINT:
            return None  # its dialogue leaves no word behind
        return Transaction(lambda work: self._go_on(work, words.typed, order, turn))

    def _take(self, work: Work, order: Order, turn: Turn) -> Outcome:
        member = staff_of(work, turn.inbound.person)
        if member is None:
            return _stranger(turn)
        if order.wish is Wish.LEAVE and not turn.inbound.person.traits.is_office_door:
            return _left(turn)
        return self._service.serve(self._visit(work, member, turn), order)

    def _go_on(self, work: Work, words: str, order: Order | None, turn: Turn) -> Outcome:
        member, talk = staff_of(work, turn.inbound.person), turn.session.form
        if member is None or talk is None:
            return _stranger(turn)
        if order is not None and self._is_whole(work, order):
            return _unfinished(self._take(work, order, turn))
        return self._service.go_on(self._visit(work, member, turn), talk, words)

    def _visit(self, work: Work, member: StaffMember, turn: Turn) -> Visit:
        return self._service.visit(work, member, turn, is_discreet=self._is_discreet(turn))

    def _is_discreet(self, turn: Turn) -> bool:
        """Whether only number, step and buttons are shown: abroad, unless an assessment allows more."""
        return turn.inbound.person.traits.is_abroad and not self._is_assessed

    def _pressed(self, turn: Turn) -> str:
        """The order on a button below a notice, which says all of it; what the last menu has is the menu's."""
        content = turn.inbound.content
        if not isinstance(content, Press) or not turn.inbound.person.traits.carries_buttons:
            return ""
        if content.label in {offer.label for offer in turn.session.menu}:
            return ""
        return content.label if is_whole_order(content.label, self._acts) else ""

    def _waits_for(self, words: str, turn: Turn) -> bool:
        """Whether the open act takes the words for its record, or they are one of its choices."""
        form = turn.session.form
        return form is not None and self._service.waits_for(words, form)

    def _is_whole(self, work: Work, order: Order) -> bool:
        """Whether the order names a contract or a case that is there: then it is no value of the open act."""
        return order.wish in _WITH_TARGET and bool(order.words) and self._service.is_there(work, order.words)

    def _begins_work(self, words: Reading) -> bool:
        """Whether words in a talk about a complaint are plainly an order: a word, or one with a number."""
        order = read_order(words, self._acts)
        return order is not None and (order.wish in _BREAKING or bool(numbers_in(order.words)))


_BREAKING = frozenset({Wish.TODO, Wish.LEAVE, Wish.CHECKLIST, Wish.CONTRACTS, Wish.PAST_DUE})
"""Orders of one word that no act takes for a value."""


_WITH_TARGET = frozenset({Wish.ACTION, Wish.LOOK, Wish.BIND_CODE})


def _is_bare(order: Order) -> bool:
    """Whether nothing stands beside the order's word, or what may be a number: more may tell of a wrong."""
    return not order.words or any(char.isdigit() for char in order.words)


def _unfinished(outcome: Outcome) -> Outcome:
    """Say first that the act which was open was not done."""
    *before, last = outcome.replies
    said = replace(last, parts=(Sentence(text=texts.UNFINISHED), *last.parts))
    return replace(outcome, replies=(*before, said))


def _is_at_desk(turn: Turn) -> bool:
    if turn.inbound.person.traits.is_office_door or turn.session.desk is not None:
        return True
    words = _words(turn.inbound.content)
    return words is not None and _enters(words)


def _enters(words: Reading) -> bool:
    return words.bare in typed_words.ENTER_WORDS


def _words(content: Content) -> Reading | None:
    """Typed words. A button of the last menu comes back as its words, by the menu's router."""
    return content.reading if isinstance(content, Text) else None


def _stranger(turn: Turn) -> Outcome:
    """Nobody who is on the staff now: nothing is told, and whatever was open is closed."""
    at_console = turn.inbound.person.traits.is_office_door
    reply = say(texts.NOT_STAFF if at_console else texts.NOT_LINKED, kind=AnswerKind.STATUS)
    return Outcome(replies=(reply,), session=_outside(turn))


def _left(turn: Turn) -> Outcome:
    return Outcome(replies=(say(texts.LEFT, kind=AnswerKind.STATUS),), session=_outside(turn))


def _outside(turn: Turn) -> Session:
    return replace(
        turn.session,
        desk=None,
        form=None,
        menu=(),
        rest=(),
        greeted=turn.session.greeted or turn.inbound.person.traits.is_office_door,
    )
