"""有用/没用 after an answer: thanks, and a question that was not answered well is kept for staff."""

from __future__ import annotations

from handlers.masking import mask
from handlers.messages import Text
from handlers.texts import feedback as texts
from handlers.turn import Miss, MissReason, Outcome, Turn, say
from policy_kb.models import AnswerKind


async def rate_answer(turn: Turn) -> Outcome | None:
    """Answer a message that is nothing but a rating."""
    content = turn.inbound.content
    word = content.text.strip().strip("。.！!") if isinstance(content, Text) else ""
    if word in texts.USEFUL_WORDS:
        return Outcome(replies=(say(texts.THANKS_USEFUL),), session=turn.session)
    if word not in texts.USELESS_WORDS:
        return None
    context = turn.session.context
    if not context.question:
        return Outcome(replies=(say(texts.NOTHING_TO_RATE),), session=turn.session)
    miss = missed(context.question, context.kind, context.units, MissReason.UNHELPFUL)
    return Outcome(replies=(say(texts.THANKS_USELESS),), session=turn.session, miss=miss)


def missed(question: str, kind: AnswerKind | None, units: tuple[str, ...], reason: MissReason) -> Miss | None:
    """Make the note for staff, masked; nothing is noted of a question that accuses somebody."""
    if texts.ACCUSING.search(question):
        return None
    return Miss(question=mask(question)[:200], kind=kind, unit=units[0] if units else "", reason=reason)
