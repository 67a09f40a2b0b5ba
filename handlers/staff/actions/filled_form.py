"""All fields of an action at once: each read by its step, each fault beside its field."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from handlers.forms.spec import Form, Step
from handlers.forms.whole_answer import read_answer, read_several
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.field_kinds import Widget, widget_of
from handlers.staff.actions.naming import composed
from handlers.staff.actions.opened_form import opened_form
from handlers.staff.actions.targets import Target
from handlers.texts import console_actions as texts
from handlers.values.reading import Invalid, Stored, Value, invalid
from policy_kb.models import Part

DAY = "day"
"""Behind a field's name: the day as a calendar gives it, beside the words in which it may be written."""


class FilledForm(Struct, frozen=True):
    """What was read of the fields, and by field what is wrong with the others."""

    form: Form
    answers: Mapping[str, Stored]
    faults: Mapping[str, tuple[Part, ...]]


def fill_in(visit: Acting, action: Action, target: Target, typed: Mapping[str, str]) -> FilledForm:
    """Read what was typed, by the names of the fields; a box of several is named `field.box`."""
    answers, faults = dict[str, Stored](), dict[str, tuple[Part, ...]]()
    form = opened_form(visit, action, target, answers)
    for step in form.steps:
        match _read(action, step, typed):
            case Value(stored):
                answers[step.field] = stored
            case Invalid(parts):
                faults[step.field] = parts
    for step in form.steps:
        if answers.get(step.field) is not None and (reasons := step.check(answers[step.field])):
            faults[step.field] = reasons
    return FilledForm(form, answers, faults)


def boxes_of(field: str, typed: Mapping[str, str]) -> list[str]:
    """Which boxes of a field are ticked."""
    return [name.removeprefix(f"{field}.") for name in typed if name.startswith(f"{field}.")]


def _read(action: Action, step: Step, typed: Mapping[str, str]) -> Value | Invalid:
    if step.many:
        return read_several(step, boxes_of(step.field, typed))
    if step.names:
        words = composed(step, typed)
        return words if isinstance(words, Invalid) else read_answer(step, words)
    words = typed.get(step.field, "")
    if widget_of(action.fields.model_fields[step.field]) is not Widget.DAY:
        return read_answer(step, words)
    picked = typed.get(f"{step.field}.{DAY}", "")
    read = read_answer(step, words or picked)
    is_other = bool(words and picked) and isinstance(read, Value) and str(read.stored) != picked
    return invalid(texts.TWO_DAYS) if is_other else read
