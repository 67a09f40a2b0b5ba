"""Answers of the office: a page of them, those that are shown to people, and the miss that one is drafted from."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from store.states import OfficeAnswerState
from store.tables.messages import MissRow
from store.tables.office_answers import OfficeAnswer
from store.work import Work


def answer_page(work: Work, *, state: str, place: int, size: int) -> tuple[list[OfficeAnswer], int]:
    """The answers in this state (empty: in any), the newest first, `size` of them from a place; and how many."""
    which = OfficeAnswer.state == state if state else OfficeAnswer.id > 0
    total = work.session.scalar(select(func.count()).select_from(OfficeAnswer).where(which)) or 0
    newest = select(OfficeAnswer).where(which).order_by(OfficeAnswer.id.desc())
    return work.all(newest.offset(place).limit(size)), total


def approved_answers(work: Work, ids: Collection[int] | None = None) -> list[OfficeAnswer]:
    """What may be shown to people now, the oldest first; of these ids, or all."""
    query = select(OfficeAnswer).where(OfficeAnswer.state == OfficeAnswerState.APPROVED.value)
    if ids is not None:
        query = query.where(OfficeAnswer.id.in_(ids))
    return work.all(query.order_by(OfficeAnswer.id))


def answers_by_id(work: Work, ids: Collection[int]) -> dict[int, OfficeAnswer]:
    """These answers."""
    found = work.all(select(OfficeAnswer).where(OfficeAnswer.id.in_(ids))) if ids else []
    return {row.id: row for row in found}


def missed_question(work: Work, miss_id: int) -> MissRow | None:
    """A question that was not answered, as long as it is kept."""
    return work.get(MissRow, miss_id)
