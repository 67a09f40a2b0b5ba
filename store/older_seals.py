"""Seals as entries held them before they were signed: read once, at adoption.

A row was vouched for by the newest entry that named it, in whichever chain; its columns were those listed here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from sqlalchemy import Column, Connection, MetaData, String, Table, delete, select

from store.audit.seals import plain_value
from store.base import Record
from store.dialects import insert_into
from store.tables.audit import AuditRow, AuditSalt
from store.work import Work

_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "staff": "id name roles active created_at",
        "firms": "id name credit_code created_at",
        "contracts": (
            "id number firm_id project procurement amount ratio signed_on due_on payee_name "
            "payee_account payee_bank state version created_at"
        ),
        "amendments": (
            "id contract_id kind value document effective_on recorded_by recorded_at checked_by "
            "checked_at discarded"
        ),
        "evaluations": (
            "id contract_id article organiser document evaluated_on grade advice recorded_by recorded_at"
        ),
        "rechecks": "id evaluation_id accepted organ document checked_on recorded_by recorded_at",
        "disposals": "id evaluation_id organ document decided_on measure reduced_to note recorded_by recorded_at",
        "acceptances": "id contract_id members accepted_on passed conclusion report recorded_by recorded_at",
        "oversights": "id contract_id kind quarter done_on findings recorded_by recorded_at",
        "return_cases": (
            "id contract_id kind ground decision organ reason amount pay_by pay_to closing state "
            "version opened_by opened_at"
        ),
        "returned_money": "id case_id amount voucher returned_on recorded_by recorded_at",
        "applications": (
            "id number contract_id kind state state_since amount approved form_version submitted_at "
            "submitted_by version"
        ),
        "application_steps": "id application_id act from_state to_state actor at",
        "meetings": (
            "id application_id session held_on result approved condition minutes item recorded_by recorded_at"
        ),
        "payments": (
            "id application_id amount source quota voucher payee_name paid_on reverses reason "
            "recorded_by recorded_at"
        ),
    }
)
"""Of each table the columns under `row:`. Frozen: digests hold their names."""

_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "return_cases": "explanation",
        "applications": "data declaration",
        "application_steps": "told note fields",
    }
)
"""Those of people's own words, under `said:`. Frozen likewise."""

_ROW, _SAID = "row", "said"
_AT_ONCE = 500


class Older(Struct, frozen=True):
    """What an older entry said of a row, and what the row says now. No salt: it was erased, or deleted."""

    is_words: bool
    actor: str
    digest: str
    salt: bytes | None
    content: str


class OlderSeals:
    """The newest of them, row by row, in a temporary table: however many there are, memory stays bounded."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._table = Table(
            "older_seals",
            MetaData(),
            Column("key", String(160), primary_key=True),
            Column("digest", String(64)),
            Column("actor", String(64)),
            prefixes=["TEMPORARY"],
        )
        self._table.create(connection)

    def drop(self) -> None:
        """Throw the table away."""
        self._table.drop(self._connection)

    def collect(self, work: Work) -> None:
        """Read every entry, oldest first: a later one overrides."""
        query = select(AuditRow.actor, AuditRow.facts).order_by(AuditRow.id)
        batch: dict[str, dict[str, str]] = {}
        for actor, facts in work.session.execute(query.execution_options(yield_per=_AT_ONCE)):
            batch |= {key: {"key": key, "digest": digest, "actor": actor} for key, digest in _seals_in(facts)}
            if len(batch) >= _AT_ONCE:
                self._keep(batch)
        self._keep(batch)

    def take(self, row: Record) -> list[Older]:
        """What is known of a row, which counts as seen."""
        contents = dict(_contents(row))
        if not contents:
            return []
        mine = self._table.c.key.in_(list(contents))
        query = select(self._table, AuditSalt.salt).where(mine)
        query = query.outerjoin(AuditSalt, AuditSalt.digest == self._table.c.digest)
        found = [
            Older(one.key.startswith(_SAID), one.actor, one.digest, one.salt, contents[one.key])
            for one in self._connection.execute(query)
        ]
        self._connection.execute(delete(self._table).where(mine))
        return found

    def left(self) -> Iterator[str]:
        """The rows that entries vouched for and that did not come."""
        mine = self._table.c.key.like(f"{_ROW}:%")
        yield from self._connection.scalars(select(self._table.c.key).where(mine).order_by(self._table.c.key))

    def _keep(self, batch: dict[str, dict[str, str]]) -> None:
        if batch:
            statement = insert_into(self._connection, self._table)
            newest = {"digest": statement.excluded.digest, "actor": statement.excluded.actor}
            keep = statement.on_conflict_do_update(index_elements=["key"], set_=newest)
            self._connection.execute(keep, list(batch.values()))
        batch.clear()


def _seals_in(facts: str) -> Iterator[tuple[str, str]]:
    try:
        found = json.loads(facts)
    except ValueError:
        return
    for key, digest in found.items() if isinstance(found, dict) else ():
        part, _, rest = key.partition(":")
        if part in {_ROW, _SAID} and rest.partition(":")[0] in _COLUMNS and isinstance(digest, str):
            yield key, digest


def _contents(row: Record) -> Iterator[tuple[str, str]]:
    """The key and the content of each part, as they were digested."""
    for part, all_columns in ((_ROW, _COLUMNS), (_SAID, _WORDS)):
        columns = all_columns.get(row.__tablename__, "")
        key = f"{part}:{row.__tablename__}:{getattr(row, 'id', '')}"
        values = {
            name: plain_value(value) for name in columns.split() if (value := getattr(row, name)) is not None
        }
        if columns:
            whole = [key, values]
            yield key, json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
