"""Which units and members were told what, in which ways, and who has read it, as case pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from handlers.texts import notice_records as texts
from handlers.texts.people import ROLE_WORDS
from store.queries.people import all_staff
from store.queries.staff_tellings import Left, messages_with, notices_about, readers_of
from store.states import NoticeSubject, Role
from store.tables.notices import StaffNotice
from store.work import Work

MOST = 50
"""Notices that a page shows: the newest."""


@dataclass(frozen=True, slots=True)
class StaffTold:
    """A notice to a unit or a member: in which messages it left the console, and who has read it there."""

    to: str
    text: str
    at: datetime
    messages: tuple[str, ...]
    readers: tuple[str, ...]


def staff_told(work: Work, about: NoticeSubject, number: str) -> tuple[StaffTold, ...]:
    """The newest notices about something, the newest first; in four statements, however many they are."""
    found = notices_about(work, about, number, MOST)
    ids = [one.id for one in found]
    messages, readers = messages_with(work, ids), readers_of(work, ids)
    members = {row.id: row.name for row in all_staff(work)} if found else {}
    return tuple(
        StaffTold(
            to=_addressee(one, members),
            text=one.text,
            at=one.at,
            messages=_messages((left for left in messages if left.notice_id == one.id), members),
            readers=tuple(
                texts.read_by(name=members.get(member, ""), at=at)
                for notice, member, at in readers
                if notice == one.id
            ),
        )
        for one in found
    )


def _addressee(notice: StaffNotice, members: Mapping[int, str]) -> str:
    return members.get(notice.staff_id, "") if notice.staff_id is not None else ROLE_WORDS[Role(notice.role)]


def _messages(found: Iterable[Left], members: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(
        texts.staff_message(
            channel=one.channel,
            name=members.get(one.staff_id, "") if one.staff_id is not None else "",
            state=one.state.value if one.state else "",
        )
        for one in found
    )
