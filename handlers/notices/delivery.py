"""Notices, written in the act's own transaction, so that they stand or fall with it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handlers.dates import local_day
from handlers.identity.actors import Actor, StaffMember
from handlers.identity.roles import roles_of
from handlers.messages import Channel, NoticeCard, Reply
from handlers.texts import notices as texts
from handlers.texts import staff_notices as staff_texts
from handlers.turn import say
from store.bodies import ANSWER_BLOCK, bodies_key, open_body, seal_body
from store.outbox.notices import Mark, firm_notices_since, last_marks, settle_as_shown, staff_notices_since
from store.outbox.outcomes import About, NewNotice, keep_notices
from store.outbox.rows import NewOutboxRow, put_out
from store.queries.bindings import bound_people
from store.queries.inbox import mark_read
from store.queries.outbox import newest_state
from store.queries.people import all_staff
from store.states import NoticeSubject, OutboxRank, OutboxState, Role
from store.tables.notices import FirmNotice, StaffNotice
from store.tables.people import Binding, Staff
from store.work import Work

_KEY = "notice:"
_NOBODY = "nobody"
_LONGEST_BRIEF = 120
FIRM_ITSELF = About()
"""About no contract."""


class Notice(Struct, frozen=True):
    """A notice as somebody sees it: `to` is a member's name, or the person's address in the channel."""

    to: str
    channel: Channel
    text: str


def tell_firm(
    work: Work,
    firm_id: int,
    *,
    key: str,
    text: str,
    by: Actor | None = None,
    card: NoticeCard | None = None,
    about: About = FIRM_ITSELF,
    rank: OutboxRank = OutboxRank.NOTICE,
) -> None:
    """Tell everybody bound to the firm, in their channel, but not who did it: the answer told them.

    `key` names the event: it is told once. With a `card` the platform may show that in place of the words, so a
    card goes only with what people find again by asking. Where a platform takes few messages, `rank` says which.
    What was told, of what and to whom is kept beside it; so is that nobody was bound, for the office then has to
    call.
    """
    event = f"{_KEY}{key}"
    bound = [binding for binding in bound_people(work, firm_id) if binding.address]
    doer = by.reference if by else ""
    told = [binding for binding in bound if f"binding:{binding.id}" != doer]
    put_out(work.connection, [_message(event, binding, text, card, rank) for binding in told], work.now)
    kept = [_kept(event, firm_id, binding, text, about) for binding in (told if bound else (None,))]
    keep_notices(work.connection, kept, work.now)


def tell_bound(work: Work, binding: Binding, *, key: str, text: str) -> None:
    """Tell one person of a firm, in their channel. `key` names the event: it is told once."""
    event = f"{_KEY}{key}"
    put_out(work.connection, [_message(event, binding, text, None, OutboxRank.NOTICE)], work.now)
    keep_notices(work.connection, [_kept(event, binding.firm_id, binding, text, FIRM_ITSELF)], work.now)


def tell_again(work: Work, binding: Binding, kept: FirmNotice) -> None:
    """Tell a person of a firm what was told before they were bound, with the day on which it was."""
    text = texts.told_before(on=local_day(kept.made_at), text=kept.text)
    about = About(kept.contract_id, kept.application_id, kept.case_id)
    row = _message(kept.event, binding, text, None, OutboxRank.NOTICE)
    put_out(work.connection, [row], work.now)
    keep_notices(work.connection, [_kept(kept.event, kept.firm_id, binding, kept.text, about)], work.now)


def tell_account(work: Work, channel: str, address: str, *, key: str, text: str) -> None:
    """Tell the account of a member, in its channel. `key` names the event: it is told once."""
    payload = say(texts.to_firm(text=text)).to_json()
    row = NewOutboxRow(f"{_KEY}{key}", channel, address, payload, OutboxRank.URGENT)
    put_out(work.connection, [row], work.now)


def tell_person(work: Work, channel: str, address: str, *, key: str, text: str) -> None:
    """Tell a person who acts for nobody but themselves, in the best way that is open in their channel, sealed."""
    payload = seal_body(bodies_key(work.keys), say(texts.to_person(text=text)).to_json(), block=ANSWER_BLOCK)
    put_out(work.connection, [NewOutboxRow(f"{_KEY}{key}", channel, address, payload)], work.now)


def newest_told(work: Work, channel: str, address: str, *, key: str) -> OutboxState | None:
    """Where the newest of a person's notices stands whose key begins so; None of what was sent long ago."""
    return newest_state(work, channel, address, f"{_KEY}{key}")


def _message(event: str, binding: Binding, text: str, card: NoticeCard | None, rank: OutboxRank) -> NewOutboxRow:
    payload = replace(say(texts.to_firm(text=text)), card=card).to_json()
    return NewOutboxRow(_key(event, binding), binding.channel, binding.address, payload, rank)


def _kept(event: str, firm_id: int, binding: Binding | None, text: str, about: About) -> NewNotice:
    return NewNotice(
        key=_key(event, binding),
        event=event,
        firm_id=firm_id,
        binding_id=binding.id if binding else None,
        channel=binding.channel if binding else "",
        text=text,
        about=about,
    )


def _key(event: str, binding: Binding | None) -> str:
    return f"{event}:{binding.id if binding else _NOBODY}"


def tell_staff(
    work: Work,
    role: Role,
    *,
    text: str,
    about: NoticeSubject,
    number: str = "",
    by: Actor | None = None,
    urgent: bool = False,
    brief: str = "",
) -> None:
    """Tell the members with a role, in the console and wherever else they are told.

    `text` names a number and a step, and nothing of persons. `brief` is all that a group and a channel abroad
    show; left out, it is made of `about` and `number`, which are what the notice leads to. What is `urgent` leaves
    at once. Whoever did it counts as having read it.
    """
    notice = _to_staff_row(work, text, about, number, urgent=urgent, brief=brief, role=role)
    if isinstance(by, StaffMember):
        mark_read(work, by.id, [notice.id])


def tell_member(
    work: Work,
    staff_id: int,
    *,
    text: str,
    about: NoticeSubject = NoticeSubject.NOTHING,
    number: str = "",
    urgent: bool = False,
    brief: str = "",
) -> None:
    """Tell one member of staff, likewise; no group is told of it."""
    _to_staff_row(work, text, about, number, urgent=urgent, brief=brief, staff_id=staff_id)


def _to_staff_row(
    work: Work,
    text: str,
    about: NoticeSubject,
    number: str,
    *,
    urgent: bool,
    brief: str,
    role: Role | None = None,
    staff_id: int | None = None,
) -> StaffNotice:
    return work.add(
        StaffNotice(
            role=role.value if role else "",
            staff_id=staff_id,
            about=about.value,
            subject=number,
            text=text,
            at=work.now,
            urgent=urgent,
            brief=(brief or staff_texts.brief(about=about.value, number=number))[:_LONGEST_BRIEF],
        )
    )


def mark(work: Work) -> Mark:
    """Where the notices stand now."""
    return last_marks(work)


def notices_since(work: Work, since: Mark, *, shown: Channel | None = None) -> list[Notice]:
    """What was told since the mark, contractors first, in the order of telling.

    Those of the channel `shown` count as delivered then (in a writing unit of work).
    """
    rows = firm_notices_since(work, since, _KEY)
    if shown is not None:
        settle_as_shown(work, [row for row in rows if row.channel == shown.value])
    key = bodies_key(work.keys)
    bodies = [(row, open_body(key, row.payload or "")) for row in rows]
    told = [Notice(row.address, Channel(row.channel), Reply.from_json(body).text) for row, body in bodies if body]
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
