"""Classifies words while a form is open: a question, small talk, a wish, astray, or plain."""

from __future__ import annotations

from handlers.forms.spec import Talk
from handlers.values import form_words
from handlers.values.words import wonders
from policy_kb.matching.normalise import simplify
from policy_kb.models import FLOWS, AnswerKind

_UNSURE = frozenset({AnswerKind.UNSTATED, AnswerKind.CLARIFY})


def sense(words: str, kind: AnswerKind) -> Talk:
    """Judge by the form of the words first, then by what the knowledge base takes them for."""
    words = simplify(words)
    if form_words.ASKING.search(words):
        return Talk.ASKS
    if wonders(words):
        return Talk.WONDERS
    if kind is AnswerKind.SMALLTALK:
        return Talk.CHAT
    if kind in FLOWS or kind in _UNSURE:
        return Talk.LEADS
    return Talk.STRAY if kind is AnswerKind.OOS else Talk.PLAIN
