"""What a steering word does to a form."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from handlers.form_state import Filling, Phase
from handlers.forms.commands import Command, change_asked
from handlers.forms.moving import ahead, at, before, shown, step_of
from handlers.forms.spec import Form, Move, Step, Taken
from handlers.texts import forms as texts
from handlers.values.numerals import to_number
from policy_kb.models import Part, Sentence
from policy_kb.reading import Reading


def steer(form: Form, filling: Filling, command: Command, words: Reading) -> Taken:  # noqa: PLR0911 -- one case a word
    """Do what the word says; where it does not fit the place, say what would."""
    match command:
        case Command.RESUME:
            return Taken(Move.ASK, filling)
        case Command.NEXT | Command.DONE:
            return _next(form, filling, is_done=command is Command.DONE)
        case Command.BACK:
            return _back(form, filling)
        case Command.SKIP:
            return _skip(form, filling)
        case Command.CHANGE:
            return _change(form, filling, change_asked(words))
        case Command.CANCEL | Command.CANCEL_SURE:
            # Never at one blow: what it deletes is told first.
            return Taken(Move.ASK, replace(filling, phase=Phase.CANCELLING, doubt=()))
        case Command.SAVE:
            return Taken(Move.SAVE, replace(filling, doubt=()))
        case Command.HELP:
            return Taken(Move.ASK, filling, _help(form, filling))
        case Command.SUMMARY:
            return _summary(form, filling)
        case _:
            assert_never(command)


def _next(form: Form, filling: Filling, *, is_done: bool) -> Taken:
    step = step_of(form, filling)
    if filling.phase is not Phase.ASKING or step is None:
        return Taken(Move.OTHER if is_done else Move.ASK, filling)
    if step.files:
        return _close_files(form, filling, step)
    if is_done:
        return Taken(Move.OTHER, filling)
    if filling.has(step.field):
        return Taken(Move.ASK, ahead(form, filling))
    return Taken(Move.ASK, filling)


def _close_files(form: Form, filling: Filling, step: Step) -> Taken:
    if reasons := step.enough():
        return Taken(Move.ASK, filling, reasons)
    answers = {**filling.answers, step.field: True}
    return Taken(Move.ASK, ahead(form, Filling(answers=answers)))


def _back(form: Form, filling: Filling) -> Taken:
    previous = before(form, filling)
    if previous is None:
        return Taken(Move.ASK, filling, _said(texts.FIRST_ALREADY))
    return Taken(Move.ASK, at(filling, previous))


def _skip(form: Form, filling: Filling) -> Taken:
    step = step_of(form, filling)
    if filling.phase is not Phase.ASKING or step is None:
        return Taken(Move.OTHER, filling)
    if step.files:
        return _close_files(form, filling, step)
    if not step.optional:
        return Taken(Move.ASK, filling, _said(texts.NOT_OPTIONAL))
    return Taken(Move.ASK, ahead(form, Filling(answers={**filling.answers, step.field: None})))


def _change(form: Form, filling: Filling, what: str) -> Taken:
    steps = form.asked(filling.answers)
    step = named(steps, what)
    if step is None:
        said = texts.cannot_change(what=what) if what else texts.CHANGE_WHICH
        return Taken(Move.ASK, filling, which_to_change(form, filling, said))
    if not filling.has(step.field) and step.field != filling.asking:
        return Taken(Move.ASK, filling, _said(texts.NOT_ANSWERED_YET))
    return Taken(Move.ASK, at(filling, step))


def named(steps: tuple[Step, ...], what: str) -> Step | None:
    """The step of a number or a name; None where there is none, or several."""
    if number := to_number(what[:6]):
        place = int(number)
        return steps[place - 1] if 0 < place <= len(steps) else None
    if not what:
        return None
    exact = [step for step in steps if what == step.label or what in step.words]
    if exact and all(step.files for step in exact):
        return exact[0]  # 修改材料: from the first item on
    near = exact or [step for step in steps if what in step.label or any(what in word for word in step.words)]
    return near[0] if len(near) == 1 else None


def _help(form: Form, filling: Filling) -> tuple[Part, ...]:
    step = step_of(form, filling)
    more = step.help if step else ""
    return _said(f"{texts.HELP}\n{more}" if more else texts.HELP)


def _summary(form: Form, filling: Filling) -> Taken:
    reached = ahead(form, filling)
    if reached.phase is Phase.REVIEW:
        return Taken(Move.ASK, reached)
    return Taken(Move.ASK, filling, (*_said(texts.SUMMARY_LATER), *_so_far(form, filling)))


def which_to_change(form: Form, filling: Filling, said: str) -> tuple[Part, ...]:
    """What was said, above the numbers that it speaks of; at the end the summary has them."""
    if filling.phase is not Phase.ASKING:
        return _said(said)
    listed = _so_far(form, filling)
    return (*_said(said), *listed) if listed else _said(texts.NOTHING_FILLED)


def _so_far(form: Form, filling: Filling) -> tuple[Part, ...]:
    steps = enumerate(form.asked(filling.answers), start=1)
    lines = [
        texts.summary_line(place=place, label=step.label, shown=shown(step, filling.answers))
        for place, step in steps
        if filling.has(step.field)
    ]
    return _said(texts.so_far(lines="\n".join(lines))) if lines else ()


def _said(text: str) -> tuple[Part, ...]:
    return (Sentence(text=text),)
