"""A member's own page: where they are signed in, their accounts and recovery codes, who stands in for whom."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from handlers.dates import local_day
from handlers.identity.actors import StaffMember, StandIn
from handlers.identity.staff_sessions import open_sessions
from handlers.messages import Channel
from handlers.notices.staff_channels import allowed_channels
from handlers.texts import console_signing_in as texts
from handlers.texts import staff_notices as notice_texts
from handlers.texts.binding import CHANNELS
from store.queries.credentials import open_reset_of, recovery_codes_left
from store.queries.deputies import deputies_from
from store.queries.people import links_of
from store.queries.sign_in import events_of
from store.queries.staff_destinations import muted
from store.states import SignInOutcome, SignInWay
from store.tables.people import Staff
from store.work import Work

_SHOWN = 4
"""Last signs of an account: enough for its owner to know it by."""

_MOST_EVENTS = 10


class SessionLine(Struct, frozen=True):
    """A browser in which the member is signed in."""

    reference: str
    browser: str
    way: str
    opened_at: datetime
    seen_at: datetime
    is_this: bool


class LinkLine(Struct, frozen=True):
    """An account that is theirs, or waits to be."""

    reference: str
    channel: str
    ending: str
    at: datetime
    is_confirmed: bool
    told: str
    """Whether notices go there, in words."""
    is_muted: bool
    is_allowed: bool


class EventLine(Struct, frozen=True):
    """A line of the log of the door."""

    at: datetime
    words: str
    browser: str
    household: str


class DeputyLine(Struct, frozen=True):
    """Who stands in for the member."""

    name: str
    first_day: str
    last_day: str
    paper: str


class AccountView(Struct, frozen=True):
    """What the page shows. `reset` is the id of a reset that somebody asked for."""

    sessions: tuple[SessionLine, ...]
    links: tuple[LinkLine, ...]
    events: tuple[EventLine, ...]
    codes_left: int
    reset: int | None
    stands_in: tuple[StandIn, ...]
    deputies: tuple[DeputyLine, ...]


def account_view(work: Work, member: StaffMember, this: str) -> AccountView:
    """What there is about a member; `this` is the reference of the session that looks."""
    reset = open_reset_of(work, member.id)
    return AccountView(
        sessions=tuple(
            SessionLine(
                row.reference,
                texts.browser(agent=row.browser),
                texts.WAYS[SignInWay(row.way)],
                row.opened_at,
                row.seen_at,
                row.reference == this,
            )
            for row in open_sessions(work, member.id)
        ),
        links=tuple(_links(work, member)),
        events=tuple(
            EventLine(
                one.at,
                texts.OUTCOMES[SignInOutcome(one.event)],
                texts.browser(agent=one.browser),
                one.household,
            )
            for one in events_of(work, member.id, _MOST_EVENTS)
        ),
        codes_left=recovery_codes_left(work, member.id),
        reset=reset.id if reset else None,
        stands_in=member.stands_in,
        deputies=tuple(_deputies(work, member)),
    )


def _links(work: Work, member: StaffMember) -> Iterator[LinkLine]:
    links = links_of(work, member.id)
    allowed, mutes = (allowed_channels(work), muted(work)) if links else (frozenset(), set())
    for link in links:
        is_allowed, is_muted = Channel(link.channel) in allowed, (link.channel, member.id) in mutes
        yield LinkLine(
            link.reference,
            CHANNELS[link.channel],
            link.address[-_SHOWN:],
            link.linked_at,
            link.unconfirmed_since is None,
            told=notice_texts.standing(is_allowed=is_allowed, is_muted=is_muted),
            is_muted=is_muted,
            is_allowed=is_allowed,
        )


def _deputies(work: Work, member: StaffMember) -> list[DeputyLine]:
    found = []
    for row in deputies_from(work, local_day(work.now)):
        deputy = work.get(Staff, row.deputy_id) if row.staff_id == member.id else None
        if deputy is not None:
            days = texts.days(first=row.first_day, last=row.last_day)
            found.append(DeputyLine(deputy.name, *days, row.paper))
    return found
