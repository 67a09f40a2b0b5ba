"""A member who has set up how they sign in."""

from __future__ import annotations

from datetime import datetime

import pyotp
from argon2 import PasswordHasher

from handlers.casework.credentials import enrol, issue_login_link
from handlers.identity.credentials import STEP
from handlers.identity.enrolling import begin_enrolment, enrolment, set_enrolling_password
from handlers.identity.who import OPERATOR
from store.work import Work

PASSWORD = "连翘花开的山坡 2026"
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""What a hash costs is not what tests are about."""


def quick_hash(password: str) -> str:
    """A password's hash that is checked at no cost."""
    return _QUICK.hash(password)


def code_of(secret: str, now: datetime, *, later: int = 0) -> str:
    """What the authenticator shows, so many steps from now."""
    return pyotp.TOTP(secret).generate_otp(int(now.timestamp()) // STEP + later)


def enrolled(work: Work, name: str, password: str = PASSWORD) -> tuple[str, tuple[str, ...]]:
    """The secret of the member's authenticator, and the recovery codes."""
    path = issue_login_link(work, OPERATOR, name)
    assert isinstance(path, str), path
    token = begin_enrolment(work, path.rpartition("/")[2])
    found = enrolment(work, token or "")
    assert found is not None
    set_enrolling_password(found, quick_hash(password))
    codes = enrol(work, found, code_of(found.secret, work.now))
    assert isinstance(codes, tuple), codes
    return found.secret, codes
