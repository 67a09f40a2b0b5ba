"""The forms of the steps of a report: what is asked, and what was typed made into the step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from msgspec import Struct
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from handlers.casework.sealed.guards import STEP_RULES
from handlers.casework.sealed.steps import AnyGiven, Given, HandlingStep
from handlers.staff.actions.field_kinds import Widget, chosen_among, plain_kind, widget_of
from handlers.texts import sealed_handling as texts
from handlers.values.days import day_reader
from handlers.values.reading import Value
from store.states import RecipientUnit, SealedTrack

GRAVE = frozenset({HandlingStep.STAND_ASIDE, HandlingStep.DELETE})
"""What cannot be taken back: a box has to be ticked."""

SURE = "sure"
_YES, _NO = "yes", "no"
_STEP = "step"
_PROOF = "proof"
_GIVEN: TypeAdapter[Given] = TypeAdapter(AnyGiven)


class StepField(Struct, frozen=True):
    """A field as the page asks for it, with what was typed. `choices`: value, label, whether it is taken."""

    name: str
    label: str
    hint: str
    widget: Widget
    choices: tuple[tuple[str, str, bool], ...]
    words: str
    picked: str
    fault: str
    is_optional: bool


class StepForm(Struct, frozen=True):
    """The form of a step."""

    step: HandlingStep
    label: str
    hint: str
    fields: tuple[StepField, ...]
    is_grave: bool
    fault: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether it came back."""
        return bool(self.fault) or any(field.fault for field in self.fields)


Faults = Mapping[str, str]
"""By field, what is to be written in its place."""


class Wrong(Struct, frozen=True):
    """What was typed is no step yet."""

    faults: Faults


def step_form(step: HandlingStep, typed: Mapping[str, str], faults: Faults) -> StepForm:
    """The form, with what was typed and what is wrong with it."""
    fields = STEP_RULES[step].given.model_fields
    made = tuple(_field(name, field, typed, faults) for name, field in fields.items() if name != _STEP)
    hint = texts.HINTS.get(step.value, "")
    return StepForm(step, texts.STEPS[step.value], hint, made, step in GRAVE, faults.get(SURE, ""))


def read_step(step: HandlingStep, typed: Mapping[str, str], today: date) -> Given | Wrong:
    """The step that was typed, or what is wrong in which field."""
    faults: dict[str, str] = {}
    values: dict[str, object] = {_STEP: step.value}
    for name, field in STEP_RULES[step].given.model_fields.items():
        if name != _STEP:
            values |= _read(name, field, typed, today, faults)
    if step in GRAVE and typed.get(SURE) != _YES:
        faults[SURE] = texts.TICK
    return Wrong(faults) if faults else _made(step, values)


def _made(step: HandlingStep, values: Mapping[str, object]) -> Given | Wrong:
    try:
        return _GIVEN.validate_python(values)
    except ValidationError as error:
        fields = STEP_RULES[step].given.model_fields
        wrong = (str(fault["loc"][-1]) for fault in error.errors(include_url=False))
        return Wrong({name: texts.too_long(label=fields[name].title or "") for name in wrong if name in fields})


def _read(
    name: str, field: FieldInfo, typed: Mapping[str, str], today: date, faults: dict[str, str]
) -> dict[str, object]:
    """The value of a field by its name; of one that is wanting there is a fault instead."""
    if (among := chosen_among(field)) is not None:
        return {name: [one.value for one in among if typed.get(f"{name}.{one.value}")]}
    words = typed.get(name, "").strip()
    if widget_of(field) is Widget.DAY:
        return _read_day(name, typed.get(f"{name}.day", "").strip() or words, today, faults)
    if not words and _must_be_given(name, field):
        said = texts.choose if widget_of(field) is Widget.CHOICE else texts.fill_in
        faults[name] = said(label=field.title or "")
        return {}
    return {name: words == _YES if plain_kind(field.annotation) is bool else words}


def _must_be_given(name: str, field: FieldInfo) -> bool:
    """A proof is typed each time, though none is kept with the step."""
    return field.is_required() or name == _PROOF


def _read_day(name: str, words: str, today: date, faults: dict[str, str]) -> dict[str, object]:
    found = day_reader(today)(words)
    if isinstance(found, Value):
        return {name: str(found.stored)}
    faults[name] = texts.WRITE_DAY
    return {}


def _field(name: str, field: FieldInfo, typed: Mapping[str, str], faults: Faults) -> StepField:
    return StepField(
        name=name,
        label=field.title or "",
        hint=field.description or "",
        widget=widget_of(field),
        choices=tuple(_choices(name, field, typed)),
        words=typed.get(name, ""),
        picked=typed.get(f"{name}.day", ""),
        fault=faults.get(name, ""),
        is_optional=not _must_be_given(name, field) and chosen_among(field) is None,
    )


_LABELS: Mapping[Any, Mapping[str, str]] = {RecipientUnit: texts.CONCERNED, SealedTrack: texts.TRACKS}


def _choices(name: str, field: FieldInfo, typed: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    kind = chosen_among(field) or plain_kind(field.annotation)
    if kind is bool:
        for value, is_so in ((_YES, True), (_NO, False)):
            yield value, texts.NAMES[is_so], typed.get(name) == value
    elif isinstance(kind, type) and issubclass(kind, StrEnum):
        is_several = chosen_among(field) is not None
        for one in kind:
            taken = bool(typed.get(f"{name}.{one.value}")) if is_several else typed.get(name) == one.value
            yield one.value, _LABELS[kind][one.value], taken
