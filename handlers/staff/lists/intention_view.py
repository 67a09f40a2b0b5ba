"""The page of one entry of 意向登记: what the person left, what the office did about it, what can be done."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from handlers.casework.intention_rows import IntentionFields
from handlers.casework.transitions import Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import target_of
from handlers.staff.cards.people import staff_names
from handlers.staff.lists.filters import areas_of
from handlers.texts import intentions as texts
from store.queries.access import record_access
from store.queries.intentions import Progress, access_name, progress_of
from store.states import Access
from store.tables.applications import Intention


class CallLine(Struct, frozen=True):
    """A telephone call, in words."""

    on: date
    outcome: str
    said: str
    by: str


class IntentionView(Struct, frozen=True):
    """`read_at` is when a member first opened it; `acts` are those that this member can do now."""

    number: int
    registered_at: datetime
    left: IntentionFields
    area: str
    read_at: datetime | None
    calls: tuple[CallLine, ...]
    handled_at: datetime | None
    handled_by: str
    acts: tuple[Action, ...]


def intention_view(acting: Acting, catalogue: Catalogue, number: int) -> IntentionView | None:
    """The entry of this number; None where there is none, or its person took it back."""
    work, row = acting.work, acting.work.get(Intention, number)
    target = target_of(work, Subject.INTENTION, str(number)) if row else None
    if row is None or target is None:
        return None
    progress, left = progress_of(work, [row.id])[row.id], IntentionFields.model_validate_json(row.data)
    names = _names(acting, row, progress)
    return IntentionView(
        number=row.id,
        registered_at=row.registered_at,
        left=left,
        area=areas_of(acting.kb).get(left.area or "", left.area or ""),
        read_at=progress.read_at,
        calls=tuple(
            CallLine(call.called_on, texts.CALL_OUTCOMES[call.outcome], call.said, names.get(call.called_by, ""))
            for call in progress.calls
        ),
        handled_at=row.handled_at,
        handled_by=names.get(row.handled_by or 0, ""),
        acts=tuple(catalogue.offered(work, acting.member, target)),
    )


def note_opened(acting: Acting, number: int) -> None:
    """Record who read a person's own words and number; the person is told that the office has seen them."""
    record_access(acting.work, by=acting.member.id, how=Access.VIEW, subject=access_name(number))


def _names(acting: Acting, row: Intention, progress: Progress) -> dict[int, str]:
    ids = {call.called_by for call in progress.calls} | ({row.handled_by} if row.handled_by else set())
    found = staff_names(acting.work, [f"staff:{one}" for one in ids])
    return {one: found.get(f"staff:{one}", "") for one in ids}
