"""What personal records outlive, by the office's own arrangement: 隐私说明 names the same periods."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from store.queries.access import purge_accesses
from store.queries.codes import purge_codes
from store.queries.complaints import purge_complaints
from store.queries.intentions import purge_intentions
from store.queries.quotas import purge_quotas
from store.queries.sign_in import purge_sign_ins
from store.queries.threads import purge_threads
from store.retention.purging import RECORDS_STAY
from store.tables.form_claims import FormClaim
from store.tables.notices import StaffNotice, StaffNoticeMark
from store.tables.people import BindTry
from store.tables.staff_destinations import StaffTelling
from store.work import PURGE, Work

INTENTIONS_STAY = timedelta(days=730)
COMPLAINTS_STAY = timedelta(days=730)
"""After they were answered, referred, closed or withdrawn."""
NOTICES_STAY = timedelta(days=730)
TRIES_STAY = timedelta(days=1)
QUOTAS_STAY = timedelta(days=2)
FORMS_STAY = timedelta(days=2)
"""Longer than a session of the console: until then a form that comes again has the outcome of the first."""


def delete_expired(
    work: Work, *, intentions_stay: timedelta = INTENTIONS_STAY, talks_stay: timedelta = RECORDS_STAY
) -> None:
    """Delete what is older than its period; drafts and messages have jobs of their own.

    Notices to firms have no period: they stay with the case.
    """
    old_notices = select(StaffNotice.id).where(StaffNotice.at < work.now - NOTICES_STAY)
    for old in (
        delete(StaffNoticeMark).where(StaffNoticeMark.notice_id.in_(old_notices)),
        delete(StaffTelling).where(StaffTelling.notice_id.in_(old_notices)),
        delete(StaffNotice).where(StaffNotice.at < work.now - NOTICES_STAY),
        delete(FormClaim).where(FormClaim.at < work.now - FORMS_STAY),
        delete(BindTry).where(BindTry.last_at < work.now - TRIES_STAY),
    ):
        work.session.execute(old)
    work.cause = PURGE
    purge_intentions(work, work.now - intentions_stay)
    purge_complaints(work, work.now - COMPLAINTS_STAY)
    purge_threads(work, work.now - talks_stay)
    purge_accesses(work)
    purge_codes(work)
    purge_sign_ins(work)
    purge_quotas(work, work.now.date() - QUOTAS_STAY)
