"""One-time codes: found by their hash only."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete

from store.tables.people import OneTimeCode
from store.work import Work

_KEPT = timedelta(days=30)
"""How long a code's row outlives it: staff may ask what became of a code."""


def locked_code(work: Work, code_hash: bytes) -> OneTimeCode | None:
    """The code's row, held until the transaction ends: two people who send it at once use it once."""
    return work.lock(OneTimeCode, code_hash)


def purge_codes(work: Work) -> None:
    """Delete the rows of codes that ran out long ago."""
    work.session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at < work.now - _KEPT))
