"""Which units and members were told what, in which ways, and who has read it, as case pages show it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from handlers.texts import notice_records as texts
from handlers.texts.people import ROLE_WORDS
from store.queries.staff_tellings import Left, told_staff
from store.states import NoticeSubject, Role
from store.tables.notices import StaffNotice
from store.work import Work

MOST = 50
"""Notices that a page shows: the newest."""


class StaffTold(Struct, frozen=True):
    """A notice to a unit or a member: in which messages it left the console, and who has read it there."""

    to: str
    text: str
    at: datetime
    messages: tuple[str, ...]
    readers: tuple[str, ...]


def staff_told(work: Work, about: NoticeSubject, number: str) -> tuple[StaffTold, ...]:
    """The newest notices about something, the newest first."""
    found = told_staff(work, about, number, MOST)
    return tuple(
        StaffTold(
            to=_addressee(one, name),
            text=one.text,
            at=one.at,
            messages=tuple(_message(left) for left in found.messages if left.notice_id == one.id),
            readers=tuple(texts.read_by(name=who, at=at) for of, who, at in found.readers if of == one.id),
        )
        for one, name in found.notices
    )


def _addressee(notice: StaffNotice, name: str) -> str:
    return name if notice.staff_id is not None else ROLE_WORDS[Role(notice.role)]


def _message(left: Left) -> str:
    state = left.state.value if left.state else ""
    return texts.staff_message(channel=left.channel, name=left.name, state=state)
