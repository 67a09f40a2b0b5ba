"""A notice of the calendar, before it is written."""

from __future__ import annotations

from msgspec import Struct

from store.states import NoticeSubject, Role


class DayNotice(Struct, frozen=True, kw_only=True):
    """To the members with a role, or to one member; `brief` names number and step alone."""

    text: str
    brief: str
    role: Role | None = None
    staff_id: int | None = None
    about: NoticeSubject = NoticeSubject.CALENDAR
    number: str = ""
