"""What an action's page shows: its fields, what was typed and what is wrong, or what will be recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from handlers.casework.recipients import basis_label
from handlers.casework.transitions import Subject
from handlers.dates import local_day
from handlers.forms.moving import shown
from handlers.forms.spec import Named, Step
from handlers.money import in_capitals
from handlers.results import Source
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.field_kinds import Widget, widget_of
from handlers.staff.actions.filled_form import DAY, FilledForm, boxes_of, fill_in
from handlers.staff.actions.naming import is_named, why
from handlers.staff.actions.target_words import title_of
from handlers.staff.actions.targets import Target
from handlers.staff.cards.card import Card
from handlers.staff.lists.complaint_view import Letter, letter_of
from handlers.staff.overview.card_of import card_of
from handlers.texts.casework import MEASURE_SOURCE
from policy_kb.models import Part, Sentence

_FEW = 7
"""Choices that are all shown at once; more are a list to open."""


class PaperView(Struct, frozen=True, kw_only=True):
    """A paper that can be named, with what is wrong with it."""

    code: str
    label: str
    hint: str
    always: bool
    is_named: bool
    why: str


class FieldView(Struct, frozen=True, kw_only=True):
    """A field as it stands on the page. `words` is what was typed; of a day also what the calendar gave."""

    name: str
    label: str
    prompt: str
    note: tuple[Part, ...]
    widget: Widget
    is_optional: bool
    words: str
    picked: str = ""
    choices: tuple[tuple[str, str, bool], ...] = ()  # stored, label, whether it is taken
    papers: tuple[PaperView, ...] = ()
    faults: tuple[Part, ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether the choices are too many to be shown at once."""
        return self.widget is Widget.CHOICE and len(self.choices) > _FEW


class RowView(Struct, frozen=True, kw_only=True):
    """A line of what will be recorded; money also in words."""

    label: str
    value: str
    in_capitals: str = ""


class ActionView(Struct, frozen=True, kw_only=True):
    """The page: a form, its summary where `rows` are there, or why the act cannot be done where it `is_closed`."""

    action: Action
    subject: Subject
    number: str
    name: str
    source: str
    basis: str
    card: Card | None
    letter: Letter | None  # of what was left openly, as far as the member may read it
    seen: int
    today: date
    typed: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[FieldView, ...] = ()
    rows: tuple[RowView, ...] | None = None
    said: tuple[Part, ...] = ()  # below the summary
    problem: tuple[Part, ...] = ()
    is_closed: bool = False


def form_view(
    acting: Acting,
    catalogue: Catalogue,
    action: Action,
    target: Target,
    filled: FilledForm | None = None,
    *,
    typed: Mapping[str, str],
    problem: tuple[Part, ...] = (),
    is_closed: bool = False,
) -> ActionView:
    """All fields at once; with what is wrong of each where it was `filled` in."""
    typed = {**action.suggested(acting.work, target), **typed}
    form = (filled or fill_in(acting, action, target, typed)).form
    faults = filled.faults if filled else {}
    fields = tuple(_noted_once(_field(action, step, typed, faults.get(step.field, ())) for step in form.steps))
    return _view(
        acting, catalogue, action, target, typed=typed, fields=fields, problem=problem, is_closed=is_closed
    )


def review_view(
    acting: Acting,
    catalogue: Catalogue,
    action: Action,
    target: Target,
    filled: FilledForm,
    *,
    typed: Mapping[str, str],
    preview: str = "",
) -> ActionView:
    """What will be recorded, in the words of the chat's summary, and what it comes to."""
    rows = tuple(_rows(action, filled))
    said = (*(Sentence(text=line) for line in preview.splitlines()), *filled.form.closing)
    return _view(acting, catalogue, action, target, typed=typed, rows=rows, said=said)


def _view(
    acting: Acting,
    catalogue: Catalogue,
    action: Action,
    target: Target,
    *,
    typed: Mapping[str, str],
    fields: tuple[FieldView, ...] = (),
    rows: tuple[RowView, ...] | None = None,
    said: tuple[Part, ...] = (),
    problem: tuple[Part, ...] = (),
    is_closed: bool = False,
) -> ActionView:
    is_written, basis = action.basis.source is Source.MEASURE, basis_label(acting.kb, action.basis)
    has_card = target.held is not None or target.kind is not None
    return ActionView(
        action=action,
        subject=target.subject,
        number=target.number,
        name=title_of(target),
        source=MEASURE_SOURCE if is_written else basis,
        basis=basis if is_written else "",
        card=card_of(acting, catalogue, target) if has_card else None,
        letter=letter_of(acting, catalogue, target.complaint) if target.complaint is not None else None,
        seen=target.version,
        today=local_day(acting.work.now),
        typed=typed,
        fields=fields,
        rows=rows,
        said=said,
        problem=problem,
        is_closed=is_closed,
    )


def _noted_once(fields: Iterable[FieldView]) -> Iterator[FieldView]:
    """The fields, each note at the first that has it: one by one they repeat it, here all are seen at once."""
    seen = list[Part]()
    for one in fields:
        yield replace(one, note=tuple(part for part in one.note if part not in seen))
        seen += one.note


def _field(action: Action, step: Step, typed: Mapping[str, str], faults: tuple[Part, ...]) -> FieldView:
    words, taken = typed.get(step.field, ""), {typed.get(step.field, ""), *boxes_of(step.field, typed)}
    choices = ((str(one.stored), one.label) for one in step.choices)
    return FieldView(
        name=step.field,
        label=step.label,
        prompt=step.prompt,
        note=step.note,
        widget=widget_of(action.fields.model_fields[step.field]),
        is_optional=step.optional,
        words=words,
        picked=typed.get(f"{step.field}.{DAY}", ""),
        choices=tuple((stored, label, stored in taken) for stored, label in choices),
        papers=tuple(_paper(step, one, typed) for one in step.names),
        faults=faults,
    )


def _paper(step: Step, one: Named, typed: Mapping[str, str]) -> PaperView:
    return PaperView(
        code=one.code,
        label=one.label,
        hint=one.hint,
        always=one.always,
        is_named=is_named(step, one, typed),
        why=why(step, one, typed),
    )


def _rows(action: Action, filled: FilledForm) -> Iterator[RowView]:
    for step in filled.form.steps:
        stored = filled.answers.get(step.field)
        is_money = widget_of(action.fields.model_fields[step.field]) is Widget.MONEY
        yield RowView(
            label=step.label,
            value=shown(step, filled.answers),
            in_capitals=in_capitals(stored) if is_money and isinstance(stored, int) else "",
        )
