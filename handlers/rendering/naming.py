"""Bodies called by their names, as replies leave: the catalogue names them by marks."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.messages import Reply
from handlers.turn import Outcome
from policy_kb.bodies import has_mark
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, Part, Sentence


def named(outcome: Outcome, kb: PolicyKB) -> Outcome:
    """The outcome with every body called as the guide calls it; what is quoted stays as it is."""
    menu = tuple([_offer(offer, kb) for offer in outcome.session.menu])
    replies = tuple([_reply(reply, kb) for reply in outcome.replies])
    if menu != outcome.session.menu:
        outcome = replace(outcome, session=replace(outcome.session, menu=menu))
    return outcome if replies == outcome.replies else replace(outcome, replies=replies)


def _reply(reply: Reply, kb: PolicyKB) -> Reply:
    parts = tuple([_part(part, kb) for part in reply.parts])
    offers = tuple([_offer(offer, kb) for offer in reply.offers])
    if (parts, offers) == (reply.parts, reply.offers):
        return reply
    return replace(reply, parts=parts, offers=offers)


def _part(part: Part, kb: PolicyKB) -> Part:
    if not isinstance(part, Sentence) or not has_mark(part.text):
        return part
    return replace(part, text=kb.written_out(part.text))


def _offer(offer: Offer, kb: PolicyKB) -> Offer:
    if not has_mark(offer.label):
        return offer
    return replace(offer, label=kb.written_out(offer.label))
