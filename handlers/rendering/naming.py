"""Bodies called by their names, as replies leave: the catalogue names them by marks."""

from __future__ import annotations

from dataclasses import replace

from handlers.messages import Reply
from handlers.turn import Outcome
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, Part, Sentence


def named(outcome: Outcome, kb: PolicyKB) -> Outcome:
    """The outcome with every body called as the guide calls it; what is quoted stays as it is."""
    menu = tuple(_offer(offer, kb) for offer in outcome.session.menu)
    replies = tuple(_reply(reply, kb) for reply in outcome.replies)
    return replace(outcome, replies=replies, session=outcome.session.model_copy(update={"menu": menu}))


def _reply(reply: Reply, kb: PolicyKB) -> Reply:
    parts = tuple(_part(part, kb) for part in reply.parts)
    return reply.model_copy(update={"parts": parts, "offers": tuple(_offer(offer, kb) for offer in reply.offers)})


def _part(part: Part, kb: PolicyKB) -> Part:
    return part.model_copy(update={"text": kb.written_out(part.text)}) if isinstance(part, Sentence) else part


def _offer(offer: Offer, kb: PolicyKB) -> Offer:
    return offer.model_copy(update={"label": kb.written_out(offer.label)})
