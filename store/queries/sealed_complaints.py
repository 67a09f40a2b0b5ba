"""Sealed reports: kept so that nothing tells in which order those of a day came, and found by a code."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from msgspec import Struct
from sqlalchemy import Integer, Row, Select, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute

from store.dialects import lock_chain
from store.sealed_records import open_record, seal_record
from store.states import BoxKind
from store.tables.sealed_complaints import ComplaintBox, SealedComplaint
from store.work import Work

_T = TypeVar("_T")
_Place = tuple[str, int, int]
"""A box by its id and side, and its bytes."""

MOST_MOVED = 48 * 1024 * 1024
"""Bytes of a day's boxes that are written anew at once: on SQLite nobody else writes meanwhile."""

LARGE = 2 * 1024 * 1024
"""Bytes of a box that is left where it is on a day that has more than that; the night moves it, by itself."""

_SIDES = 2**31

FOR_OFFICERS = (BoxKind.REPORT, BoxKind.ADDITION, BoxKind.NOTE, BoxKind.COPY)
"""What officers can open."""

SEALED_TABLES = (SealedComplaint.__tablename__, ComplaintBox.__tablename__)
"""Where everything of a report is."""

_LOCK = "sealed complaints"
_COLUMNS = ("id", "complaint_id", "kind", "day", "box", "copy_of")
_Row = dict[str, object]


class FoundBox(Struct, frozen=True):
    """A sealed box, by its random id. `copy_of` is the box that a copy was made of."""

    id: str
    complaint_id: str
    kind: BoxKind
    day: date
    box: bytes
    copy_of: str | None


@dataclass(frozen=True, slots=True, repr=False)
class ListedComplaint:
    """A report, and what its record holds; None of one that was written into the database past us."""

    id: str
    day: date
    record: str | None
    reply_key: str


def hold_complaints(work: Work) -> None:
    """Let nobody else write reports until the transaction ends. Every act that changes one begins with it."""
    lock_chain(work.connection, _LOCK)


def keep_complaint(
    work: Work, *, code_hash: bytes, reply_key: str, boxes: Mapping[BoxKind, bytes], day: date, record: str = "{}"
) -> None:
    """Keep a report. The rows of its day are written anew, in an order of chance."""
    hold_complaints(work)
    complaint = secrets.token_hex(16)
    row = {"id": complaint, "day": day, "record": seal_record(work.keys, complaint, record)}
    new = row | {"code_hash": code_hash, "reply_key": reply_key}
    _rewrite_complaints(work, day, lambda rows: [*rows, new])
    _put_boxes(work, complaint, boxes, day)


def keep_box(
    work: Work,
    complaint: str,
    kind: BoxKind,
    box: bytes,
    day: date,
    *,
    copy_of: str | None = None,
    key: str | None = None,
) -> None:
    """Keep another box of a report, in the same way. `key` is an id that tells as little as one of chance."""
    hold_complaints(work)
    _put_boxes(work, complaint, {kind: box}, day, copy_of=copy_of, key=key)


def complaint_called(work: Work, key: str) -> ListedComplaint | None:
    """The report of this id."""
    row = work.get(SealedComplaint, key)
    return _listed(work, row) if row is not None else None


def listed_complaints(work: Work) -> list[ListedComplaint]:
    """Every report with its record, the newest days first, in no order that tells anything within a day."""
    query = select(SealedComplaint).order_by(SealedComplaint.day.desc(), SealedComplaint.id)
    return [_listed(work, row) for row in work.all(query)]


def change_record(work: Work, key: str, record: str) -> None:
    """Put another record into a report's row. All rows of its day are written anew, so that none is told apart.

    Raises:
        TooLongError: it does not fit.
    """
    hold_complaints(work)
    row = work.get(SealedComplaint, key)
    assert row is not None
    sealed = seal_record(work.keys, key, record)

    def changed(rows: list[_Row]) -> list[_Row]:
        return [one | {"record": sealed} if one["id"] == key else one for one in rows]

    _rewrite_complaints(work, row.day, changed)


