"""What stands against 回避: who is kept out of a complaint by whom, and who may be let in again."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, guard, office, system
from handlers.casework.complaints.guards import not_recused
from handlers.casework.complaints.recusals import left_to_handle
from handlers.results import Reason
from handlers.texts import complaints as texts
from store.queries.complaints import is_recused, recusal_of, recusals_of
from store.queries.people import staff_named
from store.states import RecusalReason
from store.tables.complaints import Complaint
from store.tables.people import Staff


@guard(hides=True)
def not_recused_while_others_are_left(attempt: Attempt) -> Iterator[Reason]:
    """Words that name everybody would else leave nobody to answer, or to say that somebody else is meant."""
    if left_to_handle(attempt.work, attempt.about(Complaint)):
        yield from not_recused.check(attempt)


@guard("member")
def to_keep_out(attempt: Attempt) -> Iterator[Reason]:
    """Somebody who might handle it."""
    member = named(attempt)
    if member is None:
        yield system(texts.NO_SUCH_MEMBER)
    elif is_recused(attempt.work, attempt.about(Complaint).id, member.id):
        yield system(texts.KEEPS_OUT_ALREADY)
    elif member.id != staff_id(attempt) and _others_left(attempt, member) <= {staff_id(attempt)}:
        yield office(texts.ONLY_ONE_LEFT)


@guard(hides=True)
def somebody_keeps_out(attempt: Attempt) -> Iterator[Reason]:
    """There is somebody to be let in."""
    if not recusals_of(attempt.work, attempt.about(Complaint).id):
        yield system(texts.KEEPS_NOT_OUT)


@guard("member")
def somebody_elses(attempt: Attempt) -> Iterator[Reason]:
    """That it is not about them is for somebody else to say."""
    member = named(attempt)
    if member is None or not is_recused(attempt.work, attempt.about(Complaint).id, member.id):
        yield system(texts.KEEPS_NOT_OUT)
    elif member.id == staff_id(attempt) or not _may_let_in(attempt, member):
        yield office(texts.KEEPS_OUT)


def _others_left(attempt: Attempt, member: Staff) -> frozenset[int]:
    return left_to_handle(attempt.work, attempt.about(Complaint)) - {member.id}


def _may_let_in(attempt: Attempt, member: Staff) -> bool:
    """Where nobody is left, whoever the words name lets in another whom they name; what was decided stays."""
    row = attempt.about(Complaint)
    if not is_recused(attempt.work, row.id, staff_id(attempt)):
        return True
    there = recusal_of(attempt.work, row.id, member.id)
    return there is not None and there.reason == RecusalReason.NAMED.value


def named(attempt: Attempt) -> Staff | None:
    """The member whom the act is about."""
    name = getattr(attempt.fields, "member", "")
    member = staff_named(attempt.work, name)
    return member if member is not None and member.active else None
