"""An answer that is given while a form asks: its numbers belong to the form, so its offers are told as words."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.messages import Reply
from handlers.texts import forms as texts
from handlers.turn import Outcome, say
from handlers.values import form_words
from policy_kb.models import AnswerKind, Offer, OfferKind, Part, Sentence

_CASES = frozenset({AnswerKind.STATUS, AnswerKind.APPLY})
"""Answers whose offers are acts, and worth typing; of others only those are told that ask which one is meant."""


def in_the_open(outcome: Outcome) -> Outcome:
    """What an act may end with: it is stored, so that it can give no confidential answer.

    The article on reporting is often but the nearest to words that do not speak of it. What leads to a report has
    its own way before any act; here it is not understood.
    """
    if not outcome.sensitive:
        return outcome
    session = outcome.session.out_of_complaint()
    told = outcome.replies
    if any(reply.kind is AnswerKind.COMPLAINT for reply in told):
        told = (say(texts.NOT_UNDERSTOOD, kind=AnswerKind.SMALLTALK),)
    return replace(outcome, replies=told, session=session, sensitive=False)


def without_numbers(reply: Reply) -> tuple[Part, ...]:
    """The parts of the answer without the sentence that asks for a number, then what to type for each offer."""
    parts = tuple(_plain(part) for part in reply.parts)
    asks_for_number = parts != reply.parts
    if not reply.offers or not (asks_for_number or reply.kind in _CASES):
        return parts
    return (*parts, Sentence(text="\n".join(map(_line, reply.offers))))


def _plain(part: Part) -> Part:
    if not isinstance(part, Sentence) or not form_words.PICK_A_NUMBER.search(part.text):
        return part
    return Sentence(text=form_words.PICK_A_NUMBER.sub("：", part.text).replace("？：", "？"))


def _line(offer: Offer) -> str:
    words = offer.value if offer.kind is OfferKind.ASK else offer.label
    return texts.to_type(label=offer.label, words=words)
