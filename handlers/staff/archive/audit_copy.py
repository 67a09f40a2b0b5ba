"""The audit of a contract as it is taken along: its chains whole, all heads, and the key that checks both."""

from __future__ import annotations

import json

from handlers.audit.verify_chains import outside_copy
from handlers.casework.chain_names import chain_of, firm_chain
from handlers.texts import archive_package as texts
from store.queries.applications import applications_on
from store.queries.archive_rows import entries_of_chains
from store.tables.audit import AuditRow
from store.tables.contracts import Contract
from store.work import Work

ENTRIES, HEADS, KEY, RULES = "entries.jsonl", "heads.jsonl", "public-key.pem", "说明.txt"


def audit_documents(work: Work, contract: Contract) -> tuple[tuple[str, str], ...]:
    """Of each document its name and its content. Chains of what several contracts share are not this one's."""
    numbers = [one.number for one in applications_on(work, contract.id)]
    entries = entries_of_chains(work, [chain_of(contract.number), firm_chain(contract.firm_id), *numbers])
    return (
        (ENTRIES, "".join(f"{_line(one)}\n" for one in entries)),
        (HEADS, outside_copy(work)),
        (KEY, work.keys.public_pem),
        (RULES, texts.AUDIT_RULES),
    )


def _line(row: AuditRow) -> str:
    """An entry with all that its hash covers; `at` in ISO with microseconds, as UTC."""
    told = {
        "chain": row.chain,
        "place": row.place,
        "at": row.at.isoformat(timespec="microseconds"),
        "actor": row.actor,
        "act": row.act,
        "facts": row.facts,
        "previous": row.previous,
        "hash": row.hash,
        "signature": row.signature,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)
