"""Greetings, thanks, who is speaking; and what says nothing."""

from __future__ import annotations

from handlers.messages import Text
from handlers.talk import smalltalk_words
from handlers.texts import talk
from handlers.turn import Outcome, Turn, say
from policy_kb.kb import PolicyKB
from policy_kb.matching.idle import says_nothing
from policy_kb.models import AnswerKind


class Smalltalk:
    """Answers in kind."""

    def __init__(self, kb: PolicyKB) -> None:
        self._about = kb.about

    def answer(self, turn: Turn) -> Outcome:
        """Answer in kind; where nothing was said, tell what can be asked."""
        content = turn.inbound.content
        typed = content.reading.text if isinstance(content, Text) else ""
        said = _answer(typed)
        told = f"{said}{self._about}" if said in smalltalk_words.BEFORE_WHAT_TO_ASK else said
        return Outcome(replies=(say(told, kind=AnswerKind.SMALLTALK),), session=turn.session)


def _answer(typed: str) -> str:
    if says_nothing(typed):
        return talk.NOTHING_ASKED
    return next((answer for pattern, answer in smalltalk_words.CHAT if pattern.search(typed)), talk.NOTHING_ASKED)