def delete_complaint(work: Work, key: str) -> None:
    """Delete a report and all its boxes; what else came on its day is written anew."""
    hold_complaints(work)
    row = work.get(SealedComplaint, key)
    assert row is not None
    _rewrite_complaints(work, row.day, lambda rows: [one for one in rows if one["id"] != key])
    work.connection.execute(delete(ComplaintBox).where(ComplaintBox.complaint_id == key))


def remove_copies(work: Work, original: str) -> None:
    """Delete what was sealed anew of a box before."""
    work.connection.execute(delete(ComplaintBox).where(ComplaintBox.copy_of == original))


def rewrite_day(work: Work, day: date) -> None:
    """Write the rows of a day anew though nothing came: what last wrote them tells no more when that was."""
    hold_complaints(work)
    _rewrite_complaints(work, day, _as_they_are)
    _put_boxes(work, "", {}, day)


def boxes_left(work: Work, day: date) -> list[str]:
    """The boxes of a day that are too many to be moved at once, in an order of chance."""
    places = _places(work, day)
    is_little = sum(size for _, _, size in places) <= MOST_MOVED
    return [] if is_little else _shuffled([key for key, _, _ in places])


def move_box(work: Work, key: str) -> None:
    """Write one box anew by itself."""
    hold_complaints(work)
    query = select(ComplaintBox.id, ComplaintBox.side, func.length(ComplaintBox.box))
    found = work.connection.execute(query.where(ComplaintBox.id == key)).all()
    _move_boxes(work, [(one, side, size) for one, side, size in found])


def rewrite_records(work: Work) -> None:
    """Write the rows of all days anew, but for their boxes: no two are told by having been changed together."""
    hold_complaints(work)
    for day in work.connection.scalars(select(SealedComplaint.day).distinct()).all():
        _rewrite_complaints(work, day, _as_they_are)


def is_any_box(work: Work, since: date) -> bool:
    """Whether any box came on that day or later."""
    return work.connection.scalar(select(ComplaintBox.id).where(ComplaintBox.day >= since).limit(1)) is not None


def complaint_with_code(work: Work, code_hash: bytes) -> SealedComplaint | None:
    """The report that this hash finds."""
    return work.one(select(SealedComplaint).where(SealedComplaint.code_hash == code_hash))


def boxes_of(work: Work, complaint: str, *kinds: BoxKind) -> list[FoundBox]:
    """The boxes of a report of these kinds, in no order that tells anything within a day."""
    query = select(*_box()).where(ComplaintBox.complaint_id == complaint)
    query = query.where(ComplaintBox.kind.in_(kind.value for kind in kinds))
    return [_found(row) for row in work.session.execute(query.order_by(ComplaintBox.day, ComplaintBox.id))]


def boxes_for_officers(work: Work) -> list[tuple[str, date]]:
    """Id and day of every box that officers can open."""
    kinds = [kind.value for kind in FOR_OFFICERS]
    query = select(ComplaintBox.id, ComplaintBox.day).where(ComplaintBox.kind.in_(kinds))
    return [(key, day) for key, day in work.session.execute(query.order_by(ComplaintBox.id))]


def newest_days(work: Work, kind: BoxKind) -> dict[str, date]:
    """Of each report that has boxes of this kind the day of the newest."""
    day = func.max(ComplaintBox.day)
    query = select(ComplaintBox.complaint_id, day).where(ComplaintBox.kind == kind.value)
    return {row[0]: row[1] for row in work.session.execute(query.group_by(ComplaintBox.complaint_id))}


def box_called(work: Work, key: str) -> FoundBox | None:
    """The box of this id."""
    row = work.session.execute(select(*_box()).where(ComplaintBox.id == key)).one_or_none()
    return _found(row) if row is not None else None


