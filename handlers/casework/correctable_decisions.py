"""What can be corrected of the meeting's results and of the dates and papers of steps."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from handlers.casework.attempt import Attempt, system
from handlers.casework.correctable_money import members_who, payers_of
from handlers.casework.correction_facts import Fact, RecordKind
from handlers.casework.correction_results import PASSED, Decided, decided_of
from handlers.casework.correction_results import RESULT as RESULT_KIND
from handlers.casework.correction_values import DAY, LINE, MONEY, NUMBER, OPTIONAL_LINE, WORDS, ValueKind
from handlers.casework.eligibility import other_open
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import case_notices, casework, refusals
from handlers.texts import casework_fields as fields
from handlers.texts import corrections as texts
from store.base import Record
from store.queries.applications import meetings_of, steps_of
from store.queries.overpaid import paid_on
from store.states import Kind, MeetingResult, Role, State
from store.tables.applications import Application, Meeting, StepRow
from store.tables.corrections import OF_RESULTS
from store.work import Work

_CHECKERS = frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER})
_MINUTES = frozenset({ActName.MINUTES})
_MEMBER = "staff:"
DECIDED = frozenset({State.APPROVED, State.PAYING, State.PAID, State.REJECTED, State.POSTPONED, State.ARCHIVED})
"""Where an application stands by the newest result; elsewhere it waits for another."""


def is_in_force(work: Work, row: Meeting) -> bool:
    """Whether it is the newest result of its application."""
    return meetings_of(work, row.application_id)[-1].id == row.id


def _is_told(row: Meeting) -> bool:
    """A result may be withheld from the firm until its minutes; of these it never learns."""
    return not row.withheld


def _never(_row: Any) -> bool:
    return False


def _has_sum(_work: Work, row: Meeting) -> bool:
    return row.result in {MeetingResult.PARTLY.value, MeetingResult.IN_PRINCIPLE.value}


def _is_conditional(_work: Work, row: Meeting) -> bool:
    return row.result == MeetingResult.IN_PRINCIPLE.value


def _has_minutes(_work: Work, row: Meeting) -> bool:
    return bool(row.minutes)


def _within_the_applied(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Meeting)
    if int(after) > attempt.sent.amount:
        yield system(refusals.over_applied(applied=attempt.sent.amount))
    elif row.result == MeetingResult.PARTLY.value and int(after) == attempt.sent.amount:
        yield system(texts.APPLIED_SUM)


def _sound_result(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    """The sum fits what was applied for, and where the application then stands can be told."""
    assert isinstance(row, Meeting)
    yield from result_reasons(attempt, Decided.read(after), is_in_force=is_in_force(attempt.work, row))


def result_reasons(attempt: Attempt, decided: Decided, *, is_in_force: bool = True) -> Iterator[Reason]:
    """What speaks against a result on this application, whichever paper says it."""
    work, sent = attempt.work, attempt.sent
    if decided.approved is not None and decided.approved > sent.amount:
        yield system(refusals.over_applied(applied=sent.amount))
    if decided.result is MeetingResult.PARTLY and decided.approved == sent.amount:
        yield system(texts.APPLIED_SUM)
    if is_in_force and State(sent.state) not in DECIDED:
        yield system(texts.TABLED_AGAIN)
    if decided.result is MeetingResult.POSTPONED and is_in_force and paid_on(work, sent.id):
        yield system(texts.PAID_AND_POSTPONED)
    opens = decided.result in PASSED or decided.result is MeetingResult.POSTPONED
    if opens and is_in_force and sent.state == State.REJECTED.value:
        yield from other_open(work, attempt.contract, Kind(sent.kind), sent)


def _put_result(work: Work, row: Meeting, text: str) -> None:
    sent = work.get(Application, row.application_id)
    assert sent is not None
    decided = Decided.read(text)
    row.result, row.condition = decided.result.value, decided.condition
    row.approved = decided.granted(sent.amount)


def _meetings(work: Work, sent: Application) -> list[Meeting]:
    return meetings_of(work, sent.id)


def _met_by(work: Work, row: Meeting) -> set[int]:
    return {row.recorded_by} | members_who(work, row.application_id, _MINUTES)


def _money(field: str, title: str, kind: ValueKind, **more: Any) -> Fact:
    return Fact(field=field, title=title, kind=kind, has_money=True, is_told=_is_told, **more)


MEETING = RecordKind(
    name=OF_RESULTS,
    on=Subject.APPLICATION,
    rows=_meetings,
    label=lambda row: texts.meeting(session=row.session),
    roles=frozenset({Role.OFFICE}),
    checkers=_CHECKERS,
    hands=_met_by,
    duty=lambda work, row: payers_of(work, row.application_id),
    its_duty=texts.PAYER,
    facts=(
        Fact(field="session", title=fields.SESSION[0], kind=NUMBER, is_told=_is_told),
        Fact(field="held_on", title=fields.HELD_ON[0], kind=DAY, is_told=_is_told),
        _money("result", texts.RESULT, RESULT_KIND, get=decided_of, put=_put_result, against=(_sound_result,)),
        _money("approved", fields.APPROVED[0], MONEY, is_there=_has_sum, against=(_within_the_applied,)),
        _money("condition", fields.CONDITION[0], WORDS, is_there=_is_conditional),
        Fact(field="minutes", title=fields.MINUTES[0], kind=NUMBER, is_there=_has_minutes, is_told=_never),
        Fact(field="item", title=fields.ITEM[0], kind=NUMBER, is_there=_has_minutes, is_told=_never),
    ),
)

_OF_STEPS: dict[ActName, tuple[tuple[str, str, ValueKind], ...]] = {
    ActName.OPINION: (("given_on", fields.OPINION_ON[0], DAY), ("opinion", fields.OPINION[0], WORDS)),
    ActName.REPORT: (
        ("reported_on", fields.REPORT_ON[0], DAY),
        ("document", fields.REPORT_DOCUMENT[0], OPTIONAL_LINE),
    ),
    ActName.TABLE: (
        ("tabled_on", fields.TABLED_ON[0], DAY),
        ("document", fields.TABLED_DOCUMENT[0], OPTIONAL_LINE),
    ),
    ActName.FULFIL: (
        ("checked_on", fields.CONDITION_CHECKED_ON[0], DAY),
        ("evidence", fields.CONDITION_EVIDENCE[0], WORDS),
    ),
    ActName.LAPSE: (
        ("decided_on", fields.LAPSED_ON[0], DAY),
        ("document", fields.LAPSE_DOCUMENT[0], LINE),
    ),
}
"""By act: the days and papers that its step keeps."""


def _steps(work: Work, sent: Application) -> list[StepRow]:
    return [step for step in steps_of(work, sent.id) if step.act in _OF_STEPS]


def _stepped_by(_work: Work, row: StepRow) -> set[int]:
    return {int(row.actor.removeprefix(_MEMBER))} if row.actor.startswith(_MEMBER) else set()


def _step_fact(act: ActName, field: str, title: str, kind: ValueKind) -> Fact:
    def put(_work: Work, row: StepRow, text: str) -> None:
        kept = json.loads(row.fields)
        old, kept[field] = str(kept.get(field) or ""), text
        row.fields = json.dumps(kept, ensure_ascii=False)
        if kind is not DAY:
            row.note = _note_with(row.note, title, old, text)

    return Fact(
        field=f"{act.value}.{field}",
        title=title,
        kind=kind,
        get=lambda row: str(json.loads(row.fields).get(field) or ""),
        put=put,
        is_there=lambda _work, row: row.act == act,
        is_told=_never,
    )


def _note_with(note: str, title: str, old: str, new: str) -> str:
    """The house's words of a step with the corrected ones in their place: alone, or below their title."""
    if note == old:
        return new
    named = case_notices.titled(title=title, words=new) if new else ""
    was = case_notices.titled(title=title, words=old)
    lines = note.split("\n") if note else []
    kept = [named if line == was else line for line in lines] if was in lines else [named, *lines]
    return "\n".join(filter(None, kept))


STEP = RecordKind(
    name="step",
    on=Subject.APPLICATION,
    rows=_steps,
    label=lambda row: texts.dated(record=casework.ACTS[row.act][0], on=local_day(row.at)),
    roles=frozenset({Role.OFFICE, Role.BUREAU}),
    checkers=_CHECKERS,
    hands=_stepped_by,
    facts=tuple(_step_fact(act, *one) for act, found in _OF_STEPS.items() for one in found),
)
