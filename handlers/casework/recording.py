"""Recording an act: a step in the history, one audit entry, and the facts it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from handlers.casework.attempt import Attempt, Recorded
from handlers.identity.actors import Actor, StaffMember, Visitor
from policy_kb.models import Model
from store.audit.entries import Facts, append, digest, person_of
from store.audit.seals import record_number
from store.tables.applications import StepRow
from store.work import Work

FOR = "for_staff"
"""The fact that names, by id, the member for whom a deputy acted. Stored: never rename it."""


def write_step(attempt: Attempt, recorded: Recorded, came_from: str) -> StepRow:
    """Add the act to the application's history."""
    fields = attempt.fields
    step = StepRow(
        application_id=attempt.sent.id,
        act=attempt.row.act.value,
        from_state=came_from,
        to_state=recorded.to.value if recorded.to else "",
        actor=attempt.actor.reference,
        at=attempt.work.now,
        told=recorded.told,
        note=recorded.note,
        fields=fields.model_dump_json() if fields else "{}",
    )
    return attempt.work.add(step)


def write_entry(attempt: Attempt, chain: str, recorded: Recorded, came_from: str) -> int:
    """Add the act's one entry to the chain; says its place there."""
    act, actor = attempt.row.act.value, recorded.by or attempt.actor
    facts = {
        **_standings(attempt, recorded, came_from),
        **_said(attempt, actor, recorded),
        **_represented(attempt, actor),
        **recorded.facts,
    }
    return append(attempt.work, chain, actor=actor.reference, act=act, facts=facts).place


def _said(attempt: Attempt, actor: Actor, recorded: Recorded) -> Facts:
    """No digest of words by or about a private person: the row's seal ends with it, a digest here would not."""
    if isinstance(actor, Visitor):
        return {}
    if attempt.fields is not None and not recorded.digests_words:
        return dict(_plain(attempt.fields))
    return facts_of(attempt.work, attempt.fields, actor.reference)


def _represented(attempt: Attempt, actor: Actor) -> Facts:
    """Whose roles the act needed, where they are not the member's own: the entry names both."""
    stood_in = actor.represents(attempt.row.roles) if isinstance(actor, StaffMember) else None
    return {FOR: stood_in.staff_id} if stood_in else {}


def _standings(attempt: Attempt, recorded: Recorded, came_from: str) -> Facts:
    """What became of the case; nothing of an act that is about none."""
    subject = attempt.application or attempt.case or attempt.held
    if subject is None or recorded.to is None:
        return {}
    return {
        "from": came_from,
        "to": recorded.to.value,
        "version": subject.version,
        "record": record_number(recorded.record) if recorded.record else None,
    }


def facts_of(work: Work, fields: Model | None, actor: str) -> Facts:
    """Sums, days and closed sets as they are; all of it, words included, under one digest salted for the actor."""
    if fields is None or not type(fields).model_fields:
        return {}
    return {**dict(_plain(fields)), "content": digest(work, fields.model_dump_json(), of=person_of(actor))}


def _plain(fields: Model) -> Iterator[tuple[str, str | int | bool | None]]:
    for name in type(fields).model_fields:
        value = getattr(fields, name)
        if isinstance(value, date):
            yield name, value.isoformat()
        elif isinstance(value, StrEnum):
            yield name, value.value
        elif isinstance(value, bool | int):
            yield name, value
