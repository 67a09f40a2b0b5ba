"""The rows of talks with staff: a person asks for one; a unit on duty takes it over, answers and hands it back.

What a row orders is done in the person's own line (`handlers.threads.orders`), after what the assistant is saying.
"""

from collections.abc import Callable, Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.duty import ANSWERING, duty_of
from handlers.casework.fields import Words, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import threads as texts
from policy_kb.models import Model
from store.queries.threads import (
    begin_thread,
    count_unanswered,
    count_waiting,
    is_with_staff,
    open_thread_of,
    order_step,
    say_in_thread,
)
from store.states import NoticeSubject, Role, ThreadState, ThreadStep, ThreadVoice
from store.tables.threads import Thread

MOST_WAITING = 50
"""Talks of a channel where anybody may be anybody anew: so many wait at once, and no more are taken."""

MOST_UNANSWERED = 30
"""Messages of one person to which no member has said anything."""


class AskFields(Model):
    """What the person asks staff."""

    words: Words = asked(texts.ANSWER_FIELD)


class AnswerFields(Model):
    """What a member answers."""

    words: Words = asked(texts.ANSWER_FIELD)


class ThreadNoteFields(Model):
    """What a member notes for colleagues."""

    words: Words = asked(texts.NOTE_FIELD)


@guard()
def _not_too_many(attempt: Attempt) -> Iterator[Reason]:
    """Who waits is looked at by people: what no account stands behind must not bury the others."""
    work, person = attempt.work, attempt.person
    name = person.channel.value
    if person.traits.proves_accounts or open_thread_of(work, name, person.address) is not None:
        return
    if count_waiting(work, channel=name) >= MOST_WAITING:
        yield system(texts.TOO_MANY_WAIT)


@guard()
def _not_too_much(attempt: Attempt) -> Iterator[Reason]:
    """Each question stays in the audit, so nobody adds without end to what nobody has answered yet."""
    thread = open_thread_of(attempt.work, attempt.person.channel.value, attempt.person.address)
    if thread is not None and count_unanswered(attempt.work, thread) >= MOST_UNANSWERED:
        yield system(texts.ENOUGH_ASKED)


def _asked(attempt: Attempt) -> Recorded:
    """The units on duty are told that somebody waits; nothing tells of whom, or what they ask."""
    work, person = attempt.work, attempt.person
    there = open_thread_of(work, person.channel.value, person.address)
    thread = there or begin_thread(work, person.channel.value, person.address)
    say_in_thread(work, thread, ThreadVoice.PERSON, attempt.given(AskFields).words)
    was_waiting = there is not None and there.state == ThreadState.WAITING.value
    if thread.state == ThreadState.BACK.value:
        thread.state = ThreadState.WAITING.value
    return Recorded(
        facts={"thread": thread.id},
        staff_notice=texts.staff_notice(number=thread.id),
        brief=texts.staff_notice(number=thread.id),
        leads_to=(NoticeSubject.THREAD, str(thread.id)),
        tells=() if was_waiting else tuple(sorted(duty_of(work).units)),
        made=str(thread.id),
    )


@guard(hides=True)
def _on_duty(attempt: Attempt) -> Iterator[Reason]:
    if _unit(attempt) is None:
        yield system(texts.NOT_DUTY_UNIT)


def _unit(attempt: Attempt) -> Role | None:
    """The unit for which the member answers."""
    actor = attempt.actor
    assert isinstance(actor, StaffMember)
    units = duty_of(attempt.work).units & actor.roles
    return next((role for role in ANSWERING if role in units), None)


@guard(hides=True)
def _open(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(Thread).state == ThreadState.CLOSED.value:
        yield system(texts.CLOSED_ALREADY)


@guard(hides=True)
def _to_take(attempt: Attempt) -> Iterator[Reason]:
    thread = attempt.about(Thread)
    if thread.state == ThreadState.TAKING.value:
        yield system(texts.TAKING_NOW)
    elif thread.state == ThreadState.TAKEN.value and thread.taken_by == staff_id(attempt):
        yield system(texts.YOURS_ALREADY)


@guard(hides=True)
def _is_taken(attempt: Attempt) -> Iterator[Reason]:
    """Before, what the assistant is saying would come between."""
    state = attempt.about(Thread).state
    if state == ThreadState.TAKING.value:
        yield system(texts.TAKING_NOW)
    elif state != ThreadState.TAKEN.value:
        yield system(texts.NOT_TAKEN)


@guard(hides=True)
def _with_staff(attempt: Attempt) -> Iterator[Reason]:
    if not is_with_staff(attempt.about(Thread)):
        yield system(texts.NOT_TAKEN)


def _taken_over(attempt: Attempt) -> Recorded:
    thread = _held_by(attempt)
    thread.state, thread.last_at = ThreadState.TAKING.value, attempt.work.now
    return _ordered(attempt, ThreadStep.TAKE_OVER)


def _held_by(attempt: Attempt) -> Thread:
    """The talk, in the hands of the member and their unit."""
    thread, unit = attempt.about(Thread), _unit(attempt)
    assert unit is not None
    thread.taken_by, thread.unit = staff_id(attempt), unit.value
    return thread


def _answered(attempt: Attempt) -> Recorded:
    """Also a colleague may answer in a talk that somebody took over: the person reads which unit it is."""
    work, thread = attempt.work, _held_by(attempt)
    words = attempt.given(AnswerFields).words
    message = say_in_thread(work, thread, ThreadVoice.STAFF, words, staff_id=staff_id(attempt))
    order_step(work, thread, ThreadStep.ANSWER, message)
    return _noted_in(thread)


def _noted(attempt: Attempt) -> Recorded:
    thread, words = attempt.about(Thread), attempt.given(ThreadNoteFields).words
    say_in_thread(attempt.work, thread, ThreadVoice.NOTE, words, staff_id=staff_id(attempt))
    return _noted_in(thread)


def _ordering(step: ThreadStep) -> Callable[[Attempt], Recorded]:
    return lambda attempt: _ordered(attempt, step)


def _ordered(attempt: Attempt, step: ThreadStep) -> Recorded:
    thread = attempt.about(Thread)
    order_step(attempt.work, thread, step)
    return _noted_in(thread)


def _noted_in(thread: Thread) -> Recorded:
    """What was said is the person's, and goes with them: no digest of it stays in the entry."""
    return Recorded(facts={"thread": thread.id}, digests_words=False)


def _row(act: ActName, *guards: Guard, fields: type[Model], record: Callable[[Attempt], Recorded]) -> Transition:
    return register_row(
        act,
        Subject.THREAD,
        _on_duty,
        *guards,
        roles=frozenset(ANSWERING),
        fields=fields,
        record=record,
        not_theirs=texts.NOT_DUTY_UNIT,
    )


THREAD_ROWS = (
    register_row(
        ActName.ASK_STAFF,
        Subject.THREADS,
        _not_too_many,
        _not_too_much,
        anybody=True,
        fields=AskFields,
        record=_asked,
        not_theirs=texts.OWN_NAME,
    ),
    _row(ActName.TAKE_OVER, _open, _to_take, fields=NothingFields, record=_taken_over),
    _row(ActName.ANSWER_THREAD, _open, _is_taken, fields=AnswerFields, record=_answered),
    _row(ActName.HAND_BACK, _open, _with_staff, fields=NothingFields, record=_ordering(ThreadStep.HAND_BACK)),
    _row(ActName.NOTE_THREAD, fields=ThreadNoteFields, record=_noted),
    _row(ActName.CLOSE_THREAD, _open, fields=NothingFields, record=_ordering(ThreadStep.CLOSE)),
)
