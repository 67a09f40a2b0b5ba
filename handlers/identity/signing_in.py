"""Signing in with name, password and authenticator: a try that counts, a comparison, a session.

Whatever is wrong is answered alike, and takes as long: a name that is nobody's, a password, a code, a member who
left or never set anything up.
"""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from handlers.identity.actors import Door, StaffMember
from handlers.identity.credentials import (
    is_recovery_code,
    matching_step,
    new_secret,
    nobodys_hash,
    recovery_hash,
    unlock_secret,
)
from handlers.identity.sign_in_log import Caller, note
from handlers.identity.sign_in_tries import Counted, count_try, counted, forgive, waits_until
from handlers.identity.staff_sessions import open_session
from handlers.identity.who import read_name, staff_member, staff_numbered
from store.audit.unit import Cause
from store.audit.vouching import is_intact
from store.queries.credentials import credential_of, recovery_codes_left, recovery_codes_of, take_step
from store.states import SignInOutcome, SignInWay
from store.tables.sign_in import Credential
from store.work import Work


class _Used(Enum):
    """What proved, beside the password, who it is."""

    AUTHENTICATOR = auto()
    RECOVERY = auto()


_USED_UP = "use_recovery_code"
"""The act of entries that tell of one. Stored: never rename it."""


class HeldOff(Struct, frozen=True):
    """Too many went wrong: nothing is looked at before."""

    until: datetime


class Try(Struct, frozen=True):
    """A try that counts already. `password_hash` is what the password is compared with, whoever it is."""

    staff_id: int | None
    password_hash: str
    against: tuple[Counted, ...]


class Opened(Struct, frozen=True):
    """Somebody came in. `codes_left` tells how many recovery codes there are yet, where one was used."""

    member: StaffMember
    token: str
    codes_left: int | None


def begin_try(work: Work, name: str, caller: Caller) -> Try | HeldOff:
    """Count a try; what it is compared with is slow, and done outside of the transaction."""
    spelt = read_name(name)[:64]
    member = staff_member(work, spelt)
    against = counted(work, spelt, caller.household, member.id if member else None)
    until = waits_until(work, against)
    if until is not None:
        return HeldOff(until)
    count_try(work, against)
    found = _credential(work, member)
    return Try(member.id if member else None, found.password_hash if found else nobodys_hash(), against)


def finish_try(work: Work, begun: Try, *, is_password: bool, code: str, caller: Caller) -> Opened | None:
    """Open a session where the password was right and the code is; None says nothing of what was wrong."""
    member = staff_numbered(work, begun.staff_id) if begun.staff_id is not None else None
    found = _credential(work, member)
    is_same = found is not None and found.password_hash == begun.password_hash
    if not is_same or not is_password:
        found = None
    used = _proved(work, found, code)
    if member is None or used is None:
        note(work, SignInOutcome.REFUSED, caller, staff_id=begun.staff_id)
        return None
    forgive(work, begun.against)
    token = open_session(work, member, SignInWay.PASSWORD, caller.browser, caller.household)
    left = recovery_codes_left(work, member.id) if used is _Used.RECOVERY else None
    return Opened(replace(member, door=Door.CONSOLE), token, left)


def confirm_try(work: Work, begun: Try, *, is_password: bool, code: str, caller: Caller) -> bool:
    """Whether somebody who is signed in proved anew who they are, before what opens the door is changed.

    A failure stands in the log: whoever found a browser open must not try passwords unseen.
    """
    member = staff_numbered(work, begun.staff_id) if begun.staff_id is not None else None
    found = _credential(work, member)
    is_same = found is not None and found.password_hash == begun.password_hash
    is_proved = _proved(work, found if is_same and is_password else None, code) is not None
    if is_proved:
        forgive(work, begun.against)
    else:
        note(work, SignInOutcome.REFUSED, caller, staff_id=begun.staff_id)
    return is_proved


def _credential(work: Work, member: StaffMember | None) -> Credential | None:
    """What was written into the database past every act is none."""
    found = credential_of(work, member.id) if member is not None else None
    return found if found is not None and is_intact(work, found) else None


def _proved(work: Work, found: Credential | None, code: str) -> _Used | None:
    if found is None:  # as long as the comparison takes of somebody who is there
        matching_step(new_secret(), code, work.now)
        return None
    if is_recovery_code(code):
        return _Used.RECOVERY if _recovered(work, found.staff_id, code) else None
    return _Used.AUTHENTICATOR if _step_taken(work, found, code) else None


def _step_taken(work: Work, found: Credential, code: str) -> bool:
    secret = unlock_secret(work, found.totp_secret)
    step = matching_step(secret, code, work.now) if secret else None
    return step is not None and take_step(work, found.staff_id, step)


def _recovered(work: Work, staff_id: int, code: str) -> bool:
    """Use the code up: two who bring it at once use it once."""
    wanted = recovery_hash(work, staff_id, code)
    found = next((row for row in recovery_codes_of(work, staff_id) if row.code_hash == wanted), None)
    row = work.lock(type(found), found.id) if found is not None else None
    if row is None or row.used_at is not None or not is_intact(work, row):
        return False
    work.cause = Cause(f"staff:{staff_id}", _USED_UP)
    row.used_at = work.now
    return True
