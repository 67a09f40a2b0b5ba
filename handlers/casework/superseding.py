"""决定变更: a later sitting changes what an earlier one decided. The old result stays, and is superseded."""

from collections.abc import Iterator
from datetime import date

from handlers.casework import application_guards as guards
from handlers.casework.application_records import staff_id, unpayable
from handlers.casework.application_row import application_row
from handlers.casework.attempt import MONEY_DOORS, Attempt, Duty, Recorded, guard, system
from handlers.casework.correctable_decisions import result_reasons
from handlers.casework.correction_effects import figures_of, follow, warnings_of
from handlers.casework.correction_journal import post_superseding
from handlers.casework.correction_results import PASSED, Decided
from handlers.casework.fields import Money, Number, OptionalWords, asked
from handlers.casework.paper_guards import entries_checked
from handlers.casework.transitions import ActName, on
from handlers.results import Reason
from handlers.texts import casework as words
from handlers.texts import casework_fields as field_texts
from handlers.texts import superseding as texts
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.queries.applications import meetings_of
from store.queries.corrections import corrections_on
from store.states import CorrectionState, MeetingResult, Role, State
from store.tables.applications import Meeting

_WITH_SUM = frozenset({MeetingResult.PARTLY, MeetingResult.IN_PRINCIPLE})


class SupersedeFields(Model):
    """A later result, as its minutes say: a change of what was decided is recorded from nothing less."""

    session: Number = asked(field_texts.SESSION)
    held_on: date = asked(field_texts.HELD_ON)
    result: MeetingResult = asked(texts.RESULT)
    minutes: Number = asked(field_texts.MINUTES)
    item: Number = asked(field_texts.ITEM)
    approved: Money | None = asked(texts.APPROVED, default=None)
    condition: OptionalWords = asked(texts.CONDITION, default="")
    note: OptionalWords = asked(field_texts.NOTE, default="")

    def decided(self) -> Decided:
        """The result with what belongs to it."""
        return Decided(self.result, self.approved, self.condition)


@guard("result", "approved", "condition")
def _whole_result(attempt: Attempt) -> Iterator[Reason]:
    """A sum stands with the results that name one, and a condition with the one that has it."""
    given = attempt.given(SupersedeFields)
    if (given.approved is not None) is not (given.result in _WITH_SUM):
        yield system(texts.SUM_WANTED if given.result in _WITH_SUM else texts.NO_SUM_WANTED)
    if bool(given.condition) is not (given.result is MeetingResult.IN_PRINCIPLE):
        is_wanted = given.result is MeetingResult.IN_PRINCIPLE
        yield system(texts.CONDITION_WANTED if is_wanted else texts.NO_CONDITION_WANTED)


@guard("result", "approved")
def _fits_the_application(attempt: Attempt) -> Iterator[Reason]:
    yield from result_reasons(attempt, attempt.given(SupersedeFields).decided())


@guard("held_on")
def _later(attempt: Attempt) -> Iterator[Reason]:
    """A sitting supersedes an earlier one."""
    before = _newest(attempt)
    if before is not None and attempt.given(SupersedeFields).held_on < before.held_on:
        yield system(texts.earlier(on=before.held_on))


@guard(hides=True)
def _decided_before(attempt: Attempt) -> Iterator[Reason]:
    if _newest(attempt) is None:
        yield system(texts.NOTHING_DECIDED)


@guard()
def _nothing_to_check(attempt: Attempt) -> Iterator[Reason]:
    """A correction that waits is of what was recorded before: it is settled first."""
    if corrections_on(attempt.work, attempt.sent, CorrectionState.WAITING):
        yield system(texts.CORRECTION_WAITS)


def _newest(attempt: Attempt) -> Meeting | None:
    found = meetings_of(attempt.work, attempt.sent.id)
    return found[-1] if found else None


def _superseded(attempt: Attempt) -> Recorded:
    given, sent, before = attempt.given(SupersedeFields), attempt.sent, _newest(attempt)
    assert before is not None
    row = attempt.work.add(
        Meeting(
            application_id=sent.id,
            session=given.session,
            held_on=given.held_on,
            result=given.result.value,
            approved=given.decided().granted(sent.amount),
            condition=given.condition,
            minutes=given.minutes,
            item=given.item,
            supersedes=before.id,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    post_superseding(attempt, row)
    figures = figures_of(attempt)
    unpaid = unpayable(attempt, (row.approved or 0) - figures.paid)
    to = follow(attempt, figures)
    over = figures.paid - (sent.approved or 0)
    told = texts.told(
        was=_result(before),
        on=before.held_on,
        now=_result(row),
        held_on=row.held_on,
        rest=texts.overpaid(paid=figures.paid, over=over) if over > 0 else "",
    )
    return Recorded(to, told, given.note, row, (*warnings_of(attempt, figures), *unpaid))


def _result(row: Meeting) -> str:
    passed = MeetingResult(row.result) in PASSED
    label = words.RESULTS[row.result]
    return texts.result(result=label, approved=row.approved if passed else None, condition=row.condition)


def _compared(attempt: Attempt) -> str:
    """What stands and what will, as whoever records it should see them side by side."""
    given, before = attempt.given(SupersedeFields), _newest(attempt)
    if before is None:
        return ""
    granted = given.decided().granted(attempt.sent.amount)
    result = texts.result(result=words.RESULTS[given.result.value], approved=granted, condition=given.condition)
    paid = figures_of(attempt).paid
    over = paid - (granted or 0)
    said = texts.compared(was=_result(before), on=before.held_on, now=result, held_on=given.held_on)
    return f"{said}\n{texts.overpaid(paid=paid, over=over)}" if over > 0 else said


SUPERSEDE_ROW = application_row(
    ActName.SUPERSEDE,
    (State.APPROVED, State.PAYING, State.PAID, State.REJECTED),
    *(State.APPROVED, State.PAYING, State.PAID, State.REJECTED, State.POSTPONED),
    by="office",
    basis=on(PassageRole.APPROVAL),
    guards=(
        guards.no_day_to_come,
        entries_checked,
        _decided_before,
        guards.announced,
        guards.not_the_payer,
        _nothing_to_check,
        _whole_result,
        _fits_the_application,
        _later,
    ),
    fields=SupersedeFields,
    record=_superseded,
    preview=_compared,
    tells_firm=True,
    tells=(Role.PAYER, Role.BUREAU),
    waits=False,
    duty=Duty.APPROVING,
    doors=MONEY_DOORS,
    in_talk=False,
)
