"""Orders of staff outside their desk: told where that is done; nobody else learns anything."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.identity.who import staff_of
from handlers.messages import Text
from handlers.staff.actions import typed_words
from handlers.staff.desk.orders import Acts, Wish, may_be_order, read_order
from handlers.texts import outside as texts
from handlers.turn import Outcome, Override, Turn, say
from handlers.values.application_numbers import numbers_in, without_numbers
from handlers.values.words import bare
from policy_kb.expressions import lazy_compile
from policy_kb.models import AnswerKind, Offer, OfferKind
from policy_kb.reading import Reading
from store.work import Work

_WORK = frozenset({Wish.TODO, Wish.ACTION, Wish.PAST_DUE})
_NAMED = lazy_compile(r"[A-Za-z].*\d")
"""What a contract's number has, and an article's has not."""


def outside_the_desk(turn: Turn, acts: Acts) -> Override | None:
    """What a member is told whose words are an order; None where they are none, or lead to it."""
    content, session = turn.inbound.content, turn.session
    is_at_work = turn.inbound.person.traits.is_office_door or session.desk is not None
    if is_at_work or not isinstance(content, Text) or not _orders(content.reading, acts):
        return None
    return lambda work: _told(work, turn)


def is_bare_order(turn: Turn, acts: Acts) -> bool:
    """Whether the words are 待办, or an act and a number, and nothing that anybody could report in them."""
    content = turn.inbound.content
    order = read_order(content.reading, acts) if isinstance(content, Text) else None
    if order is None or not isinstance(content, Text):
        return False
    words = without_numbers(content.reading).replace(order.word, "", 1)
    return order.wish is Wish.TODO or (bool(numbers_in(content.reading)) and not bare(words))


def _orders(words: Reading, acts: Acts) -> bool:
    order = read_order(words, acts) if may_be_order(words, acts) else None
    if order is None or words.bare in typed_words.ENTER_WORDS:
        return False
    if order.wish is Wish.LOOK:
        is_case = typed_words.CASE.fullmatch(order.words) is not None
        return is_case or bool(numbers_in(order.words)) or _NAMED.search(order.words) is not None
    if order.wish is Wish.BIND_CODE:
        return typed_words.MAKE_CODE.match(words.typed.strip()) is not None
    return order.wish in _WORK


def _told(work: Work, turn: Turn) -> Outcome | None:
    if staff_of(work, turn.inbound.person) is None:
        return None
    enter = Offer(label=texts.ENTER, kind=OfferKind.ASK, value=texts.ENTER)
    reply = say(texts.OUTSIDE, kind=AnswerKind.STATUS, offers=(enter,))
    session = replace(turn.session, menu=reply.offers, rest=())
    return Outcome(replies=(reply,), session=session)
