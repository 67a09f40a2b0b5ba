"""What members sign in with, and the resets that wait for a second administrator."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from store.tables.sign_in import Credential, CredentialReset, RecoveryCode, TotpStep
from store.work import Work

RESET_WAITS = timedelta(days=7)
"""How long a reset waits to be confirmed."""


def credential_of(work: Work, staff_id: int) -> Credential | None:
    """What the member signs in with; None before the first time."""
    return work.get(Credential, staff_id)


def recovery_codes_of(work: Work, staff_id: int) -> list[RecoveryCode]:
    """The member's codes, used or not."""
    return work.all(select(RecoveryCode).where(RecoveryCode.staff_id == staff_id).order_by(RecoveryCode.id))


def recovery_codes_left(work: Work, staff_id: int) -> int:
    """How many of them are good yet."""
    mine = RecoveryCode.staff_id == staff_id, RecoveryCode.used_at.is_(None)
    return work.session.scalar(select(func.count()).select_from(RecoveryCode).where(*mine)) or 0


def take_step(work: Work, staff_id: int, step: int) -> bool:
    """Use the code of a step up; False where it, or a later one, was used before."""
    row = work.lock(TotpStep, staff_id)
    if row is None:
        work.add(TotpStep(staff_id=staff_id, step=step))
        return True
    if step <= row.step:
        return False
    row.step = step
    return True


def open_reset_of(work: Work, staff_id: int) -> CredentialReset | None:
    """The reset of the member's that waits."""
    return next((row for row in open_resets(work) if row.staff_id == staff_id), None)


def open_resets(work: Work) -> list[CredentialReset]:
    """Those that wait for a second administrator, the oldest first."""
    waits = CredentialReset.confirmed_at.is_(None), CredentialReset.asked_at > work.now - RESET_WAITS
    return work.all(select(CredentialReset).where(*waits).order_by(CredentialReset.id))
