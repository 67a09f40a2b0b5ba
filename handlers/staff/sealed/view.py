"""The page of a report: what was registered of it, what is due, and what this officer can do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from msgspec import Struct

from handlers.casework.sealed.authority import handled_complaint
from handlers.casework.sealed.guards import is_offered
from handlers.casework.sealed.procedure import Handled, Looked, Procedure, SealedRecord, procedure_of, record_of
from handlers.casework.sealed.status import status_lines
from handlers.casework.sealed.steps import HandlingStep
from handlers.casework.sealed.terms import Due, terms_of
from handlers.casework.workdays import workdays_of
from handlers.dates import day, local_day
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.staff.cards.people import staff_names
from handlers.staff.sealed.naming import reference
from handlers.staff.sealed.step_forms import Faults, StepForm, step_form
from handlers.texts import sealed_handling as texts
from policy_kb.models import Model
from store.queries.sealed_complaints import change_record, complaint_called, hold_complaints
from store.sealed_records import TooLongError
from store.states import RecipientUnit, SealedTrack


class StepLine(Struct, frozen=True):
    """A step that was done."""

    on: date
    label: str
    said: tuple[str, ...]
    by: str


class Typed(Struct, frozen=True):
    """A form that came back: its step, what was typed, and what is wrong."""

    step: HandlingStep
    words: Mapping[str, str]
    faults: Faults


class SealedView(Struct, frozen=True):
    """A report as an officer sees it; what it says they open elsewhere."""

    id: str
    reference: str
    day: date
    state: str
    track: str
    facts: tuple[tuple[str, str], ...]
    terms: tuple[tuple[Due, str, bool], ...]
    shown: tuple[str, ...]
    forms: tuple[StepForm, ...]
    steps: tuple[StepLine, ...]
    links: tuple[tuple[str, str], ...]
    looks: tuple[str, ...]
    version: int


def sealed_view(acting: Acting, key: str, typed: Typed | None = None) -> SealedView | Reason:
    """The page, for an officer who may deal with it."""
    found = handled_complaint(acting.work, acting.member, key)
    if isinstance(found, Reason):
        return found
    record = record_of(found)
    stands, today = procedure_of(record), local_day(acting.work.now)
    terms = terms_of(stands, found.day, workdays_of(acting.work), today)
    names = _names(acting, record)
    return SealedView(
        id=found.id,
        reference=reference(found.id),
        day=found.day,
        state=texts.STATES[stands.state.value],
        track=texts.TRACKS[stands.track.value] if stands.track else texts.UNREGISTERED,
        facts=tuple(_facts(stands)),
        terms=tuple((due, texts.due(term=due.term.value, on=due.on), due.on < today) for due in terms),
        shown=status_lines(stands, found.day),
        forms=tuple(_forms(stands, acting.member.id, typed)),
        steps=tuple(_step_line(one, names) for one in record.steps),
        links=tuple(_links(acting, stands)),
        looks=tuple(f"{names.get(one.by, '')}（{day(one.on)}）" for one in record.looks),
        version=record.version,
    )


def note_look(acting: Acting, key: str) -> None:
    """Keep that the member looked, and the day, in the report's own record: a log would tell when it came."""
    hold_complaints(acting.work)
    found = handled_complaint(acting.work, acting.member, key)
    if isinstance(found, Reason) or found.record is None:
        return
    record, seen = record_of(found), Looked(by=acting.member.id, on=local_day(acting.work.now))
    if seen not in record.looks:
        others = tuple(one for one in record.looks if one.by != seen.by)
        with suppress(TooLongError):  # full of steps: it is read all the same
            change_record(acting.work, key, record.model_copy(update={"looks": (*others, seen)}).written)


def _facts(found: Procedure) -> Iterator[tuple[str, str]]:
    if found.track is None:
        return
    yield texts.NAMED[0], texts.NAMES[found.is_named]
    yield texts.CONCERNS[0], "、".join(texts.CONCERNED[one.value] for one in found.concerns) or texts.NOBODY
    if found.frozen:
        yield texts.FROZEN_MARK, found.frozen.reason
    if found.proposed:
        yield texts.DELETION_MARK, texts.deletion_waits(on=found.proposed.on)


def _forms(found: Procedure, member: int, typed: Typed | None) -> Iterator[StepForm]:
    for step in HandlingStep:
        is_typed = typed is not None and typed.step is step
        if is_offered(found, step, member) or is_typed:
            words, faults = (typed.words, typed.faults) if typed is not None and is_typed else ({}, {})
            yield step_form(step, words, faults)


def _names(acting: Acting, record: SealedRecord) -> dict[int, str]:
    ids = {one.by for one in record.steps} | {one.by for one in record.looks}
    found = staff_names(acting.work, {f"staff:{one}" for one in ids})
    return {one: found.get(f"staff:{one}", "") for one in ids}


def _step_line(handled: Handled, names: Mapping[int, str]) -> StepLine:
    label = texts.STEPS[handled.given.step.value]
    return StepLine(handled.on, label, tuple(_said(handled.given)), names.get(handled.by, ""))


def _said(given: Model) -> Iterator[str]:
    """What was recorded with a step, in the order in which it was asked; of a proof nothing was kept."""
    for name, field in type(given).model_fields.items():
        value = getattr(given, name)
        if name not in {"step", "proof"}:
            yield texts.recorded(label=field.title or "", value=_shown(name, value))


def _shown(name: str, value: object) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, SealedTrack):
        return texts.TRACKS[value.value]
    if isinstance(value, bool):
        return texts.NAMES[value]
    if isinstance(value, tuple):
        return "、".join(texts.CONCERNED[RecipientUnit(one).value] for one in value) or texts.NOBODY
    return reference(str(value)) if name == "other" else str(value)


def _links(acting: Acting, found: Procedure) -> Iterator[tuple[str, str]]:
    for key in sorted(found.links):
        if complaint_called(acting.work, key) is not None:
            yield key, reference(key)
