"""A member of staff in a browser: signed in, seen, idle for too long, signed out."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType

from handlers.identity.actors import Door, StaffMember
from handlers.identity.who import staff_numbered
from store.queries.staff_sessions import session_with
from store.states import SignInWay
from store.tables.staff_sessions import StaffSession
from store.work import Work

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)

SEEN_EVERY = timedelta(minutes=1)
"""How exactly the last look is kept: a page need not be a write."""

_TOKEN_BYTES = 32
_LONGEST_BROWSER = 255

_DOORS: Mapping[SignInWay, Door] = MappingProxyType(
    {SignInWay.PASSWORD: Door.CONSOLE, SignInWay.ACCOUNT: Door.DESK}
)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is signed in. `is_due`: the session was seen too long ago for its row to say so."""

    member: StaffMember
    session: StaffSession
    is_due: bool


def open_session(work: Work, member: StaffMember, way: SignInWay, browser: str) -> str:
    """A new session; gives its token, which is shown to nobody again."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    work.add(
        StaffSession(
            token_hash=_hash(token),
            staff_id=member.id,
            way=way.value,
            browser=browser[:_LONGEST_BROWSER],
            opened_at=work.now,
            seen_at=work.now,
            ends_at=work.now + LONGEST,
            ended_at=None,
        )
    )
    return token


def signed_in(work: Work, token: str) -> SignedIn | None:
    """Whose session the token is; None where it ended, idled too long, or its member left."""
    row = session_with(work, _hash(token)) if token else None
    if row is None or not is_open(work, row):
        return None
    member = staff_numbered(work, row.staff_id)
    if member is None:
        return None
    door = _DOORS[SignInWay(row.way)]
    return SignedIn(replace(member, door=door), row, work.now - row.seen_at >= SEEN_EVERY)


def is_open(work: Work, row: StaffSession) -> bool:
    """Whether somebody can go on in it."""
    return row.ended_at is None and work.now < row.ends_at and work.now - row.seen_at < IDLE


def note_seen(work: Work, token: str) -> None:
    """The member looked at a page."""
    row = session_with(work, _hash(token))
    if row is not None and is_open(work, row):
        row.seen_at = work.now


def end_session(work: Work, token: str) -> None:
    """Sign out: nobody goes on in it."""
    row = session_with(work, _hash(token))
    if row is not None and row.ended_at is None:
        row.ended_at = work.now


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
