"""The form of an action on a target: its fields, what stands against a value of one, what is said around them."""

from __future__ import annotations

from handlers.casework.recipients import basis_label
from handlers.dates import local_day
from handlers.forms.spec import Answers, Form
from handlers.results import Source
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.action_form import action_form
from handlers.staff.actions.target_words import name_of
from handlers.staff.actions.targets import Target
from handlers.texts import desk as texts
from handlers.values.reading import Stored
from policy_kb.models import Part, Sentence


def opened_form(visit: Acting, action: Action, target: Target, answers: Answers, *, at_desk: bool = False) -> Form:
    """What the action asks; a value is checked with the `answers` that there are when it is checked."""
    note = action.note(visit.work, target)
    closing = (texts.basis(label=basis_label(visit.kb, action.basis)), note, action.reminder(visit.work, target))

    def check(field: str, stored: Stored) -> tuple[Part, ...]:
        reasons = action.check(visit.work, visit.member, target, {**answers, field: stored}, field)
        said = [texts.against(reason=one.text, is_office=one.source is Source.OFFICE) for one in reasons]
        return tuple(Sentence(text=text) for text in (*said, *((texts.TYPE_AGAIN,) if said else ())))

    return action_form(
        action,
        kb=visit.kb,
        title=texts.form_title(label=action.label, number=name_of(target)),
        today=local_day(visit.work.now),
        note=note,
        names=action.names(visit.work, target),
        listed=action.choices(visit.work, target),
        check=check,
        at_desk=at_desk,
        closing=tuple(Sentence(text=text) for text in closing if text),
    )
