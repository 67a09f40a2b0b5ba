"""Corrections in the course of talk: 写错了，是20万; 不对; 把联系人改成李华."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.form_state import Filling, Phase
from handlers.forms.moving import before, step_of
from handlers.forms.spec import Form, Step
from handlers.forms.steering import named
from handlers.values import form_words
from handlers.values.words import asks
from policy_kb.reading import Reading


class Correction(Struct, frozen=True):
    """What is to be corrected, likeliest first, and the words that shall stand there: none where it is asked.

    At the summary no step is likelier than another: there are none unless one is named.
    """

    steps: tuple[Step, ...]
    to: str
    is_named: bool


def find_correction(form: Form, filling: Filling, words: Reading) -> Correction | None:
    """The correction that the words are, if they are one; what a record says went wrong is none."""
    here, said = step_of(form, filling), words.simple.strip()
    is_record = here is not None and here.free and here.likely is None
    if filling.phase not in {Phase.ASKING, Phase.REVIEW} or is_record or asks(words):
        return None
    found = form_words.CHANGE_TO.match(said) or form_words.INSTEAD.match(said) or form_words.WRONG.match(said)
    if found is None:
        return _labelled(form, filling, said)
    groups = found.groupdict()
    what, to = groups["what"] or groups.get("name") or "", groups["to"].strip()
    if what:
        step = named(form.asked(filling.answers), what)
        return Correction((step,), to, is_named=True) if step else None
    steps = () if here is None else tuple(_in_turn(form, filling, here))
    return Correction(steps, to, is_named=False)


def _labelled(form: Form, filling: Filling, said: str) -> Correction | None:
    """A value with its step's name before it, where the step is asked or was."""
    found = form_words.LABELLED.match(said)
    step = named(form.asked(filling.answers), found["what"]) if found else None
    if found is None or step is None or (step.field != filling.asking and not filling.has(step.field)):
        return None
    return Correction((step,), found["to"].strip(), is_named=True)


def _in_turn(form: Form, filling: Filling, here: Step) -> Iterator[Step]:
    """What was answered last, unless the step that is asked holds or doubts a value of its own."""
    last = before(form, filling)
    is_held = bool(filling.doubt) or filling.has(here.field)
    ordered = (here, last) if is_held else (last, here)
    yield from (step for step in ordered if step is not None)
