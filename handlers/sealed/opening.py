"""What an officer's own browser needs to open reports: sealed boxes, and the keys to which it seals itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from handlers.casework.attempt import system
from handlers.casework.sealed.authority import handled_complaint, handling_denial, reading_denial
from handlers.casework.sealed.procedure import procedure_of, record_of
from handlers.casework.sealed.window import recipients
from handlers.dates import local_day
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.sealed.recipients import FEWEST, LEFT_OUT
from handlers.texts import sealed_handling as texts
from handlers.texts.sealed_complaints import UNITS
from handlers.values.age_files import MOST_HEAD, places_in
from handlers.values.age_keys import fingerprint
from store.queries.complaint_recipients import keys_in_use
from store.queries.people import all_staff
from store.queries.sealed_boxes import ListedBox, beginnings, boxes_to_open
from store.queries.sealed_complaints import (
    FOR_OFFICERS,
    FoundBox,
    box_called,
    listed_complaints,
)
from store.states import RecipientUnit
from store.work import Work


class OfficerKey(Struct, frozen=True):
    """A key that receives reports: whose it is, and in which unit they work."""

    key: str
    name: str
    unit: RecipientUnit
    unit_name: str
    fingerprint: str


class Receiving(Struct, frozen=True):
    """Who receives now, and by which rule those are left out whom a report is about."""

    keys: tuple[OfficerKey, ...]
    left_out: Mapping[str, list[str]]
    fewest: int
    outside: str


class ToOpen(Struct, frozen=True):
    """A report as its officer finds it. `reply_key` is the one of whoever has the code.

    `is_read` tells whether this officer has shown that they opened it.
    """

    id: str
    day: date
    reply_key: str
    is_read: bool
    boxes: tuple[ListedBox, ...]
    receiving: Receiving


def report_to_open(work: Work, member: StaffMember, key: str) -> ToOpen | Reason:
    """A report with its boxes, for an officer who may deal with it."""
    found = handled_complaint(work, member, key)
    if isinstance(found, Reason):
        return found
    boxes = tuple(boxes_to_open(work, found.id))
    is_read = member.id in procedure_of(record_of(found)).readers
    return ToOpen(found.id, found.day, found.reply_key, is_read, boxes, receiving(work))


def box_to_open(work: Work, member: StaffMember, key: str, box: str) -> FoundBox | Reason:
    """A box of such a report, as it is kept."""
    found = handled_complaint(work, member, key)
    if isinstance(found, Reason):
        return found
    kept = box_called(work, box)
    is_there = kept is not None and kept.complaint_id == found.id and kept.kind in FOR_OFFICERS
    return kept if kept is not None and is_there else system(texts.NO_SUCH)


def boxes_to_reseal(work: Work, member: StaffMember, *, is_whole: bool = False) -> tuple[ListedBox, ...] | Reason:
    """The boxes of every report that this officer may deal with: those the last key came after, or all of them."""
    if reason := reading_denial(work, member):
        return reason
    theirs = {one.id for one in listed_complaints(work) if handling_denial(work, member, one) is None}
    found = (box for box in boxes_to_open(work) if box.complaint_id in theirs)
    since = max((local_day(key.added_at) for key, _ in keys_in_use(work)), default=date.min)
    return tuple(box for box in found if is_whole or not _is_for_all(work, box, since))


def receiving(work: Work) -> Receiving:
    """The keys of now, with whose they are."""
    found = recipients(work)
    names = {one.id: one.name for one in all_staff(work)}
    keys = (
        OfficerKey(one.key, names[one.staff_id], one.unit, UNITS[one.unit], fingerprint(one.key)) for one in found
    )
    left_out = {concern.value: [unit.value for unit in units] for concern, units in LEFT_OUT.items()}
    return Receiving(tuple(keys), left_out, FEWEST, RecipientUnit.OUTSIDE.value)


def _is_for_all(work: Work, box: ListedBox, since: date) -> bool:
    """Whether a box, or a copy, was sealed after the last key came. Of that very day its places tell.

    They do not where one key went and another came on that day: therefore all can be asked for.
    """
    if box.sealed_on != since:
        return box.sealed_on > since
    count = len(recipients(work))
    return any(places_in(one) == count for one in beginnings(work, (box.id, *box.copies), MOST_HEAD))
