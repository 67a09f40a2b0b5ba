"""All tables together: what migrations are compared with."""

from __future__ import annotations

from sqlalchemy import MetaData, inspect

from store.base import TABLES, Record
from store.personal import names_an_account
from store.tables import (
    access,
    applications,
    archive,
    audit,
    batches,
    calendar,
    complaints,
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
    complaints,
    access,
    audit,
)


def record_tables() -> tuple[type[Record], ...]:
    """Every table, in the order of the areas."""
    return tuple(TABLES.values())


def account_tables() -> tuple[type[Record], ...]:
    """Those of which a row names the channel's account whose it is: one that comes new is among them."""
    return tuple(kind for kind in TABLES.values() if names_an_account(kind.__annotations__))


def whole_metadata() -> MetaData:
    """Of all tables: each is mapped."""
    for kind in TABLES.values():
        inspect(kind)
    return Record.metadata


HEAD = "0056"
"""The newest migration, told here so that a database that has it need not wait for alembic."""
