"""What officers open of sealed reports: listed without a byte of what is sealed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from msgspec import Struct
from sqlalchemy import func, select

from store.queries.sealed_complaints import FOR_OFFICERS
from store.states import BoxKind
from store.tables.sealed_complaints import ComplaintBox
from store.work import Work


class ListedBox(Struct, frozen=True):
    """A box and its size in bytes. `copies` are the ids of those sealed anew, the last of them `sealed_on`."""

    id: str
    complaint_id: str
    kind: BoxKind
    day: date
    size: int
    copies: tuple[str, ...]
    sealed_on: date


def beginnings(work: Work, keys: Collection[str], size: int) -> list[bytes]:
    """The first bytes of these boxes."""
    query = select(func.substr(ComplaintBox.box, 1, size)).where(ComplaintBox.id.in_(keys))
    return [bytes(found) for found in work.session.scalars(query)]


def count_additions(work: Work, complaint: str) -> int:
    """How many additions there are to a report."""
    query = select(func.count()).where(ComplaintBox.complaint_id == complaint)
    return work.session.scalar(query.where(ComplaintBox.kind == BoxKind.ADDITION.value)) or 0


def boxes_to_open(work: Work, complaint: str | None = None) -> list[ListedBox]:
    """The boxes for officers, of one report or of all, by their days and in no order within one."""
    length = func.length(ComplaintBox.box)
    columns = (
        ComplaintBox.id,
        ComplaintBox.complaint_id,
        ComplaintBox.kind,
        ComplaintBox.day,
        ComplaintBox.copy_of,
    )
    query = select(*columns, length).where(ComplaintBox.kind.in_(kind.value for kind in FOR_OFFICERS))
    if complaint is not None:
        query = query.where(ComplaintBox.complaint_id == complaint)
    rows = [*work.session.execute(query.order_by(ComplaintBox.day, ComplaintBox.id))]
    copies = defaultdict[str, list[tuple[date, str]]](list)
    for key, _, _, day, copy_of, _ in rows:
        copies[copy_of or ""].append((day, key))
    return [
        ListedBox(
            id=key,
            complaint_id=of,
            kind=BoxKind(kind),
            day=day,
            size=size,
            copies=tuple(copy for _, copy in copies[key]),
            sealed_on=max((on for on, _ in copies[key]), default=day),
        )
        for key, of, kind, day, copy_of, size in rows
        if copy_of is None
    ]
