"""The form of an act: its recorded fields, asked one at a time; made from the model that the act declares."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Annotated, Any

from msgspec.structs import replace
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from handlers.casework.amendment_fields import ShareMark
from handlers.casework.answer_fields import PassagesMark
from handlers.casework.fields import (
    LONGEST_TERM,
    ConsoleMark,
    DayCountMark,
    MoneyMark,
    NameMark,
    PapersMark,
    PhoneMark,
    YearMark,
)
from handlers.casework.opening_rows import AreasMark
from handlers.casework.recipients import evaluation_label
from handlers.dates import day
from handlers.form_state import Filling, Phase
from handlers.forms.spec import Choice, Form, Named, Step
from handlers.money import percent, yuan
from handlers.staff.actions import naming, typed_words
from handlers.staff.actions.action import Action
from handlers.staff.actions.field_kinds import as_given, chosen_among, marks_of, plain_kind
from handlers.staff.actions.passage_words import passage_labels, passage_reader
from handlers.staff.actions.spellings import one_spelling
from handlers.texts import casework, complaints, desk, incoming, intentions, quotas, sealed_complaints, serving
from handlers.texts import values as value_texts
from handlers.texts.bodies import MEETING
from handlers.texts.faults import fault_reason
from handlers.texts.people import ROLE_WORDS
from handlers.values import value_words
from handlers.values.amounts import read_amount
from handlers.values.areas import areas_words, read_areas
from handlers.values.contract_terms import WHOLE
from handlers.values.day_counts import read_day_count
from handlers.values.days import day_reader, is_day
from handlers.values.names import lines_without_deceit
from handlers.values.numerals import plainly, to_number
from handlers.values.readers import read_name, read_phone
from handlers.values.reading import Parsed, Reader, Stored, Value, invalid
from handlers.values.words import bare
from handlers.values.years import read_year
from policy_kb.kb import PolicyKB
from policy_kb.models import Model, Part, Sentence
from store.states import (
    CallOutcome,
    ComplaintKind,
    EnterpriseSize,
    EvaluationSource,
    Grade,
    Kind,
    Measure,
    MeetingResult,
    MoneySource,
    PaperKind,
    QuotaChange,
    RecipientUnit,
    RecoveryGround,
    Role,
    ServiceWay,
)

_LABELS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    CallOutcome: intentions.CALL_OUTCOMES,
    ComplaintKind: complaints.KINDS,
    EnterpriseSize: casework.ENTERPRISE_SIZES,
    Grade: casework.GRADES,
    Kind: casework.KINDS,
    Measure: casework.MEASURES,
    QuotaChange: quotas.DIRECTIONS,
    MeetingResult: casework.RESULTS,
    MoneySource: casework.MONEY_SOURCES,
    PaperKind: incoming.KINDS,
    RecipientUnit: sealed_complaints.UNITS,
    RecoveryGround: casework.GROUNDS,
    Role: ROLE_WORDS,
    ServiceWay: serving.WAYS,
}


_STRICT: Mapping[type, str] = {NameMark: value_texts.NAME_SAID, PhoneMark: value_texts.PHONE_SAID}
"""Marks of fields whose words are no free text, and what is said of words that are none of them."""

_AHEAD = frozenset(
    {"answer_by", "due_on", "pay_by", "agreed_pay_on", "effective_on", "rectify_by", "first_day", "last_day"}
)
"""Fields of days that may lie ahead; every other day is of something that was done."""


FieldCheck = Callable[[str, Stored], tuple[Part, ...]]
"""The reasons against the value of a field."""


def _no_reasons(_field: str, _stored: Stored) -> tuple[Part, ...]:
    return ()


_NONE_LISTED: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({})


def action_form(
    action: Action,
    *,
    kb: PolicyKB,
    title: str,
    today: date,
    note: str,
    closing: tuple[Part, ...],
    check: FieldCheck = _no_reasons,
    names: tuple[Named, ...] = (),
    listed: Mapping[str, tuple[tuple[str, str], ...]] = _NONE_LISTED,
    at_desk: bool = False,
) -> Form:
    """The form that asks what an action records; it ends with a summary to be confirmed.

    `names` are the papers that a field of papers names; `listed` by field what is chosen from. `at_desk`:
    without what is asked at the console alone, and with the papers told in words.
    """
    steps = tuple(_listing(step, listed) for step in _steps(action, kb, today, note, check))
    if at_desk:
        steps = tuple(step for step in steps if _is_at_desk(action, step))
    steps = tuple(_naming(step, names, at_desk=at_desk) if _names_papers(action, step) else step for step in steps)
    return Form(name=action.key, version=1, title=title, model=action.fields, steps=steps, closing=closing)


def _is_at_desk(action: Action, step: Step) -> bool:
    return not any(isinstance(mark, ConsoleMark) for mark in marks_of(action.fields.model_fields[step.field]))


def _names_papers(action: Action, step: Step) -> bool:
    return any(isinstance(mark, PapersMark) for mark in marks_of(action.fields.model_fields[step.field]))


def _listing(step: Step, listed: Mapping[str, tuple[tuple[str, str], ...]]) -> Step:
    """The step that is chosen from what there is."""
    if step.field not in listed:
        return step
    choices = tuple(Choice(stored, label) for stored, label in listed[step.field])
    return replace(step, read=_nothing, show=str, choices=choices, free=False)


def _naming(step: Step, names: tuple[Named, ...], *, at_desk: bool) -> Step:
    """The step that names papers: on a page each has a box, in a talk its place."""
    told = (Sentence(text=naming.listed(names)),) if at_desk and names else ()

    def read(words: str) -> Parsed:
        return step.read(naming.written_out(names, words))

    return replace(step, names=names, read=read, note=(*step.note, *told))


def recorded(action: Action, answers: Mapping[str, Stored]) -> Model:
    """What was answered as the action's fields; a skipped one keeps its default.

    Raises:
        ValidationError: an answer is none of the field's values.
    """
    fields = action.fields.model_fields
    given = {name: as_given(fields[name], stored) for name, stored in answers.items() if stored is not None}
    return action.fields.model_validate(given)


def skippable(action: Action) -> bool:
    """Whether nothing has to be asked: the summary can be shown at once."""
    return not any(field.is_required() for field in action.fields.model_fields.values())


def asks_for_words(action: Action | None, filling: Filling) -> bool:
    """Whether the act waits for words of the member's own, which are its record whatever they say."""
    field = action.fields.model_fields.get(filling.asking) if action else None
    return field is not None and filling.phase is Phase.ASKING and plain_kind(field.annotation) is str


