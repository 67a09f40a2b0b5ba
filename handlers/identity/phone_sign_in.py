"""Signing in on a phone: it shows a code, which the member types at a desktop where they are signed in.

Never the other way round: a code that a desktop shows, typed on some page on a phone, is what phishing asks for.
What is opened so reads, and does no act on money.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import timedelta

from msgspec import Struct

from handlers.identity.actors import Door, StaffMember
from handlers.identity.codes import ALPHABET, spelt
from handlers.identity.sign_in_log import Caller
from handlers.identity.sign_in_tries import Counted, count_try, forgive, key_of, waits_until
from handlers.identity.staff_sessions import open_session
from handlers.identity.who import staff_numbered
from store.queries.sign_in import phone_called, phone_with, phones_waiting
from store.states import SignInWay
from store.tables.sign_in import PhoneSignIn
from store.work import Work

PHONE_WAITS = timedelta(minutes=5)
_LENGTH = 8
_MOST_WAITING = 10
"""Phones at one address that show a code at the same time."""

_FREE_TRIES = 5
_TOKENS, _CODES, _APPROVALS = "phone tokens", "phone codes", "phone approvals"
_LONGEST = 255


class ShownCode(Struct, frozen=True):
    """What the phone keeps, and what it shows."""

    token: str
    code: str


def begin_on_phone(work: Work, caller: Caller) -> ShownCode | None:
    """A code for a phone to show; None where too many wait at its address."""
    if phones_waiting(work, caller.household) >= _MOST_WAITING:
        return None
    token, code = secrets.token_urlsafe(32), "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    work.add(
        PhoneSignIn(
            token_hash=_digest(work, _TOKENS, token),
            code_hash=_digest(work, _CODES, code),
            browser=caller.browser[:_LONGEST],
            household=caller.household,
            expires_at=work.now + PHONE_WAITS,
            staff_id=None,
            approval=None,
        )
    )
    return ShownCode(token, code)


def phone_of(work: Work, token: str) -> PhoneSignIn | None:
    """The phone that waits with this token."""
    row = phone_with(work, _digest(work, _TOKENS, token)) if token else None
    return row if row is not None and row.expires_at > work.now else None


def phone_showing(work: Work, member: StaffMember, code: str) -> PhoneSignIn | None:
    """The phone that shows the code that a member typed; wrong ones are counted, and soon nothing is looked at."""
    against = (Counted(key_of(work, "phone", str(member.id)), _FREE_TRIES),)
    if member.door is not Door.CONSOLE or waits_until(work, against) is not None:
        return None
    count_try(work, against)
    row = phone_called(work, _digest(work, _CODES, spelt(code)))
    if row is None or row.expires_at <= work.now or row.approval is not None:
        return None
    forgive(work, against)
    return row


def approve_phone(work: Work, member: StaffMember, code: str) -> bool:
    """Let the phone that shows the code in as the member."""
    row = phone_showing(work, member, code)
    if row is None:
        return False
    row.staff_id, row.approval = member.id, _approval(work, row.token_hash, member.id)
    return True


def enter_on_phone(work: Work, token: str, caller: Caller) -> str | None:
    """Open the phone's session, once it was let in; gives its token."""
    row = phone_of(work, token)
    if row is None or row.staff_id is None or row.approval is None:
        return None
    member = staff_numbered(work, row.staff_id)
    if member is None or not hmac.compare_digest(row.approval, _approval(work, row.token_hash, member.id)):
        return None
    work.remove(row)
    return open_session(work, member, SignInWay.PHONE, caller.browser, caller.household)


def _approval(work: Work, token_hash: bytes, staff_id: int) -> bytes:
    """The database alone lets no phone in."""
    return hmac.digest(work.keys.derive(_APPROVALS), token_hash + str(staff_id).encode(), "sha256")


def _digest(work: Work, purpose: str, words: str) -> bytes:
    return hmac.digest(work.keys.derive(purpose), words.encode(), "sha256")
