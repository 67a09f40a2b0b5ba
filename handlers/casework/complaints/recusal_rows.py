"""The rows of 回避: who keeps out of a complaint that is openly kept, and who is let in again."""

from __future__ import annotations

from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.complaints import guards
from handlers.casework.complaints import recusal_guards as on_recusal
from handlers.casework.complaints.fields import LiftFields, RecuseFields
from handlers.casework.complaints.handling_rows import handling_row
from handlers.casework.complaints.recusals import keep_out, units_for, units_of
from handlers.casework.transitions import ActName
from handlers.texts import complaints as texts
from store.queries.complaints import recusal_of
from store.states import RecusalReason
from store.tables.complaints import Complaint


def _recused(attempt: Attempt) -> Recorded:
    """Where nobody of the unit is left, the others are told, which can take it."""
    row, member = attempt.about(Complaint), on_recusal.named(attempt)
    assert member is not None
    by = staff_id(attempt)
    keep_out(attempt.work, row, member.id, _reason(own=member.id == by), by)
    units = units_for(attempt.work, row)
    is_left = frozenset(units) == units_of(attempt.work, row)
    notice = texts.nobody_left_notice(number=row.number)
    return Recorded(
        facts={"complaint": row.id, "member": member.id},
        staff_notice=notice,
        brief=notice,
        tells=() if is_left else units,
        digests_words=False,
    )


def _reason(*, own: bool) -> RecusalReason:
    return RecusalReason.DECLARED if own else RecusalReason.DECIDED


def _lifted(attempt: Attempt) -> Recorded:
    row, member = attempt.about(Complaint), on_recusal.named(attempt)
    assert member is not None
    there = recusal_of(attempt.work, row.id, member.id)
    assert there is not None
    there.lifted_by, there.lifted_at = staff_id(attempt), attempt.work.now
    return Recorded(facts={"complaint": row.id, "member": member.id}, digests_words=False)


COMPLAINT_RECUSAL_ROWS = (
    handling_row(
        ActName.RECUSE, guards.is_under_way, on_recusal.to_keep_out, fields=RecuseFields, record=_recused
    ),
    handling_row(
        ActName.LIFT_RECUSAL,
        guards.is_under_way,
        on_recusal.somebody_keeps_out,
        on_recusal.somebody_elses,
        fields=LiftFields,
        record=_lifted,
        kept_out=on_recusal.not_recused_while_others_are_left,
    ),
)
