"""Erasure: what is kept of a person in a channel is erased on request."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Table, select
from sqlalchemy.schema import sort_tables

from store.audit.entries import Facts, append, erase_salts
from store.audit.seals import chain_of_row
from store.audit.unit import Cause
from store.audit.vouching import ERASE
from store.base import Record
from store.outbox.notice_rows import note_erased
from store.queries.accounts import remember_binding, unlink
from store.queries.complaints import Account, end_complaints_of
from store.queries.materials import discard, materials_of_draft
from store.schema import account_tables
from store.tables.applications import Draft
from store.tables.messages import OutboxRow, PendingTurn, SessionRow
from store.tables.people import Binding, StaffLink
from store.work import Work

ERASURE = Cause("person", ERASE)
"""Somebody left the channel, or wanted their data deleted. Who it was is told where they were bound to a firm."""


def erase_person(work: Work, channel: str, address: str, *, left: int | None = None) -> None:
    """Erase a person's drafts with their files, and their identity; the turn's end erases the talk.

    What forms keep under the person's account is erased beside this, table by table (`erase_own`).

    What was submitted stays, and so do the audit chains (Article 8): they name a binding's number. Whose it was is
    kept as a keyed digest only, so that nobody decides on what they sent themselves. `left` is the binding that
    they ended just before, whose address is gone.
    """
    work.cause = ERASURE
    drafts = _drafts(work, channel, address)
    materials = [material for draft in drafts for material in materials_of_draft(work, draft.id)]
    for material in materials:
        discard(work, material)
    for draft in drafts:
        work.remove(draft)
    end_complaints_of(work, Account(channel, address))
    link = work.get(StaffLink, (channel, address))
    if link is not None:
        unlink(work, link)
    for kind in _own_tables():
        erase_own(work, kind, channel, address)
    counts = {"drafts": len(drafts), "files": len(materials)}
    for binding in (*_bindings(work, channel, address), *_ended(work, left)):
        remember_binding(work, binding)
        _erase_binding(work, binding, counts)


def _erase_binding(work: Work, binding: Binding, counts: Facts) -> None:
    """Nothing tells any more whose the binding was; an entry says that this was done, and what went with it."""
    note_erased(work.connection, binding.id, work.now)
    binding.ended_at = binding.ended_at or work.now
    binding.address = ""
    subject = f"binding:{binding.id}"
    work.session.flush()  # what was sealed is compared under the salts that go
    erase_salts(work, of=subject)
    chain, facts = chain_of_row(binding, work.session.get), {"subject": subject, **counts}
    append(work, chain, actor=subject, act=ERASE, facts=facts)


def _own_tables() -> Iterator[type[Record]]:
    """Every other table whose rows say whose they are: one that comes new is erased with the others."""
    kinds = {kind.__tablename__: kind for kind in account_tables()}
    tables = [table for kind in kinds.values() if isinstance(table := kind.__table__, Table)]
    for table in reversed(sort_tables(tables)):  # what belongs to a row goes before it
        if kinds[table.name] not in _IN_THEIR_OWN_WAY:
            yield kinds[table.name]


_IN_THEIR_OWN_WAY = frozenset({Draft, StaffLink, Binding, SessionRow, PendingTurn, OutboxRow})
"""The first three above, the others by the turn's end: see `store.turns.forgetting`."""


def erase_own(work: Work, table: type[Record], channel: str, address: str) -> None:
    """Erase the rows of a table that are this account's own."""
    work.cause = ERASURE
    columns = table.__table__.c
    work.remove_all(select(table).where(columns["channel"] == channel, columns["address"] == address))


def _bindings(work: Work, channel: str, address: str) -> list[Binding]:
    """Those that last: one that ended has no address any more."""
    return work.all(select(Binding).where(Binding.channel == channel, Binding.address == address))


def _ended(work: Work, binding_id: int | None) -> Iterator[Binding]:
    found = work.get(Binding, binding_id) if binding_id is not None else None
    if found is not None and not found.address:
        yield found


def _drafts(work: Work, channel: str, address: str) -> list[Draft]:
    return work.all(select(Draft).where(Draft.channel == channel, Draft.address == address))
