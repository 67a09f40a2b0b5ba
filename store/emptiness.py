"""Whether a database is as the migrations left it."""

from __future__ import annotations

from sqlalchemy import select

from store.tables.applications import Application, Intention
from store.tables.audit import AuditRow
from store.tables.messages import Claim, SessionRow
from store.tables.people import Firm, Staff
from store.work import Work

_TOUCHED = (Staff, Firm, Application, Intention, AuditRow, SessionRow, Claim)
"""Whatever people do leaves a row in one of these; the calendar's own rows say nothing."""


def is_untouched(work: Work) -> bool:
    """Whether nobody has entered, asked or done anything yet."""
    return all(work.session.scalar(select(kind).limit(1)) is None for kind in _TOUCHED)
