"""The results of a whole batch as one form: read line by line, each fault beside its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import ValidationError

from handlers.casework.allowed import whole_reasons
from handlers.casework.attempt import system
from handlers.casework.batch_fields import SittingFields
from handlers.casework.batches import LineAct
from handlers.casework.fields import InPrincipleFields, MeetingFields, NotHeardFields, PartlyFields
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.batch_runs import batch_acts
from handlers.staff.actions.spellings import one_spelling
from handlers.texts import batches as words
from handlers.texts import console_batches as texts
from handlers.texts import forms as form_texts
from handlers.texts.bodies import MEETING
from handlers.values.amounts import read_amount
from handlers.values.days import day_reader
from handlers.values.reading import Doubtful, Value
from policy_kb.models import Model
from store.queries.batches import Sent, sent_in
from store.tables.batches import Batch

CHOICES: tuple[ActName, ...] = (
    ActName.AGREE,
    ActName.AGREE_PARTLY,
    ActName.AGREE_IN_PRINCIPLE,
    ActName.POSTPONE,
    ActName.REJECT,
    ActName.NOT_HEARD,
)
"""What can become of a line; the first unless another is chosen."""

SESSION, HELD_ON = "session", "held_on"
RESULT, APPROVED, WORDS = "result", "approved", "words"
"""Behind an application's number: the names of a line's fields."""


class Line(Struct, frozen=True):
    """A line as it was filled in. `said` is a condition, a reason or a note, as the result has it."""

    number: str
    firm: str
    kind: str
    applied: int  # fen
    choice: str
    approved: str = ""
    said: str = ""
    act: LineAct | None = None
    faults: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class ResultsForm(Struct, frozen=True):
    """What was filled in, with what is wrong with it; `sitting` where its two fields can be read."""

    session: str
    held_on: str
    lines: tuple[Line, ...]
    sitting: SittingFields | None = None
    faults: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    reasons: tuple[Reason, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it can be recorded, as far as can be told."""
        marred = any(line.faults or line.reasons for line in self.lines)
        return self.sitting is not None and not (marred or self.faults or self.reasons)

    @property
    def acts(self) -> tuple[LineAct, ...]:
        """What is to be recorded, line by line."""
        return tuple(line.act for line in self.lines if line.act is not None)


def empty_results(acting: Acting, batch: Batch) -> ResultsForm:
    """The form before anything is typed: everything agreed to."""
    return ResultsForm("", "", tuple(_line(sent, {}) for sent in _waiting(acting, batch)))


def read_results(acting: Acting, batch: Batch, typed: Mapping[str, str]) -> ResultsForm:
    """What was typed, each line with its act or what is wrong with it."""
    today = local_day(acting.work.now)
    sitting, faults = _sitting(typed, today, acting.kb.written_out(MEETING))
    day = sitting.held_on if sitting else today
    session = sitting.session if sitting else "—"
    lines = tuple(_read(_line(sent, typed), session, day) for sent in _waiting(acting, batch))
    reasons = _moved(lines, typed)
    return ResultsForm(typed.get(SESSION, ""), typed.get(HELD_ON, ""), lines, sitting, faults, reasons)


def judged(acting: Acting, batch: Batch, form: ResultsForm) -> ResultsForm:
    """The form with everything that stands against its acts, before they are done."""
    if form.sitting is None:
        return form
    work, member = acting.work, acting.member
    own = whole_reasons(work, member, ActName.RECORD_SITTING, str(batch.id), form.sitting)
    lines = tuple(
        replace(line, reasons=whole_reasons(work, member, line.act.act, line.number, line.act.fields))
        if line.act
        else line
        for line in form.lines
    )
    return replace(form, reasons=(*form.reasons, *own), lines=lines)


def refused(form: ResultsForm, own: Sequence[Reason], lines: Mapping[str, Sequence[Reason]]) -> ResultsForm:
    """The form with what it was refused for when it came to be recorded."""
    marked = tuple(replace(line, reasons=tuple(lines.get(line.number, ()))) for line in form.lines)
    return replace(form, reasons=tuple(own), lines=marked)


def _waiting(acting: Acting, batch: Batch) -> Iterator[Sent]:
    items = batch_acts(acting).waiting(batch.id)
    found = sent_in(acting.work, [item.application_id for item in items])
    return (found[item.application_id] for item in items)


