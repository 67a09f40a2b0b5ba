"""Classifies words while a form is open: a question, small talk, a wish, astray, or plain."""

from __future__ import annotations

from handlers.forms.spec import Talk
from handlers.values import form_words
from handlers.values.words import wonders
from policy_kb.models import FLOWS, AnswerKind
from policy_kb.reading import Reading

_UNSURE = frozenset({AnswerKind.UNSTATED, AnswerKind.CLARIFY})


def sense(words: Reading | str, kind: AnswerKind) -> Talk:
    """Judge by the form of the words first, then by what the knowledge base takes them for."""
    said = Reading.of(words).simple
    if form_words.ASKING.search(said):
        return Talk.ASKS
    if wonders(said):
        return Talk.WONDERS
    if kind is AnswerKind.SMALLTALK:
        return Talk.CHAT
    if kind in FLOWS or kind in _UNSURE:
        return Talk.LEADS
    return Talk.STRAY if kind is AnswerKind.OOS else Talk.PLAIN