def is_choice(kb: PolicyKB, action: Action | None, filling: Filling, words: str) -> bool:
    """Whether the words name one of the choices that the act asks for: whatever they say elsewhere."""
    field = action.fields.model_fields.get(filling.asking) if action else None
    if field is None or filling.phase is not Phase.ASKING:
        return False
    _, _, choices = _way(kb, plain_kind(field.annotation), field, date.min, may_be_ahead=False)
    return any(bare(words) == bare(one.label) for one in choices)


def _steps(action: Action, kb: PolicyKB, today: date, note: str, check: FieldCheck) -> Iterator[Step]:
    """Required fields first: whoever is asked for a note last may skip it at the summary."""
    ordered = sorted(action.fields.model_fields.items(), key=lambda item: not item[1].is_required())
    for name, field in ordered:
        kind = plain_kind(field.annotation)
        read, show, choices = _way(kb, kind, field, today, may_be_ahead=name in _AHEAD)
        strict = next((_STRICT[type(mark)] for mark in marks_of(field) if type(mark) in _STRICT), "")
        yield Step(
            field=name,
            label=field.title or name,
            prompt=field.description or "",
            read=read,
            show=show,
            check=partial(check, name),
            choices=choices,
            many=chosen_among(field) is not None,
            optional=not field.is_required(),
            free=kind is str and not strict,
            again=strict,
            note=(Sentence(text=note),) if note and action.noted in {"", name} else (),
        )