def _sitting(
    typed: Mapping[str, str], today: date, meeting: str
) -> tuple[SittingFields | None, Mapping[str, str]]:
    faults = dict[str, str]()
    session = one_spelling(_title(SESSION), typed.get(SESSION, ""), meeting)
    read = day_reader(today)(typed.get(HELD_ON, ""))
    if not session:
        faults[SESSION] = form_texts.fill_in(label=_title(SESSION))
    if not isinstance(read, Value):
        is_empty = not typed.get(HELD_ON, "").strip()
        faults[HELD_ON] = form_texts.fill_in(label=_title(HELD_ON)) if is_empty else texts.DAY_UNREADABLE
    if faults or not isinstance(read, Value):
        return None, faults
    try:
        return SittingFields(session=session, held_on=date.fromisoformat(str(read.stored))), faults
    except ValidationError:
        return None, {SESSION: texts.TOO_LONG}


def _moved(lines: Sequence[Line], typed: Mapping[str, str]) -> tuple[Reason, ...]:
    """A line that was recorded by itself meanwhile, or came back: what was looked at is not what is there."""
    shown = {name.removesuffix(f".{RESULT}") for name in typed if name.endswith(f".{RESULT}")}
    return (system(words.OTHER_LINES),) if shown != {line.number for line in lines} else ()


def _title(name: str) -> str:
    return SittingFields.model_fields[name].title or name


def _line(sent: Sent, typed: Mapping[str, str]) -> Line:
    application, _contract, firm = sent

    def said(name: str) -> str:
        return typed.get(f"{application.number}.{name}", "").strip()

    choice = said(RESULT) if typed else CHOICES[0].value
    kind, applied = application.kind, application.amount
    return Line(application.number, firm.name, kind, applied, choice, said(APPROVED), said(WORDS))


def _read(line: Line, session: str, held_on: date) -> Line:
    """The line with its act, or with its faults."""
    if line.choice not in {choice.value for choice in CHOICES}:
        return replace(line, faults=(texts.NO_CHOICE,))
    act = ActName(line.choice)
    approved, fault = _sum(line, act)
    faults = tuple(filter(None, (fault, _words_fault(line, act))))
    if faults:
        return replace(line, faults=faults)
    try:
        made = _FIELDS.get(act, _result)(line, session, held_on, approved)
    except ValidationError:
        return replace(line, faults=(texts.TOO_LONG,))
    return replace(line, act=LineAct(line.number, act, made))


def _sum(line: Line, act: ActName) -> tuple[int, str]:
    """The sum that is approved, in fen, and what is wrong with what was typed for it."""
    if not line.approved:
        return line.applied, texts.PARTLY_WANTS_SUM if act is ActName.AGREE_PARTLY else ""
    if act in {ActName.POSTPONE, ActName.REJECT, ActName.NOT_HEARD}:
        return 0, texts.NO_SUM_HERE
    read = read_amount(line.approved)
    if not isinstance(read, Value | Doubtful):
        return 0, texts.SUM_UNREADABLE
    fen = int(read.stored or 0)
    return fen, texts.WHOLE_SUM if act is ActName.AGREE and fen != line.applied else ""


def _words_fault(line: Line, act: ActName) -> str:
    wanted = {
        ActName.AGREE_IN_PRINCIPLE: texts.PRINCIPLE_WANTS_CONDITION,
        ActName.NOT_HEARD: texts.NOT_HEARD_WANTS_REASON,
    }
    return wanted.get(act, "") if not line.said else ""


def _result(line: Line, session: str, held_on: date, _approved: int) -> Model:
    return MeetingFields(session=session, held_on=held_on, note=line.said)


def _partly(line: Line, session: str, held_on: date, approved: int) -> Model:
    return PartlyFields(session=session, held_on=held_on, approved=approved, note=line.said)


def _in_principle(line: Line, session: str, held_on: date, approved: int) -> Model:
    return InPrincipleFields(session=session, held_on=held_on, approved=approved, condition=line.said)


def _not_heard(line: Line, _session: str, held_on: date, _approved: int) -> Model:
    return NotHeardFields(held_on=held_on, reason=line.said)


_FIELDS: Mapping[ActName, Callable[[Line, str, date, int], Any]] = MappingProxyType(
    {
        ActName.AGREE_PARTLY: _partly,
        ActName.AGREE_IN_PRINCIPLE: _in_principle,
        ActName.NOT_HEARD: _not_heard,
    }
)
"""By act: the fields of its line; the others record day and session alone."""
