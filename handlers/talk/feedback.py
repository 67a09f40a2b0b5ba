"""有用/没用 after an answer: thanks, and a question that was not answered well is kept for staff."""

from __future__ import annotations

from handlers.messages import Text
from handlers.talk import feedback_words
from handlers.talk.masking import mask_unfamiliar
from handlers.talk.recent import RecentQuestions
from handlers.texts import feedback as texts
from handlers.turn import Miss, MissReason, Outcome, Turn, say
from handlers.values.vocabulary import made_of
from policy_kb.kb import PolicyKB
from policy_kb.matching.accusing import is_question, may_accuse_by_asking
from policy_kb.models import AnswerKind
from policy_kb.reading import Reading


class Feedback:
    """Answers a message that is nothing but a rating."""

    vocabulary = made_of(*feedback_words.USEFUL_WORDS, *feedback_words.USELESS_WORDS)

    def __init__(self, recent: RecentQuestions, kb: PolicyKB) -> None:
        self._kb = kb
        self._recent = recent

    async def __call__(self, turn: Turn) -> Outcome | None:
        """Answer a rating; anything else is for the next router."""
        content = turn.inbound.content
        if turn.session.form is not None:
            return None  # 不对 is said to what the form understood
        word = content.text.strip().strip("。.！!") if isinstance(content, Text) else ""
        if word in feedback_words.USEFUL_WORDS:
            return Outcome(replies=(say(texts.THANKS_USEFUL),), session=turn.session)
        if word not in feedback_words.USELESS_WORDS:
            return None
        question = self._recent.of(turn.inbound.person, turn.now)
        if not question:
            return Outcome(replies=(say(texts.NOTHING_TO_RATE),), session=turn.session)
        context = turn.session.memory
        miss = missed(Reading(question), context.kind, context.units, MissReason.UNHELPFUL, self._kb)
        return Outcome(replies=(say(texts.THANKS_USELESS),), session=turn.session, miss=miss)


def missed(
    question: Reading, kind: AnswerKind | None, units: tuple[str, ...], reason: MissReason, kb: PolicyKB
) -> Miss | None:
    """Make the note for staff, masked; nothing is noted of what tells or accuses instead of asking."""
    said = question.text
    if not is_question(said) or may_accuse_by_asking(said):
        return None
    masked = mask_unfamiliar(question, kb.familiar)
    return Miss(question=masked[:200], kind=kind, unit=units[0] if units else "", reason=reason)
