"""Drafts of forms: found by firm or person, written with their version, and those that ran out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from store.tables.applications import Draft
from store.work import Work

_BATCH = 200


def newest_draft(work: Work, form: str, *, channel: str, address: str, firm_id: int | None) -> Draft | None:
    """The firm's newest draft of a form, or the person's where there is no firm; None where it has run out."""
    query = select(Draft).where(Draft.form == form, Draft.expires_at > work.now)
    if firm_id is None:
        query = query.where(Draft.channel == channel, Draft.address == address, Draft.firm_id.is_(None))
    else:
        query = query.where(Draft.firm_id == firm_id)
    return work.one(query.order_by(Draft.updated_at.desc(), Draft.id.desc()).limit(1))


def draft_about(work: Work, form: str, firm_id: int, subject: str) -> Draft | None:
    """The firm's draft that mends this application."""
    query = select(Draft).where(
        Draft.form == form, Draft.firm_id == firm_id, Draft.subject == subject, Draft.expires_at > work.now
    )
    return work.one(query.order_by(Draft.id.desc()).limit(1))


def expired(work: Work) -> list[Draft]:
    """Drafts whose time is over, some at a time."""
    return work.all(select(Draft).where(Draft.expires_at <= work.now).order_by(Draft.id).limit(_BATCH))


def write(work: Work, draft: Draft, *, data: str, expires_at: datetime) -> Draft:
    """Write what was answered; the draft's version rises."""
    draft.data, draft.updated_at, draft.expires_at = data, work.now, expires_at
    return work.add(draft)
