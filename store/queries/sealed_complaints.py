"""Sealed reports: kept so that nothing tells in which order those of a day came, and found by a code."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Row, Select, delete, func, insert, literal, select, update

from store.dialects import lock_chain
from store.states import BoxKind, SealedState
from store.tables.sealed_complaints import ComplaintBox, SealedComplaint
from store.work import Work

_T = TypeVar("_T")

MOST_REWRITTEN = 512 * 1024 * 1024
"""Bytes of a day beyond which its boxes are written anew no more: somebody pours them in."""

_OFFICERS = (BoxKind.REPORT.value, BoxKind.ADDITION.value)
_LOCK = "sealed complaints"
_BOX = (ComplaintBox.id, ComplaintBox.complaint_id, ComplaintBox.kind, ComplaintBox.day, ComplaintBox.box)


@dataclass(frozen=True, slots=True)
class FoundBox:
    """A sealed box, by its random id."""

    id: str
    complaint_id: str
    kind: BoxKind
    day: date
    box: bytes


def hold_complaints(work: Work) -> None:
    """Let nobody else write reports until the transaction ends. Every act that changes one begins with it."""
    lock_chain(work.connection, _LOCK)


def keep_complaint(
    work: Work, *, code_hash: bytes, reply_key: str, boxes: Mapping[BoxKind, bytes], day: date
) -> None:
    """Keep a report. The rows of its day are written anew, in an order of chance."""
    hold_complaints(work)
    complaint = secrets.token_hex(16)
    row = {"id": complaint, "day": day, "state": SealedState.RECEIVED.value}
    _rewrite_complaints(work, day, row | {"code_hash": code_hash, "reply_key": reply_key})
    _put_boxes(work, complaint, boxes, day)


def keep_box(work: Work, complaint: str, kind: BoxKind, box: bytes, day: date) -> None:
    """Keep another box of a report, in the same way."""
    hold_complaints(work)
    _put_boxes(work, complaint, {kind: box}, day)


def complaint_with_code(work: Work, code_hash: bytes) -> SealedComplaint | None:
    """The report that this hash finds."""
    return work.one(select(SealedComplaint).where(SealedComplaint.code_hash == code_hash))


def boxes_of(work: Work, complaint: str, *kinds: BoxKind) -> list[FoundBox]:
    """The boxes of a report of these kinds, in no order that tells anything within a day."""
    query = select(*_BOX).where(ComplaintBox.complaint_id == complaint)
    query = query.where(ComplaintBox.kind.in_(kind.value for kind in kinds))
    return [_found(row) for row in work.session.execute(query.order_by(ComplaintBox.day, ComplaintBox.id))]


def boxes_for_officers(work: Work) -> list[tuple[str, date]]:
    """Id and day of every box that officers can open."""
    query = select(ComplaintBox.id, ComplaintBox.day).where(ComplaintBox.kind.in_(_OFFICERS))
    return [(key, day) for key, day in work.session.execute(query.order_by(ComplaintBox.id))]


def box_called(work: Work, key: str) -> FoundBox | None:
    """The box of this id."""
    row = work.session.execute(select(*_BOX).where(ComplaintBox.id == key)).one_or_none()
    return _found(row) if row is not None else None


def replace_box(work: Work, key: str, box: bytes) -> bool:
    """Put what was sealed anew in the place of a box; False where there is none of this id."""
    hold_complaints(work)
    done = work.session.execute(
        update(ComplaintBox).where(ComplaintBox.id == key).values(box=box).returning(ComplaintBox.id)
    )
    return done.first() is not None


def _rewrite_complaints(work: Work, day: date, new: dict[str, object]) -> None:
    """Rows of one transaction in an order of chance: neither a place nor a transaction tells them apart."""
    rows = [dict(row) for row in work.connection.execute(_complaints(day)).mappings()]
    work.connection.execute(delete(SealedComplaint).where(SealedComplaint.day == day))
    for row in _shuffled([*rows, new]):
        work.connection.execute(insert(SealedComplaint).values(row))
    work.session.expire_all()


def _complaints(day: date) -> Select[*tuple[Any, ...]]:
    return select(SealedComplaint.__table__).where(SealedComplaint.day == day)


def _put_boxes(work: Work, complaint: str, boxes: Mapping[BoxKind, bytes], day: date) -> None:
    """The engine copies the day's boxes to the other side; large ones never come into our memory."""
    of_day = ComplaintBox.day == day
    side = work.connection.scalar(select(func.max(ComplaintBox.side)).where(of_day)) or 0
    for kind, box in boxes.items():
        new = {
            "id": secrets.token_hex(16),
            "side": side,
            "complaint_id": complaint,
            "kind": kind.value,
            "day": day,
        }
        work.connection.execute(insert(ComplaintBox).values(new | {"box": box}))
    size = work.connection.scalar(select(func.sum(func.length(ComplaintBox.box))).where(of_day)) or 0
    if size > MOST_REWRITTEN:
        return
    columns = ("id", "complaint_id", "kind", "day", "box")
    there = select(*(getattr(ComplaintBox, name) for name in columns), literal(1 - side))
    here = [*work.connection.scalars(select(ComplaintBox.id).where(of_day, ComplaintBox.side == side))]
    for key in _shuffled(here):
        one = there.where(ComplaintBox.id == key, ComplaintBox.side == side)
        work.connection.execute(insert(ComplaintBox).from_select([*columns, "side"], one))
    work.connection.execute(delete(ComplaintBox).where(of_day, ComplaintBox.side == side))


def _shuffled(rows: list[_T]) -> list[_T]:
    """In the order of ids, pages that fell free would still tell of the order before."""
    return secrets.SystemRandom().sample(rows, len(rows))


def _found(row: Row[*tuple[Any, ...]]) -> FoundBox:
    return FoundBox(row.id, row.complaint_id, BoxKind(row.kind), row.day, row.box)
