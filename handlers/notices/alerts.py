"""Alerts: what staff are told at once, wherever they are told anything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from handlers.messages import Channel
from handlers.notices.delivery import tell_account, tell_member, tell_staff
from handlers.notices.staff_channels import allowed_channels
from store.queries.inbox import was_told
from store.queries.people import links_of
from store.queries.staff_destinations import mute_of
from store.states import NoticeSubject, Role
from store.tables.people import StaffLink
from store.work import Work

_AGAIN = timedelta(minutes=10)
"""What happens over and over is told once within so long."""


def alert(
    work: Work,
    roles: Iterable[Role],
    *,
    text: str,
    brief: str,
    about: NoticeSubject = NoticeSubject.NOTHING,
    number: str = "",
) -> None:
    """Tell the members with these roles at once; `brief` is what groups read, and names nobody."""
    for role in roles:
        tell_staff(work, role, text=text, about=about, number=number, urgent=True, brief=brief)


def alert_once(work: Work, roles: Iterable[Role], *, text: str, brief: str) -> None:
    """The same, unless the very same was told minutes ago: nobody is kept busy by whoever repeats it."""
    alert(
        work,
        [role for role in roles if not was_told(work, role, brief, work.now - _AGAIN)],
        text=text,
        brief=brief,
    )


def alert_member(work: Work, staff_id: int, *, text: str, brief: str, key: str) -> None:
    """Tell a member of what opens their door, also in linked accounts to which no other notices go.

    `key` names the event: there it is told once. A channel abroad shows `brief`.
    """
    tell_member(work, staff_id, text=text, urgent=True, brief=brief)
    for link in links_of(work, staff_id):
        if link.unconfirmed_since is None and not _is_told_there(work, link):
            said = brief if Channel(link.channel).traits.is_abroad else text
            tell_account(work, link.channel, link.address, key=f"{key}:{link.reference}", text=said)


def _is_told_there(work: Work, link: StaffLink) -> bool:
    is_allowed = Channel(link.channel) in allowed_channels(work)
    return is_allowed and mute_of(work, link.channel, link.staff_id) is None