def _box() -> Iterator[InstrumentedAttribute[Any]]:
    return (getattr(ComplaintBox, name) for name in _COLUMNS)


def replace_box(work: Work, key: str, box: bytes) -> bool:
    """Put what was sealed anew in the place of a box; False where there is none of this id."""
    hold_complaints(work)
    done = work.session.execute(
        update(ComplaintBox).where(ComplaintBox.id == key).values(box=box).returning(ComplaintBox.id)
    )
    return done.first() is not None


def _rewrite_complaints(work: Work, day: date, change: Callable[[list[_Row]], list[_Row]]) -> None:
    """Rows of one transaction in an order of chance: neither a place nor a transaction tells them apart."""
    rows: list[_Row] = [dict(row) for row in work.connection.execute(_complaints(day)).mappings()]
    work.connection.execute(delete(SealedComplaint).where(SealedComplaint.day == day))
    if changed := _shuffled(change(rows)):
        work.connection.execute(insert(SealedComplaint), changed)
    work.session.expire_all()


def _as_they_are(rows: list[_Row]) -> list[_Row]:
    return rows


def _complaints(day: date) -> Select[*tuple[Any, ...]]:
    return select(SealedComplaint.__table__).where(SealedComplaint.day == day)


def _put_boxes(
    work: Work,
    complaint: str,
    boxes: Mapping[BoxKind, bytes],
    day: date,
    *,
    copy_of: str | None = None,
    key: str | None = None,
) -> None:
    """Keep boxes, and write those of their day anew."""
    for kind, box in boxes.items():
        new = {
            "id": key or secrets.token_hex(16),
            "side": secrets.randbelow(_SIDES),
            "complaint_id": complaint,
            "kind": kind.value,
            "day": day,
            "copy_of": copy_of,
        }
        work.connection.execute(insert(ComplaintBox).values(new | {"box": box}))
    _move_boxes(work, _movable(_places(work, day)))


def _places(work: Work, day: date) -> list[_Place]:
    query = select(ComplaintBox.id, ComplaintBox.side, func.length(ComplaintBox.box))
    return [(key, side, size) for key, side, size in work.connection.execute(query.where(ComplaintBox.day == day))]


def _movable(places: list[_Place]) -> list[_Place]:
    """All of a day in an order of chance; of one that has too much so many of the small ones."""
    chosen, room = [], MOST_MOVED
    is_little = sum(size for _, _, size in places) <= MOST_MOVED
    for place in _shuffled([place for place in places if is_little or place[2] <= LARGE]):
        room -= place[2]
        if room < 0:
            break
        chosen.append(place)
    return chosen


def _move_boxes(work: Work, places: list[_Place]) -> None:
    """The engine copies boxes to other sides; large ones never come into our memory."""
    if not places:
        return
    moved = [{"of": key, "off": side, "to": _another_side(side)} for key, side, _ in places]
    is_there = (ComplaintBox.id == bindparam("of")) & (ComplaintBox.side == bindparam("off"))
    there = select(*_box(), bindparam("to", type_=Integer)).where(is_there)
    work.connection.execute(insert(ComplaintBox).from_select([*_COLUMNS, "side"], there), moved)
    work.connection.execute(delete(ComplaintBox).where(is_there), moved)


def _another_side(side: int) -> int:
    return (side + 1 + secrets.randbelow(_SIDES - 1)) % _SIDES


def _shuffled(rows: list[_T]) -> list[_T]:
    """In the order of ids, pages that fell free would still tell of the order before."""
    return secrets.SystemRandom().sample(rows, len(rows))


def _found(row: Row[*tuple[Any, ...]]) -> FoundBox:
    return FoundBox(row.id, row.complaint_id, BoxKind(row.kind), row.day, row.box, row.copy_of)


def _listed(work: Work, row: SealedComplaint) -> ListedComplaint:
    return ListedComplaint(row.id, row.day, open_record(work.keys, row.id, row.record), row.reply_key)
