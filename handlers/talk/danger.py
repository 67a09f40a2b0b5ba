"""Where somebody's life may be in danger, the emergency numbers stand before every other word."""

from __future__ import annotations

from dataclasses import replace

from handlers.messages import Text
from handlers.texts import talk
from handlers.turn import Outcome, Turn
from policy_kb.matching.danger import endangers_life
from policy_kb.matching.normalise import simplify
from policy_kb.models import Sentence


def warn_of_danger(outcome: Outcome, turn: Turn) -> Outcome:
    """Put the emergency numbers first; what was answered stands below."""
    content = turn.inbound.content
    if not isinstance(content, Text) or not outcome.replies or not endangers_life(simplify(content.text)):
        return outcome
    first, *others = outcome.replies
    told = first.model_copy(update={"parts": (Sentence(text=talk.EMERGENCY), *first.parts)})
    return replace(outcome, replies=(told, *others))
