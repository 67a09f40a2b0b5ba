"""Acts on what members sign in with, as pages and commands call them: each a row of the table."""

from __future__ import annotations

from handlers.casework.credential_rows import PasswordFields
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.identity.actors import Actor, StaffMember
from handlers.identity.credentials import matching_step
from handlers.identity.enrolling import Enrolment
from handlers.identity.who import read_name
from handlers.results import Refused, Result
from store.queries.credentials import take_step
from store.work import Work


def issue_login_link(work: Work, actor: Actor, name: str) -> str | Refused:
    """The path, below the console's address, by which the member sets up how they sign in: shown this once."""
    result = apply_row(work, actor, ActName.LOGIN_LINK, read_name(name))
    return result if isinstance(result, Refused) else result.shown


def enrol(work: Work, found: Enrolment, code: str) -> tuple[str, ...] | Refused | None:
    """Finish a set-up by a code of the authenticator; gives the recovery codes, None where the code is wrong."""
    step = matching_step(found.secret, code, work.now)
    if step is None:
        return None
    result = apply_row(work, found.member, ActName.ENROL, found.row.code_hash.hex())
    if isinstance(result, Refused):
        return result
    take_step(work, found.member.id, step)
    return tuple(result.shown.splitlines())


def change_password(work: Work, member: StaffMember, password_hash: str) -> Result:
    """Set another password; every session of the member's ends."""
    fields = PasswordFields(password_hash=password_hash)
    return apply_row(work, member, ActName.CHANGE_PASSWORD, member.name, fields)


def renew_recovery_codes(work: Work, member: StaffMember) -> tuple[str, ...] | Refused:
    """New recovery codes in place of the old; they are shown this once."""
    result = apply_row(work, member, ActName.RENEW_RECOVERY, member.name)
    return result if isinstance(result, Refused) else tuple(result.shown.splitlines())
