"""A member of staff in a browser: signed in, seen, idle for too long, signed out."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from datetime import UTC, timedelta
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from handlers.identity.actors import Door, StaffMember
from handlers.identity.sign_in_log import Caller, note
from handlers.identity.who import staff_numbered
from store.audit.entries import append
from store.queries.staff_sessions import session_with, sessions_of
from store.states import SignInOutcome, SignInWay
from store.tables.staff_sessions import StaffSession
from store.work import Work

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)

SEEN_EVERY = timedelta(minutes=1)
"""How exactly the last look is kept: a page need not be a write."""

SIGN_INS = "sign-ins"
"""The audit chain that tells of sessions: who began one, and how it ended."""

_BEGAN, _ENDED = "sign_in", "sign_out"
"""The acts of its entries. Stored: never rename one."""

_TOKEN_BYTES = 32
_LONGEST_BROWSER = 255
_TOKENS, _VOUCHERS, _ENDS = "staff sessions", "staff session vouchers", "staff session ends"

_DOORS: Mapping[SignInWay, Door] = MappingProxyType(
    {SignInWay.PASSWORD: Door.CONSOLE, SignInWay.ACCOUNT: Door.DESK, SignInWay.PHONE: Door.DESK}
)


class SignedIn(Struct, frozen=True):
    """Who is signed in. `is_due`: the session was seen too long ago for its row to say so."""

    member: StaffMember
    session: StaffSession
    is_due: bool


def open_session(work: Work, member: StaffMember, way: SignInWay, browser: str, household: str = "") -> str:
    """A new session; gives its token, which is shown to nobody again."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    row = work.add(
        StaffSession(
            token_hash=_hash(work, token),
            staff_id=member.id,
            way=way.value,
            browser=browser[:_LONGEST_BROWSER],
            opened_at=work.now,
            seen_at=work.now,
            ends_at=work.now + LONGEST,
            ended_at=None,
            voucher=b"",
        )
    )
    _vouch(work, row, token)
    facts = {"session": row.reference, "way": way.value}
    append(work, SIGN_INS, actor=member.reference, act=_BEGAN, facts=facts)
    note(work, SignInOutcome.SIGNED_IN, Caller(household, browser), staff_id=member.id, way=way)
    return token


def signed_in(work: Work, token: str) -> SignedIn | None:
    """Whose session the token is; None where it ended, idled too long, or its member left."""
    row = known_session(work, token)
    if row is None or not is_open(work, row):
        return None
    member = staff_numbered(work, row.staff_id)
    if member is None:
        return None
    door = _DOORS[SignInWay(row.way)]
    return SignedIn(replace(member, door=door), row, work.now - row.seen_at >= SEEN_EVERY)


def known_session(work: Work, token: str) -> StaffSession | None:
    """The session that this token opened, ended or not; None of one that was written or changed past every act."""
    row = session_with(work, _hash(work, token)) if token else None
    if row is None or not (hmac.compare_digest(row.voucher, _voucher(work, row, token)) or _was_ended(work, row)):
        return None
    return row


def is_open(work: Work, row: StaffSession) -> bool:
    """Whether somebody can go on in it: how long is told by what the voucher is of, and by no column beside it."""
    is_over = row.ended_at is not None or _was_ended(work, row)
    return not is_over and work.now - row.opened_at < LONGEST and work.now - row.seen_at < IDLE


def note_seen(work: Work, token: str) -> None:
    """The member looked at a page."""
    row = known_session(work, token)
    if row is not None and is_open(work, row):
        row.seen_at = work.now
        _vouch(work, row, token)


def end_session(work: Work, token: str) -> None:
    """Sign out: nobody goes on in it."""
    row = known_session(work, token)
    if row is not None and row.ended_at is None:
        _end(work, row, SignInOutcome.SIGNED_OUT)


def revoke_session(work: Work, member: StaffMember, reference: str) -> bool:
    """End one of the member's sessions from another of theirs; False where it is none of theirs."""
    row = next((one for one in sessions_of(work, member.id) if one.reference == reference), None)
    if row is not None:
        _end(work, row, SignInOutcome.REVOKED)
    return row is not None


def end_sessions_of(work: Work, staff_id: int, *, but: StaffSession | None = None) -> None:
    """End every session of a member: what they signed in with, or may do, is not what it was."""
    for row in sessions_of(work, staff_id):
        if but is None or row.reference != but.reference:
            _end(work, row, SignInOutcome.REVOKED)


def open_sessions(work: Work, staff_id: int) -> list[StaffSession]:
    """A member's sessions in which somebody can go on, the newest first."""
    return [row for row in sessions_of(work, staff_id) if is_open(work, row)]


def _end(work: Work, row: StaffSession, outcome: SignInOutcome) -> None:
    row.ended_at = work.now
    row.voucher = _end_voucher(work, row)
    facts = {"session": row.reference, "how": outcome.value}
    append(work, SIGN_INS, actor=f"staff:{row.staff_id}", act=_ENDED, facts=facts)
    note(work, outcome, Caller("", row.browser), staff_id=row.staff_id, way=SignInWay(row.way))


def _hash(work: Work, token: str) -> bytes:
    return hmac.digest(work.keys.derive(_TOKENS), token.encode(), "sha256")


def _vouch(work: Work, row: StaffSession, token: str) -> None:
    row.voucher = _voucher(work, row, token)


def _voucher(work: Work, row: StaffSession, token: str) -> bytes:
    """Whose session it is, how and when it began, when it was seen: the database alone opens or prolongs none."""
    moments = (moment.astimezone(UTC).isoformat() for moment in (row.opened_at, row.seen_at))
    said = "\0".join((token, str(row.staff_id), row.way, *moments))
    return hmac.digest(work.keys.derive(_VOUCHERS), said.encode(), "sha256")


def _end_voucher(work: Work, row: StaffSession) -> bytes:
    """In place of a voucher: that somebody ended it, which cannot be taken back in the database."""
    return hmac.digest(work.keys.derive(_ENDS), row.token_hash, "sha256")


def _was_ended(work: Work, row: StaffSession) -> bool:
    return hmac.compare_digest(row.voucher, _end_voucher(work, row))
