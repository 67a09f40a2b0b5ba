"""Navigation in a form: the step that is asked, the next without an answer, the one before."""

from __future__ import annotations

from msgspec import Struct

from handlers.form_state import Filling, Phase
from handlers.forms.spec import BETWEEN, Answers, Form, Step
from handlers.texts import forms as texts
from handlers.values.reading import Stored
from policy_kb.models import text_of

_TOGETHER = 450
"""Characters of a summary below which the declaration stands in the same message."""


class Page(Struct, frozen=True):
    """What is shown at the end: the summary, and whether the declaration stands below it."""

    summary: str
    is_declared: bool


def step_of(form: Form, filling: Filling) -> Step | None:
    """The step that is asked, where it still concerns somebody who answered so."""
    return next((step for step in form.asked(filling.answers) if step.field == filling.asking), None)


def unanswered(form: Form, answers: Answers) -> Step | None:
    """The first step without an answer."""
    return next((step for step in form.asked(answers) if step.field not in answers), None)


def ahead(form: Form, filling: Filling) -> Filling:
    """The form at its first step without an answer, or at its summary."""
    step = unanswered(form, filling.answers)
    phase = Phase.ASKING if step else Phase.REVIEW
    return Filling(answers=filling.answers, asking=step.field if step else "", phase=phase)


def at(filling: Filling, step: Step) -> Filling:
    """The form at a step, which keeps its answer until there is another."""
    return Filling(answers=filling.answers, asking=step.field)


def before(form: Form, filling: Filling) -> Step | None:
    """The step before the one that is asked; of the summary, the last."""
    steps = form.asked(filling.answers)
    if filling.phase is not Phase.ASKING:
        return steps[-1] if steps else None
    place = next((number for number, step in enumerate(steps) if step.field == filling.asking), 0)
    return steps[place - 1] if place else None


def asking_at(form: Form, filling: Filling) -> Page:
    """The last page of the form as it is shown."""
    lines = [texts.summary_head(title=form.title)]
    for place, step in enumerate(form.asked(filling.answers), start=1):
        lines.append(texts.summary_line(place=place, label=step.label, shown=shown(step, filling.answers)))
    summary = "\n".join(lines)
    length = len(summary) + len(text_of(form.declaration)) + len(text_of(form.closing))
    return Page(summary, is_declared=bool(form.declaration) and length <= _TOGETHER)


def shown(step: Step, answers: Answers) -> str:
    """An answer as people read it."""
    return shown_value(step, answers.get(step.field))


def shown_value(step: Step, stored: Stored) -> str:
    """A value of the step as people read it."""
    taken = str(stored).split(BETWEEN) if step.many else [stored]
    chosen = texts.joined(labels=tuple(choice.label for choice in step.choices if choice.stored in taken))
    if chosen:
        return chosen
    return texts.SKIPPED if stored is None and not step.files else step.show(stored)
