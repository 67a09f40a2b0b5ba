"""By when something has to be done about a report: shown to its officers alone, when they sign in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from handlers.casework.sealed.procedure import Procedure
from handlers.dates import Workdays
from store.queries.arrangements import arranged
from store.states import SealedState, SealedTrack
from store.work import Work

RETENTION = "sealed_report_days"
"""The arrangement with the days that a report stays after its disposition. Stored: never rename it."""

_TOLD_WITHIN = timedelta(days=15)
_CLOSED_WITHIN, _LONGER = timedelta(days=60), timedelta(days=30)
_NAMED_WORKDAYS = 15
_STILL_SHOWN = timedelta(days=15)


class SealedTerm(StrEnum):
    """What is to be done by a day."""

    HAND_OVER = "hand_over"  # at once
    TELL = "tell"  # within 15 days
    CLOSE = "close"  # within 60 days of 受理, or 90
    NAMED = "named"  # the organ itself, to whoever gave their name: a reminder


class Due(Struct, frozen=True):
    """A term and its day."""

    term: SealedTerm
    on: date


def terms_of(found: Procedure, received: date, workdays: Workdays, today: date) -> list[Due]:
    """What is due of a report, the earliest first."""
    return sorted(_terms(found, received, workdays, today), key=lambda due: due.on)


def _terms(found: Procedure, received: date, workdays: Workdays, today: date) -> Iterator[Due]:
    if found.track is SealedTrack.OFFICIAL:
        yield from _of_officials(found, received, workdays, today)
        return
    if found.told is None and found.state is not SealedState.CLOSED:
        yield Due(SealedTerm.TELL, received + _TOLD_WITHIN)
    if (last := closing_day(found)) is not None and found.state is not SealedState.CLOSED:
        yield Due(SealedTerm.CLOSE, last)


def _of_officials(found: Procedure, received: date, workdays: Workdays, today: date) -> Iterator[Due]:
    if found.handed_over is None:
        yield Due(SealedTerm.HAND_OVER, received)
    if found.told is None:
        yield Due(SealedTerm.TELL, received + _TOLD_WITHIN)
    if (last := named_day(found, workdays)) is not None and today <= last + _STILL_SHOWN:
        yield Due(SealedTerm.NAMED, last)


def closing_day(found: Procedure) -> date | None:
    """The last day for 办结: 60 days from 受理, 30 more where that was approved."""
    if found.accepted is None or found.track is not SealedTrack.PETITION:
        return None
    return found.accepted.on + _CLOSED_WITHIN + (_LONGER if found.extended else timedelta())


def named_day(found: Procedure, workdays: Workdays) -> date | None:
    """By when the 纪检监察机关 tells whoever gave their name whether it takes the matter up."""
    if found.handed_over is None or not found.is_named:
        return None
    return workdays.after(found.handed_over.on, _NAMED_WORKDAYS)


def disposed_on(found: Procedure) -> date | None:
    """The day of the disposition, before which nothing is deleted; against officials that of the receipt."""
    if found.track is SealedTrack.OFFICIAL:
        return found.receipt.on if found.receipt else None
    if found.closed is not None:
        return found.closed.on
    is_out = found.state in {SealedState.REFERRED, SealedState.NOT_ACCEPTED}
    return found.told.on if is_out and found.told else None


def retention(work: Work) -> timedelta | None:
    """How long a report stays after its disposition; None where nobody has set it: then nothing is deleted."""
    stored = arranged(work, RETENTION)
    return timedelta(days=json.loads(stored)) if stored is not None else None