def _way(
    kb: PolicyKB, kind: Any, field: FieldInfo, today: date, *, may_be_ahead: bool
) -> tuple[Reader, Callable[[Stored], str], tuple[Choice, ...]]:
    """How a field is read, shown and chosen."""
    closed = chosen_among(field) or kind
    if isinstance(closed, type) and issubclass(closed, StrEnum):
        return _nothing, str, tuple(_choices(kb, closed))
    if kind is bool:
        return _nothing, str, _yes_or_no()
    if kind is date:
        return day_reader(today, may_be_ahead=may_be_ahead), _day, ()
    if any(isinstance(mark, PassagesMark) for mark in marks_of(field)):
        return passage_reader(kb), partial(passage_labels, kb), ()
    read, show = next((_MARKED[type(mark)] for mark in marks_of(field) if type(mark) in _MARKED), (None, str))
    return read or _words_reader(kb, field), show, ()


def _yes_or_no() -> tuple[Choice, ...]:
    """Yes and no."""
    yes = Choice(stored=True, label=desk.YES, words=typed_words.YES_WORDS)
    return (yes, Choice(stored=False, label=desk.NO, words=typed_words.NO_WORDS))


def _choices(kb: PolicyKB, kind: type[StrEnum]) -> Iterator[Choice]:
    for member in kind:
        if isinstance(member, EvaluationSource):
            yield Choice(member.value, evaluation_label(kb, member))
        else:
            yield Choice(member.value, _LABELS[kind][member.value])


def _words_reader(kb: PolicyKB, field: FieldInfo) -> Reader:
    """Any words that the field's own rules take; paragraphs stay."""
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    adapter: TypeAdapter[str] = TypeAdapter(kind)
    meeting = kb.written_out(MEETING)

    def read(words: str) -> Parsed:
        if value_words.DOCUMENT.search(field.title or "") and is_day(words):
            return invalid(value_texts.no_document(label=field.title or ""))
        words = lines_without_deceit(one_spelling(field.title or "", words, meeting))
        try:
            return Value(adapter.validate_python(words) or None)
        except ValidationError as error:
            fault = error.errors(include_url=False)[0]
            return invalid(
                desk.bad_value(
                    label=field.title or "",
                    reason=fault_reason(kind=fault["type"], context=fault.get("ctx", {}), otherwise=desk.ODD),
                )
            )

    return read


def _nothing(_words: str) -> Parsed:
    return None


def _day(stored: Stored) -> str:
    return day(date.fromisoformat(str(stored)))


def _read_share(words: str) -> Parsed:
    """30%, 百分之三十五, 32.5: per cent, kept in basis points."""
    said = typed_words.PER_CENT.sub("", unicodedata.normalize("NFKC", words)).strip()
    share = to_number(plainly(said))
    points = share * 100 if share is not None else Decimal(0)
    whole = points == points.to_integral_value() and 0 < points <= WHOLE
    return Value(int(points)) if whole else invalid(desk.SHARE_SAID)


def _read_days(words: str) -> Parsed:
    count = read_day_count(words, 1, LONGEST_TERM)
    return Value(count) if count is not None else invalid(desk.DAYS_SAID)


def _days(stored: Stored) -> str:
    return value_texts.days(count=int(stored or 0))


def _percent(stored: Stored) -> str:
    return percent(int(stored or 0))


def _yuan(stored: Stored) -> str:
    return yuan(int(stored or 0))


_MARKED: Mapping[type, tuple[Reader, Callable[[Stored], str]]] = {
    MoneyMark: (read_amount, _yuan),
    ShareMark: (_read_share, _percent),
    DayCountMark: (_read_days, _days),
    NameMark: (read_name, str),
    YearMark: (read_year, lambda stored: f"{stored}年"),
    PhoneMark: (read_phone, str),
    AreasMark: (read_areas, lambda stored: areas_words(None if stored is None else str(stored))),
}
"""How the values of marked fields are read and shown."""
