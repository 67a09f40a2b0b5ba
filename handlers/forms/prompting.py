"""What a form asks: one thing, with an example; at the end the summary, then the declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from handlers.form_state import Filling, Phase
from handlers.forms.attachments import asks_for_card
from handlers.forms.moving import asking_at, shown, shown_value, step_of
from handlers.forms.spec import Form, Prompt, Step
from handlers.texts import forms as texts
from policy_kb.models import Part, Sentence


def prompt(form: Form, filling: Filling) -> Prompt:
    """What is asked where the form stands."""
    match filling.phase:
        case Phase.CANCELLING:
            return Prompt((Sentence(text=texts.CANCEL_ASK),), texts.CANCELLING)
        case Phase.REVIEW:
            return _review(form, filling)
        case Phase.DECLARING:
            return Prompt(form.declaration, cited=form.cited)
        case Phase.ASKING:
            return _ask(form, filling)
        case _:
            assert_never(filling.phase)


def _review(form: Form, filling: Filling) -> Prompt:
    page = asking_at(form, filling)
    parts: list[Part] = [Sentence(text=page.summary), *form.closing]
    if page.is_declared:
        whole = (*parts, Sentence(text=texts.REVIEW_DECLARE_HOW), *form.declaration)
        return Prompt(whole, cited=form.cited)
    return Prompt((*parts, Sentence(text=texts.REVIEW_HOW)), texts.REVIEWING)


def _ask(form: Form, filling: Filling) -> Prompt:
    step = step_of(form, filling)
    assert step is not None
    if filling.doubt:
        said = texts.doubted(label=step.label, shown=shown_value(step, filling.doubt[0]))
        return Prompt((Sentence(text=said),), texts.DOUBTING)
    lines = "\n".join(_lines(form, filling, step))
    choices = tuple((choice.label, choice.label) for choice in step.choices)
    whole = (Sentence(text=lines), *step.note, _hints(form, filling))
    return Prompt(whole, choices, files=step.files, cards=step.files and asks_for_card(step.label))


def _lines(form: Form, filling: Filling, step: Step) -> Iterator[str]:
    steps = form.asked(filling.answers)
    place = steps.index(step)
    decides = next((number for number, one in enumerate(steps) if one.field == form.decided_by), -1)
    total = len(steps) if place > decides else None
    yield texts.progress(place=place + 1, of=total, label=step.label) + step.prompt
    if step.example:
        yield texts.example(of=step.example)
    if filling.has(step.field) and not step.files:
        yield texts.now_holds(shown=shown(step, filling.answers))
    elif step.optional and not step.files:
        yield texts.SKIP_HINT


def _hints(form: Form, filling: Filling) -> Part:
    is_first = form.asked(filling.answers)[0].field == filling.asking
    return Sentence(text=texts.FIRST_HINTS if is_first else texts.HINTS)
