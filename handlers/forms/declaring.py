"""The end of a form: what words do to its summary and its declaration."""

from __future__ import annotations

from msgspec.structs import replace

from handlers.form_state import Filling, Phase
from handlers.forms import steering_words
from handlers.forms.moving import asking_at
from handlers.forms.spec import Form, Move, Taken
from handlers.texts import forms as texts
from handlers.values import form_words
from handlers.values.words import asks, bare
from policy_kb.models import Part, Sentence
from policy_kb.reading import Reading


def while_reviewing(form: Form, filling: Filling, words: Reading) -> Taken:
    """Confirm what was shown; where it is declared too, only the very words end it."""
    said = words.bare
    if form.declaration:
        if said == bare(form.confirm_by) and asking_at(form, filling).is_declared:
            return Taken(Move.FINISH, filling)
        if said in steering_words.SURE_WORDS or said == bare(form.confirm_by):
            return Taken(Move.ASK, replace(filling, phase=Phase.DECLARING))
        if said in steering_words.ENDING_WORDS:
            return Taken(Move.ASK, filling)
        return _not_declared(form, filling, words)
    return Taken(Move.FINISH if said in steering_words.SURE_WORDS else Move.OTHER, filling)


def while_declaring(form: Form, filling: Filling, words: Reading) -> Taken:
    """Only the very words declare."""
    said = words.bare
    if said == bare(form.confirm_by):
        return Taken(Move.FINISH, filling)
    return _not_declared(form, filling, words)


def _not_declared(form: Form, filling: Filling, words: Reading) -> Taken:
    """Whoever nearly declares, refuses to, or names an item is told how it is done; a question does neither."""
    said = words.bare
    if asks(words):
        return Taken(Move.OTHER, filling)
    if form_words.UNDECLARED.search(said):
        return Taken(Move.ASK, filling, _said(texts.not_declared(word=form.confirm_by)))
    if form_words.NEARLY_DECLARED.search(said):
        return Taken(Move.ASK, filling, _said(texts.declare_exactly(word=form.confirm_by)))
    if said.isdigit():
        return Taken(Move.ASK, filling, _said(texts.number_declares_nothing(word=form.confirm_by)))
    return Taken(Move.OTHER, filling)


def _said(text: str) -> tuple[Part, ...]:
    return (Sentence(text=text),)
