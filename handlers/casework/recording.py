"""What an act leaves behind: a step in the history, one audit entry, and the facts that the entry keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.casework.attempt import Attempt
from handlers.casework.results import Reason
from handlers.casework.transitions import Standing
from policy_kb.models import Model
from store.audit import Facts, append, digest
from store.tables.applications import StepRow
from store.work import Work


@dataclass(frozen=True, slots=True)
class Recorded:
    """What the rows of an act came to. `told` is for the contractor, `note` never leaves the house."""

    to: Standing
    told: str = ""
    note: str = ""
    record: int | None = None  # id of the row that was added
    warnings: tuple[Reason, ...] = ()


def write_step(attempt: Attempt, recorded: Recorded, came_from: str) -> StepRow:
    """Add the act to the application's history."""
    fields = attempt.fields
    step = StepRow(
        application_id=attempt.sent.id,
        act=attempt.row.act.value,
        from_state=came_from,
        to_state=recorded.to.value,
        actor=attempt.actor.reference,
        at=attempt.work.now,
        told=recorded.told,
        note=recorded.note,
        fields=fields.model_dump_json() if fields else "{}",
    )
    return attempt.work.add(step)


def write_entry(attempt: Attempt, chain: str, recorded: Recorded, came_from: str, version: int) -> None:
    """Add the act's one entry to the chain."""
    facts: dict[str, str | int | bool | None] = {
        "from": came_from,
        "to": recorded.to.value,
        "version": version,
        "record": recorded.record,
        **facts_of(attempt.work, attempt.fields),
    }
    append(attempt.work, chain, actor=attempt.actor.reference, act=attempt.row.act.value, facts=facts)


def facts_of(work: Work, fields: Model | None) -> Facts:
    """Sums, days and closed sets as they are; everything, words included, under one salted digest."""
    if fields is None or not type(fields).model_fields:
        return {}
    return {**dict(_plain(fields)), "content": digest(work, fields.model_dump_json())}


def _plain(fields: Model) -> Iterator[tuple[str, str | int | bool | None]]:
    for name in type(fields).model_fields:
        value = getattr(fields, name)
        if isinstance(value, date):
            yield name, value.isoformat()
        elif isinstance(value, StrEnum):
            yield name, value.value
        elif isinstance(value, bool | int):
            yield name, value
