"""How the audit covers each table: said on the table itself, or it is refused."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import delete

from store.audit.seals import Seal, personal_of, seal_of, seal_of_personal, sealed_tables
from store.audit.session import UnsealedWriteError
from store.base import Record
from store.database import Database
from store.schema import record_tables, whole_metadata
from store.sealing import Exempt, Sealed, UndeclaredTableError, check_declaration, declaration_of
from store.tables.applications import Payment
from tests.clocks import FrozenClock

COVERED = {
    *("staff", "staff_links", "staff_accounts", "firms", "bindings", "one_time_codes", "contracts", "amendments"),
    *("evaluations", "rechecks", "disposals", "acceptances", "oversights", "return_cases", "returned_money"),
    *("applications", "application_steps", "meetings", "payments", "materials", "checklist_items", "nudges"),
    *("intentions", "arrangements"),
}


def test_every_table_is_sealed_or_says_why_not() -> None:
    kinds = {kind.__tablename__: kind for kind in record_tables()}
    assert kinds.keys() == whole_metadata().tables.keys()
    said = {name: declaration_of(kind) for name, kind in kinds.items()}
    assert {name for name, one in said.items() if isinstance(one, Sealed)} >= COVERED
    assert all(one.reason for one in said.values() if isinstance(one, Exempt))


def test_a_table_that_says_nothing_is_refused() -> None:
    with pytest.raises(UndeclaredTableError, match="scratch"):
        check_declaration(type("Scratch", (), {"__tablename__": "scratch"}))


async def test_a_bulk_statement_over_sealed_rows_is_refused(database: Database, clock: FrozenClock) -> None:
    with pytest.raises(UnsealedWriteError, match="payments"):
        await database.write(lambda work: work.session.execute(delete(Payment)), clock())


@pytest.mark.parametrize("kind", sealed_tables(), ids=lambda kind: str(kind.__tablename__))
def test_what_tells_of_people_is_sealed_apart(kind: type[Record]) -> None:
    """Its seal ends with its person; what is sealed with the rest could be tried for ever."""
    row, names = kind(**dict.fromkeys(personal_of(kind), "CANARY")), set(personal_of(kind))
    assert _sealed_columns(seal_of(row)).isdisjoint(names)
    personal = seal_of_personal(row)
    assert (_sealed_columns(personal) if personal else set()) == names


def _sealed_columns(seal: Seal) -> set[str]:
    _key, values = json.loads(seal.content)
    return set(values)
