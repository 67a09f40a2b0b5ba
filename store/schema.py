"""All tables together: what migrations are compared with."""

from __future__ import annotations

from store.base import Record
from store.tables import (
    access,
    applications,
    archive,
    audit,
    batches,
    calendar,
    contracts,
    corrections,
    deputies,
    form_claims,
    incoming,
    intentions,
    ledger,
    materials,
    messages,
    notes,
    notices,
    office_answers,
    people,
    sealed_complaints,
    serving,
    sign_in,
    staff_destinations,
    staff_sessions,
    supervision,
    threads,
    years,
)

AREAS = (
    messages,
    people,
    staff_sessions,
    form_claims,
    sign_in,
    staff_destinations,
    deputies,
    contracts,
    applications,
    corrections,
    batches,
    ledger,
    years,
    archive,
    incoming,
    intentions,
    materials,
    notices,
    office_answers,
    notes,
    calendar,
    supervision,
    serving,
    threads,
    sealed_complaints,
    access,
    audit,
)

METADATA = Record.metadata
"""Complete, because every area was imported above."""

HEAD = "0043"
"""The newest migration, told here so that a database that has it need not wait for alembic."""
