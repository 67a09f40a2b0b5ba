"""What the audit keeps of acts on reports: a keyed digest, which proves a step to whoever knows the report."""

from __future__ import annotations

import hmac
import json
from datetime import date

from handlers.casework.chain_names import SEALED_COMPLAINTS
from handlers.casework.sealed.steps import HandlingStep
from handlers.dates import local_day
from handlers.texts import sealed_handling as texts
from store.keyfile import KeyFile
from store.queries.archive_rows import entries_of_chains
from store.queries.people import all_staff
from store.tables.audit import AuditRow
from store.work import Work

_ENTRIES = "sealed complaint entries"
"""What the installation's key is used for. Stored with entries: never rename it."""

DIGEST = "digest"
"""The fact that holds it."""


def entry_digest(keys: KeyFile, complaint: str, step: HandlingStep, on: date) -> str:
    """What the entry of a step says: whoever knows report, step and day can check it, others learn nothing."""
    said = json.dumps([complaint, step.value, on.isoformat()])
    return hmac.digest(keys.derive(_ENTRIES), said.encode(), "sha256").hex()


def proved_steps(work: Work, complaint: str) -> list[str]:
    """Who took which step of a report, and when, in words; also of one that is gone."""
    names = {f"staff:{row.id}": row.name for row in all_staff(work)}
    found = (
        (step, entry.actor, local_day(entry.at))
        for entry in entries_of_chains(work, [SEALED_COMPLAINTS])
        for step in HandlingStep
        if _is_of(work.keys, entry, complaint, step)
    )
    return [texts.proved(on=on, step=step.value, name=names.get(actor, actor)) for step, actor, on in found]


def _is_of(keys: KeyFile, entry: AuditRow, complaint: str, step: HandlingStep) -> bool:
    digest = str(json.loads(entry.facts).get(DIGEST, ""))
    return hmac.compare_digest(digest, entry_digest(keys, complaint, step, local_day(entry.at)))
