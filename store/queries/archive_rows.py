"""Everything on record under a contract, as plain values: for its archive, which outlives this database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select

from store.audit.seals import columns_of
from store.base import Record
from store.personal import Whose, personal_columns
from store.queries.sealed_rows import rows_under
from store.tables.audit import AuditRow
from store.tables.contracts import Contract
from store.work import Work

Plain = str | int | bool | None

_FILES_OWN = frozenset({"path", "copy"})
"""Where our copies of files lie says nothing outside."""


def rows_of_contract(work: Work, contract: Contract) -> list[Record]:
    """Every sealed row under a contract, also of tables to come; each once, by table and id."""
    found = {(str(row.__tablename__), _number(row)): row for row in rows_under(work, contract)}
    return [found[key] for key in sorted(found)]


def plain_rows(rows: Iterable[Record]) -> dict[str, list[dict[str, Plain]]]:
    """Of each table its rows by columns: days and moments as ISO, money in fen; no account of anybody's."""
    found: dict[str, list[dict[str, Plain]]] = {}
    for row in rows:
        told = [name for name in columns_of(type(row)) if name not in _untold(type(row))]
        found.setdefault(str(row.__tablename__), []).append({name: _plain(getattr(row, name)) for name in told})
    return found


def entries_of_chains(work: Work, chains: Iterable[str]) -> list[AuditRow]:
    """All entries of chains, each in the order of its places."""
    query = select(AuditRow).where(AuditRow.chain.in_(sorted(chains))).order_by(AuditRow.chain, AuditRow.place)
    return work.all(query)


def _number(row: Record) -> int:
    number: int = getattr(row, "id", 0)
    return number


def _untold(kind: type[Record]) -> frozenset[str]:
    accounts = {
        column.name
        for column, mark in personal_columns(kind.__table__)  # type: ignore[arg-type] # a Table
        if mark.whose is Whose.ACCOUNT
    }
    return _FILES_OWN | accounts


def _plain(value: object) -> Plain:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, str | int | bool) or value is None else str(value)
