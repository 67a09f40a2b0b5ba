"""意向登记: a person's own entries, the office's list, and what the office did about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Select, func, select

from store.states import Access
from store.tables.access import AccessRecord
from store.tables.applications import Intention
from store.tables.intentions import IntentionCall
from store.work import Work


class Progress(Struct):
    """When a member first opened the entry, and the calls about it, oldest first."""

    read_at: datetime | None = None
    calls: list[IntentionCall] = []


def intentions_of(work: Work, channel: str, address: str) -> list[Intention]:
    """A person's entries, oldest first."""
    query = select(Intention).where(Intention.channel == channel, Intention.address == address)
    return work.all(query.order_by(Intention.id))


def unhandled_intentions(work: Work, limit: int = 50) -> list[Intention]:
    """The entries that the office has not seen to, oldest first."""
    return work.all(select(Intention).where(Intention.handled_at.is_(None)).order_by(Intention.id).limit(limit))


def access_name(intention_id: int) -> str:
    """What records of access call an entry."""
    return f"intention:{intention_id}"


def progress_of(work: Work, ids: Sequence[int]) -> dict[int, Progress]:
    """What the office did about each of these entries."""
    found = {one: Progress() for one in ids}
    for call in work.all(_calls(ids)):
        found[call.intention_id].calls.append(call)
    opened = select(AccessRecord.subject, func.min(AccessRecord.at)).group_by(AccessRecord.subject)
    opened = opened.where(AccessRecord.subject.in_(map(access_name, ids)), AccessRecord.how == Access.VIEW.value)
    first = {row[0]: row[1] for row in work.session.execute(opened)}
    for one, progress in found.items():
        progress.read_at = first.get(access_name(one))
    return found


def remove_intention(work: Work, intention: Intention) -> None:
    """Delete an entry with the calls about it."""
    work.remove_all(_calls([intention.id]))
    work.remove(intention)


def purge_intentions(work: Work, before: datetime) -> None:
    """Delete the entries that were registered before, with the calls about them."""
    old = select(Intention.id).where(Intention.registered_at < before)
    work.remove_all(select(IntentionCall).where(IntentionCall.intention_id.in_(old)))
    work.remove_all(select(Intention).where(Intention.registered_at < before))


def _calls(ids: Sequence[int]) -> Select[IntentionCall]:
    query = select(IntentionCall).where(IntentionCall.intention_id.in_(ids))
    return query.order_by(IntentionCall.called_on, IntentionCall.id)
