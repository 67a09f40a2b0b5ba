"""The log of the console's door, and what is thrown away of it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, func, select

from store.states import SignInOutcome
from store.tables.sign_in import PhoneSignIn, SignInEvent, SignInTry
from store.tables.staff_sessions import StaffSession
from store.work import Work

KNOWN_FOR = timedelta(days=90)
"""How long an address from which a member came in counts as theirs."""

LOG_STAYS = timedelta(days=185)
"""The security log stays half a year at least."""

_TRIES_STAY = timedelta(days=2)


def has_come_from(work: Work, staff_id: int, household: str) -> bool:
    """Whether the member signed in from there not long ago."""
    query = select(SignInEvent.id).where(
        SignInEvent.staff_id == staff_id,
        SignInEvent.at > work.now - KNOWN_FOR,
        SignInEvent.event == SignInOutcome.SIGNED_IN.value,
        SignInEvent.household == household,
    )
    return work.session.scalar(query.limit(1)) is not None


def events_of(work: Work, staff_id: int, most: int) -> list[SignInEvent]:
    """The newest lines of the log about a member."""
    mine = select(SignInEvent).where(SignInEvent.staff_id == staff_id)
    return work.all(mine.order_by(SignInEvent.at.desc(), SignInEvent.id.desc()).limit(most))


def phone_with(work: Work, token_hash: bytes) -> PhoneSignIn | None:
    """The phone of this token, held until the transaction ends."""
    return work.lock(PhoneSignIn, token_hash)


def phone_called(work: Work, code_hash: bytes) -> PhoneSignIn | None:
    """The phone that shows this code."""
    return work.one(select(PhoneSignIn).where(PhoneSignIn.code_hash == code_hash))


def phones_waiting(work: Work, household: str) -> int:
    """How many phones wait at an address."""
    there = PhoneSignIn.household == household, PhoneSignIn.expires_at > work.now
    return work.session.scalar(select(func.count()).select_from(PhoneSignIn).where(*there)) or 0


def purge_sign_ins(work: Work) -> None:
    """Delete what is over: tries, phones that waited, sessions and lines of the log that are old."""
    for old in (
        delete(SignInTry).where(SignInTry.last_at < work.now - _TRIES_STAY),
        delete(PhoneSignIn).where(PhoneSignIn.expires_at < work.now),
        delete(StaffSession).where(StaffSession.ends_at < work.now - LOG_STAYS),
        delete(SignInEvent).where(SignInEvent.at < work.now - LOG_STAYS),
    ):
        work.session.execute(old)
