"""One-time codes: found by their hash only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select

from store.states import Purpose
from store.tables.people import OneTimeCode
from store.work import Work

HOLDER, HELD_UNTIL = "holder", "held_until"
"""Stored in `detail`: for whom a code is kept while that person is asked, and until when."""

_KEPT = timedelta(days=30)
"""How long a code's row outlives it: staff may ask what became of a code."""


def locked_code(work: Work, code_hash: bytes) -> OneTimeCode | None:
    """The code's row, held until the transaction ends: two people who send it at once use it once."""
    return work.lock(OneTimeCode, code_hash)


def held_codes(work: Work) -> list[OneTimeCode]:
    """The codes that are, or were, kept for somebody."""
    return work.all(select(OneTimeCode).where(OneTimeCode.detail.contains(f'"{HOLDER}"', autoescape=True)))


def unused_codes(work: Work, purpose: Purpose, subject_id: int) -> list[OneTimeCode]:
    """The codes for this that nobody used yet."""
    mine = OneTimeCode.purpose == purpose.value, OneTimeCode.subject_id == subject_id
    return work.all(select(OneTimeCode).where(*mine, OneTimeCode.used_at.is_(None)))


def unhold(row: OneTimeCode) -> None:
    """Forget for whom the code was kept."""
    detail = json.loads(row.detail)
    row.detail = json.dumps({k: v for k, v in detail.items() if k not in {HOLDER, HELD_UNTIL}}, ensure_ascii=False)


def is_held(work: Work, detail: Mapping[str, str | int]) -> bool:
    """Whether the time for which a code is kept still runs."""
    until = detail.get(HELD_UNTIL)
    return isinstance(until, str) and datetime.fromisoformat(until) > work.now


def purge_codes(work: Work) -> None:
    """Delete the rows of codes that ran out long ago, and for whom the others were kept."""
    for row in held_codes(work):
        if not is_held(work, json.loads(row.detail)):
            unhold(row)
    work.remove_all(select(OneTimeCode).where(OneTimeCode.expires_at < work.now - _KEPT))
