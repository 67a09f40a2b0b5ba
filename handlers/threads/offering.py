"""A member of staff is offered where the assistant does not help: after two misses in a row, or in anger."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.messages import Text
from handlers.texts import threads as texts
from handlers.threads.asking import may_have_staff
from handlers.turn import Outcome, Turn
from policy_kb.matching.anger import is_angry
from policy_kb.models import AnswerKind, Offer, OfferKind, Sentence

_MISSED = frozenset({AnswerKind.OOS, AnswerKind.CLARIFY})
_AFTER = 2
"""Misses in a row after which a person is offered."""


def offer_staff(outcome: Outcome, turn: Turn) -> Outcome:
    """Count the misses, and say how to reach a person where it is time; never beside what may be a report."""
    content = turn.inbound.content
    if not isinstance(content, Text) or not outcome.replies or outcome.forget:
        return outcome
    missed = outcome.miss is not None or any(reply.kind in _MISSED for reply in outcome.replies)
    misses = turn.session.misses + 1 if missed else 0
    is_time = misses >= _AFTER
    outcome = _counted(outcome, 0 if is_time else misses)
    if outcome.sensitive or outcome.session.form is not None or not may_have_staff(turn):
        return outcome
    if is_angry(content.reading.simple):
        return _offered(outcome, texts.OFFERED_IN_ANGER)
    return _offered(outcome, texts.OFFERED_AFTER_MISSES) if is_time else outcome


def _counted(outcome: Outcome, misses: int) -> Outcome:
    if outcome.session.misses == misses:
        return outcome
    return replace(outcome, session=replace(outcome.session, misses=misses))


def _offered(outcome: Outcome, words: str) -> Outcome:
    """No number leads there: the menu keeps to what the answer offers."""
    *before, last = outcome.replies
    command = Offer(label=texts.ASK_COMMAND, kind=OfferKind.ASK, value=texts.ASK_COMMAND)
    parts, commands = (*last.parts, Sentence(text=words)), (*last.commands, command)
    told = replace(last, parts=parts, commands=commands)
    return replace(outcome, replies=(*before, told))
