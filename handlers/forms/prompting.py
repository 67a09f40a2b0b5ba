"""What a form asks: one thing, with an example; at the end the summary, then the declaration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
            return Prompt(form.declaration, commands=_plain((form.confirm_by, *_LEAVING)), cited=form.cited)
        case Phase.ASKING:
            return _ask(form, filling)
        case _:
            assert_never(filling.phase)


def _review(form: Form, filling: Filling) -> Prompt:
    page = asking_at(form, filling)
    parts: list[Part] = [Sentence(text=page.summary), *form.closing]
    if page.is_declared:
        whole = (*parts, Sentence(text=texts.REVIEW_DECLARE_HOW), *form.declaration)
        commands = (*_plain((form.confirm_by,)), *_corrections(form, filling), *_plain(_LEAVING))
        return Prompt(whole, commands=commands, cited=form.cited)
    commands = (*_corrections(form, filling), *_plain((texts.CANCEL_LABEL,)))
    return Prompt((*parts, Sentence(text=texts.REVIEW_HOW)), texts.REVIEWING, commands)


def _ask(form: Form, filling: Filling) -> Prompt:
    step = step_of(form, filling)
    assert step is not None
    if filling.doubt:
        said = texts.doubted(label=step.label, shown=shown_value(step, filling.doubt[0]))
        return Prompt((Sentence(text=said),), texts.DOUBTING)
    lines = "\n".join(_lines(form, filling, step))
    choices = tuple((choice.label, choice.label) for choice in step.choices)
    whole = (Sentence(text=lines), *step.note, _hints(form, filling))
    commands = _plain(_commands(form, filling, step))
    return Prompt(whole, choices, commands, files=step.files, cards=step.files and asks_for_card(step.label))


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
    return Sentence(text=texts.FIRST_HINTS if _is_first(form, filling) else texts.HINTS)


def _is_first(form: Form, filling: Filling) -> bool:
    return form.asked(filling.answers)[0].field == filling.asking


_LEAVING = (texts.LATER_LABEL, texts.CANCEL_LABEL)


def _commands(form: Form, filling: Filling, step: Step) -> Iterator[str]:
    """What the step's own sentences and the hints below it name."""
    yield from step.commands
    if filling.has(step.field) and not step.files:
        yield texts.KEEP_LABEL
    elif step.optional and not step.files:
        yield texts.SKIP_LABEL
    if not _is_first(form, filling):
        yield texts.BACK_LABEL
    yield from _LEAVING
    yield texts.HELP_LABEL


def _corrections(form: Form, filling: Filling) -> Iterator[tuple[str, str]]:
    """修改 with the place of each line of the summary."""
    for place, step in enumerate(form.asked(filling.answers), start=1):
        yield texts.correct(label=step.label), texts.correct(label=f" {place}")


def _plain(words: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Commands whose label is what is said."""
    return tuple((word, word) for word in words)
