"""Notices, written in the act's own transaction, so that they stand or fall with it."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.identity.actors import Actor
from handlers.identity.who import roles_of
from handlers.messages import Channel, NoticeCard, Reply
from handlers.texts import notices as texts
from handlers.turn import say
from store.outbox.notices import Mark, firm_notices_since, last_marks, settle_as_shown, staff_notices_since
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.bindings import bound_people
from store.queries.people import all_staff
from store.states import Role
from store.tables.applications import StaffNotice
from store.tables.people import Staff
from store.work import Work

_KEY = "notice:"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as somebody sees it: `to` is a member's name, or the person's address in the channel."""

    to: str
    channel: Channel
    text: str


def tell_firm(
    work: Work, firm_id: int, *, key: str, text: str, by: Actor | None = None, card: NoticeCard | None = None
) -> None:
    """Tell everybody bound to the firm, in their channel, but not who did it: the answer told them.

    `key` names the event: it is told once. With a `card` the platform may show that in place of the words, so a
    card goes only with what people find again by asking.
    """
    payload = say(texts.to_firm(text=text)).model_copy(update={"card": card}).model_dump_json()
    doer = by.reference if by else ""
    rows = [
        NewOutboxRow(f"{_KEY}{key}:{binding.id}", binding.channel, binding.address, payload)
        for binding in bound_people(work, firm_id)
        if binding.address and f"binding:{binding.id}" != doer
    ]
    put_out(work.connection, rows, work.now)


def tell_person(work: Work, channel: str, address: str, *, key: str, text: str) -> None:
    """Tell one person, in their channel. `key` names the event: it is told once."""
    payload = say(texts.to_firm(text=text)).model_dump_json()
    put_out(work.connection, [NewOutboxRow(f"{_KEY}{key}", channel, address, payload)], work.now)


def tell_staff(work: Work, role: Role, *, subject: str, text: str) -> None:
    """Tell the members with a role, in the console; `text` names a number and a step, and nothing of persons."""
    work.add(StaffNotice(role=role.value, staff_id=None, subject=subject, text=text, at=work.now))


def mark(work: Work) -> Mark:
    """Where the notices stand now."""
    return last_marks(work)


def notices_since(work: Work, since: Mark, *, shown: Channel | None = None) -> list[Notice]:
    """What was told since the mark, contractors first, in the order of telling.

    Those of the channel `shown` count as delivered then (in a writing unit of work).
    """
    rows = firm_notices_since(work, since, _KEY)
    if shown is not None:
        settle_as_shown(work, [row.id for row in rows if row.channel == shown.value])
    told = [
        Notice(row.address, Channel(row.channel), Reply.model_validate_json(row.payload or "").text)
        for row in rows
    ]
    return [*told, *_to_staff(work, since)]


def _to_staff(work: Work, since: Mark) -> list[Notice]:
    rows = staff_notices_since(work, since)
    members = [member for member in all_staff(work) if member.active] if rows else []
    return [
        Notice(member.name, Channel.CONSOLE, row.text)
        for row in rows
        for member in members
        if _is_for(row, member)
    ]


def _is_for(row: StaffNotice, member: Staff) -> bool:
    return row.staff_id == member.id if row.staff_id is not None else Role(row.role) in roles_of(member)
