"""A new 提请批次 as one form: what the 请示 says, and a box for each application that can be tabled."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import ValidationError

from handlers.casework.allowed import whole_reasons
from handlers.casework.batch_fields import MOST_ITEMS, FormBatchFields
from handlers.casework.transitions import ActName
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.texts import console_batches as texts
from handlers.texts import forms as form_texts

TITLE, REPORTER, DOCUMENT = "title", "reporter", "document"
CHOSEN = "a."
"""Before the number of an application: the name of its box."""

_WANTED = (TITLE, REPORTER)
_LONGEST_LINE = 200


class FormingForm(Struct, frozen=True):
    """What was filled in, with what is wrong with it; `fields` where it can be read."""

    title: str = ""
    reporter: str = ""
    document: str = ""
    chosen: tuple[str, ...] = ()
    fields: FormBatchFields | None = None
    faults: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reasons: tuple[Reason, ...] = ()


def read_forming(typed: Mapping[str, str]) -> FormingForm:
    """What was typed and ticked."""
    chosen = tuple(name.removeprefix(CHOSEN) for name in typed if name.startswith(CHOSEN))
    title, reporter, document = (typed.get(name, "").strip() for name in (TITLE, REPORTER, DOCUMENT))
    form = FormingForm(title, reporter, document, chosen)
    faults = {name: form_texts.fill_in(label=_label(name)) for name in _WANTED if not typed.get(name, "").strip()}
    lengths = {name: texts.TOO_LONG for name in (*_WANTED, DOCUMENT) if len(typed.get(name, "")) > _LONGEST_LINE}
    if not chosen:
        faults[CHOSEN] = texts.NOTHING_CHOSEN
    elif len(chosen) > MOST_ITEMS:
        faults[CHOSEN] = texts.TOO_MANY
    return _made(replace(form, faults=faults | lengths))


def judged_forming(acting: Acting, form: FormingForm) -> FormingForm:
    """The form with everything that stands against it."""
    if form.fields is None:
        return form
    reasons = whole_reasons(acting.work, acting.member, ActName.FORM_BATCH, "", form.fields)
    return replace(form, reasons=reasons)


def _made(form: FormingForm) -> FormingForm:
    if form.faults:
        return form
    try:
        fields = FormBatchFields(
            title=form.title, reporter=form.reporter, document=form.document, applications=form.chosen
        )
    except ValidationError:
        return replace(form, faults={CHOSEN: texts.TOO_LONG})
    return replace(form, fields=fields)


def _label(name: str) -> str:
    return FormBatchFields.model_fields[name].title or name
