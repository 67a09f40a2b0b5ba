"""Setting up how a member signs in: by a link that is good once, step by step in one browser."""

from __future__ import annotations

import json

from msgspec import Struct
from msgspec.structs import replace

from handlers.identity.actors import Door, StaffMember
from handlers.identity.codes import ENROLLING_LIVES, detail_of, issue, peek, redeem
from handlers.identity.credentials import lock_secret, new_secret, unlock_secret
from handlers.identity.who import staff_numbered
from store.states import Purpose
from store.tables.people import OneTimeCode
from store.work import Work

PASSWORD, SECRET = "password", "secret"
"""Stored in an enrolment's detail: the hash and the encrypted secret that it is going to set. Never rename one."""


class Enrolment(Struct, frozen=True):
    """How far a member has come. `secret` is the authenticator's, which is shown until a code of it was typed."""

    member: StaffMember
    row: OneTimeCode
    secret: str
    has_password: bool


def is_login_link(work: Work, token: str) -> bool:
    """Whether the link can be used; looking at it uses nothing up."""
    return _member(work, peek(work, Purpose.LOGIN, token)) is not None


def begin_enrolment(work: Work, token: str) -> str | None:
    """Use the link up; gives what the browser goes on with, None where the link is good no more."""
    row = redeem(work, Purpose.LOGIN, token)
    if row is None or _member(work, row) is None:
        return None
    detail = {SECRET: lock_secret(work, new_secret())}
    return issue(work, Purpose.ENROLLING, row.subject_id, ENROLLING_LIVES, by=row.issued_by, detail=detail)


def enrolment(work: Work, token: str) -> Enrolment | None:
    """How far the browser's enrolment is; None where it ended, or ran out."""
    row = peek(work, Purpose.ENROLLING, token) if token else None
    member = _member(work, row)
    if row is None or member is None:
        return None
    detail = detail_of(row)
    secret = unlock_secret(work, str(detail.get(SECRET, "")))
    return Enrolment(member, row, secret, PASSWORD in detail) if secret else None


def set_enrolling_password(found: Enrolment, password_hash: str) -> None:
    """Keep the password's hash until the authenticator is proved."""
    found.row.detail = json.dumps({**detail_of(found.row), PASSWORD: password_hash})


def _member(work: Work, row: OneTimeCode | None) -> StaffMember | None:
    member = staff_numbered(work, row.subject_id) if row is not None else None
    return replace(member, door=Door.CONSOLE) if member else None
