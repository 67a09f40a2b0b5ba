"""What officers write, sealed in their own browser: the server takes boxes alone, and looks at their shape."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.casework.attempt import system
from handlers.casework.sealed.window import recipients
from handlers.dates import local_day
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.sealed.opening import box_to_open, report_to_open
from handlers.sealed.padding import padded_size
from handlers.texts import sealed_opening as texts
from handlers.values.age_files import behind_head, is_head, sealed_size
from store.queries.sealed_complaints import boxes_of, hold_complaints, keep_box
from store.states import BoxKind
from store.work import Work

MOST_WRITTEN = 64 * 1024
"""Bytes of a box that an officer writes."""


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """A note to the officers, or a message to whoever has the code with the note that is its copy."""

    note: bytes
    message: bytes | None = None


def write(work: Work, member: StaffMember, key: str, written: Written) -> Reason | None:
    """Keep what was written about a report; what arrives a second time is kept once.

    Only who has shown that they opened it writes: whoever its seal leaves out must not ask its reporter anything.
    """
    hold_complaints(work)
    found = report_to_open(work, member, key)
    if isinstance(found, Reason):
        return found
    if not found.is_read:
        return system(texts.REGISTER_FIRST)
    if refused := _misshapen(work, written):
        return refused
    if any(one.box == written.note for one in boxes_of(work, key, BoxKind.NOTE)):
        return None
    today = local_day(work.now)
    keep_box(work, key, BoxKind.NOTE, written.note, today)
    if written.message is not None:
        keep_box(work, key, BoxKind.MESSAGE, written.message, today)
    return None


def give_head(work: Work, member: StaffMember, key: str, box: str, head: bytes) -> Reason | None:
    """Keep a copy of a box under another head: for keys that came after it.

    What is sealed stays byte for byte what it was, and the box itself stays too: no report is lost or changed.
    """
    hold_complaints(work)
    found = box_to_open(work, member, key, box)
    if isinstance(found, Reason):
        return found
    behind = behind_head(found.box)
    if behind is None or not is_head(head, len(recipients(work))):
        return system(texts.KEYS_CHANGED)
    copy, of = head + behind, found.copy_of or found.id
    keep_box(work, key, BoxKind.COPY, copy, local_day(work.now), copy_of=of)
    return None


def _misshapen(work: Work, written: Written) -> Reason | None:
    if not _is_box(written.note, len(recipients(work))):
        return system(texts.KEYS_CHANGED if _is_any_box(written.note) else texts.NOT_SEALED)
    if written.message is not None and not _is_box(written.message, 1):
        return system(texts.NOT_SEALED)
    return None


def _is_box(box: bytes, places: int) -> bool:
    """Sealed for so many keys, and padded: its size tells nothing."""
    size = sealed_size(box, places)
    return size is not None and size == padded_size(size) and len(box) <= MOST_WRITTEN


def _is_any_box(box: bytes) -> bool:
    return behind_head(box) is not None
