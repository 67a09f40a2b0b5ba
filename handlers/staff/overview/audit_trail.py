"""The audit trail of a case as a page shows it: the newest entries, and the digest that the next links to."""

from __future__ import annotations

import json
from collections.abc import Sequence

from msgspec import Struct

from handlers.casework.chain_names import chain_of
from handlers.casework.correctable import recorded_words
from handlers.casework.correction_rows import CORRECTION_ROWS
from handlers.casework.recording import FOR
from handlers.dates import moment
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import Target
from handlers.staff.cards.people import actor_name, staff_names
from handlers.texts import audit_trail as texts
from store.queries.audit_latest import newest_entries
from store.queries.corrections import corrections_numbered
from store.tables.audit import AuditRow
from store.work import Work

_CORRECTING = frozenset(row.act.value for row in CORRECTION_ROWS)

MOST = 50
"""Entries that a page shows; `audit verify` and the archive have them all."""


class Entry(Struct, frozen=True, kw_only=True):
    """One entry: its place in the chain, what was done, by whom, when, and its digest.

    `what` is what a correction changed, for the entry itself has digests only.
    """

    place: int
    act: str
    by: str
    at: str
    digest: str
    what: str = ""


class AuditTrail(Struct, frozen=True, kw_only=True):
    """The newest entries, the newest first. `count` is how many the chain has, `head` the last one's digest."""

    entries: tuple[Entry, ...]
    count: int
    head: str


def audit_trail(work: Work, catalogue: Catalogue, target: Target) -> AuditTrail:
    """The trail of a target: an application has a chain of its own, a case stands in its contract's."""
    chain = target.number if target.application is not None else chain_of(target.contract.number)
    rows = newest_entries(work, chain, MOST)
    names = staff_names(work, {row.actor for row in rows} | {f"staff:{_for(row)}" for row in rows if _for(row)})
    corrected = _corrected(work, rows)
    entries = tuple(_entry(row, catalogue, names, corrected.get(row.place, "")) for row in rows)
    return AuditTrail(
        entries=entries, count=rows[0].place if rows else 0, head=entries[0].digest if entries else ""
    )


def _for(row: AuditRow) -> int | None:
    """The member whose roles were used, where they were not the actor's own."""
    found = json.loads(row.facts).get(FOR)
    return found if isinstance(found, int) else None


def _corrected(work: Work, rows: Sequence[AuditRow]) -> dict[int, str]:
    """By place what each entry of a correction is about."""
    numbers = {row.place: _record(row) for row in rows if row.act in _CORRECTING}
    found = corrections_numbered(work, [number for number in numbers.values() if number is not None])
    words = {row.id: recorded_words(row) for row in found}
    return {place: words[number] for place, number in numbers.items() if number in words}


def _record(row: AuditRow) -> int | None:
    found = json.loads(row.facts).get("record")
    return found if isinstance(found, int) else None


def _entry(row: AuditRow, catalogue: Catalogue, names: dict[str, str], what: str) -> Entry:
    found = catalogue.table.by_act.get(row.act)
    label = found.staff_words if found else texts.ACTS.get(row.act, row.act)
    by, represented = actor_name(row.actor, names), _for(row)
    if represented is not None:
        by = texts.for_somebody(by=by, name=actor_name(f"staff:{represented}", names))
    return Entry(place=row.place, act=label, by=by, at=moment(row.at), digest=row.hash, what=what)
