"""The rows by which a person leaves a complaint that is openly kept, adds to it, and takes it back."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.complaints.fields import AdditionFields, ComplaintFields
from handlers.casework.complaints.recusals import recuse_the_named, units_for
from handlers.casework.complaints.terms import answer_due, first_due
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import complaints as texts
from store.queries.complaints import (
    OPEN,
    OVER,
    Account,
    complaints_of,
    count_added,
    count_open,
    erase_words,
    is_their_own,
    say_in_complaint,
)
from store.states import ComplaintState, ComplaintVoice, NoticeSubject
from store.tables.complaints import PAGE, Complaint

MOST_OPEN = 5
"""Complaints of one person that wait for an answer."""

MOST_WAITING = 200
"""Complaints of a talk where anybody may be anybody anew: so many wait at once; then there is the page."""

MOST_ON_PAGE = 1000
"""The page bounds each household by the day: one alone does not come so far before somebody sees it."""

MOST_ADDED = 10
"""Additions of one person to which no member has said anything."""


def account_of_actor(attempt: Attempt) -> Account:
    """Whoever acts in their own name."""
    return Account(attempt.person.channel.value, attempt.person.address)


def _way(attempt: Attempt) -> str:
    return attempt.person.channel.value if attempt.person.address else PAGE


@guard()
def _not_too_many(attempt: Attempt) -> Iterator[Reason]:
    """Each is read by people: what no account stands behind must not bury the others."""
    account = account_of_actor(attempt)
    own = complaints_of(attempt.work, account) if account.address else []
    if sum(one.state in OPEN for one in own) >= MOST_OPEN:
        yield system(texts.TOO_MANY)
    elif not account.address:
        if count_open(attempt.work, PAGE) >= MOST_ON_PAGE:
            yield system(texts.TOO_MANY_WAIT)
    elif not attempt.person.traits.proves_accounts and count_open(attempt.work, _way(attempt)) >= MOST_WAITING:
        yield system(texts.TOO_MANY_IN_TALKS)


@guard()
def _their_own(attempt: Attempt) -> Iterator[Reason]:
    """Of others' nobody learns anything; whoever has no account has proved the 查询码 before."""
    row = attempt.about(Complaint)
    is_theirs = row.way == PAGE if not attempt.person.address else False
    if not is_theirs and not is_their_own(attempt.work, row, account_of_actor(attempt)):
        yield system(texts.unknown(number=attempt.number))


@guard()
def _not_over(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(Complaint).state in OVER:
        yield system(texts.NOT_OPEN)


@guard()
def _not_too_much(attempt: Attempt) -> Iterator[Reason]:
    if count_added(attempt.work, attempt.about(Complaint)) >= MOST_ADDED:
        yield system(texts.ENOUGH_ADDED)


def _left(attempt: Attempt) -> Recorded:
    """The units are told that there is one; nothing tells of whom, or what it says."""
    work, given = attempt.work, attempt.given(ComplaintFields)
    today = local_day(work.now)
    row = work.add(
        Complaint(
            number=attempt.number,
            kind=given.kind.value,
            way=_way(attempt),
            state=ComplaintState.RECEIVED.value,
            unit="",
            received_at=work.now,
            first_due=first_due(work, today),
            answer_due=answer_due(work, today),
            organ="",
            accepted_at=None,
            answered_at=None,
            closed_at=None,
            code_hash=bytes.fromhex(given.code) or None,
        )
    )
    _said(attempt, row, given.words, given.contact)
    recuse_the_named(work, row, given.words)
    return Recorded(
        facts={"complaint": row.id, "kind": row.kind},
        staff_notice=texts.staff_notice(number=row.number, kind=row.kind),
        leads_to=(NoticeSubject.COMPLAINT, row.number),
        tells=units_for(work, row),
        made=row.number,
    )


def _added(attempt: Attempt) -> Recorded:
    """What was answered is open again."""
    row = attempt.about(Complaint)
    _said(attempt, row, attempt.given(AdditionFields).words)
    recuse_the_named(attempt.work, row, attempt.given(AdditionFields).words)
    if row.state == ComplaintState.ANSWERED.value:
        row.state = ComplaintState.ACCEPTED.value
        row.answer_due = max(row.answer_due, answer_due(attempt.work, local_day(attempt.work.now)))
    return _told(attempt, row, texts.added_notice(number=row.number))


def _withdrawn(attempt: Attempt) -> Recorded:
    """The line of the register stays, and says nothing of whom or what."""
    row = attempt.about(Complaint)
    row.state, row.closed_at = ComplaintState.WITHDRAWN.value, attempt.work.now
    erase_words(attempt.work, row)
    return _told(attempt, row, texts.withdrawn_notice(number=row.number))


def _told(attempt: Attempt, row: Complaint, notice: str) -> Recorded:
    return Recorded(facts={"complaint": row.id}, staff_notice=notice, tells=units_for(attempt.work, row))


def _said(attempt: Attempt, row: Complaint, words: str, contact: str = "") -> None:
    act = attempt.row.act.value
    account = account_of_actor(attempt)
    say_in_complaint(attempt.work, row, account, ComplaintVoice.PERSON, words, act=act, contact=contact)


COMPLAINT_INTAKE_ROWS = (
    register_row(
        ActName.LEAVE_COMPLAINT,
        Subject.COMPLAINTS,
        _not_too_many,
        anybody=True,
        fields=ComplaintFields,
        record=_left,
        not_theirs=texts.OWN_NAME,
    ),
    register_row(
        ActName.ADD_TO_COMPLAINT,
        Subject.COMPLAINT,
        _their_own,
        _not_over,
        _not_too_much,
        anybody=True,
        fields=AdditionFields,
        record=_added,
        not_theirs=texts.OWN_NAME,
    ),
    register_row(
        ActName.WITHDRAW_COMPLAINT,
        Subject.COMPLAINT,
        _their_own,
        _not_over,
        anybody=True,
        fields=NothingFields,
        record=_withdrawn,
        not_theirs=texts.OWN_NAME,
    ),
)
