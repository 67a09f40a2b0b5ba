"""Erasure: what is kept of a person in a channel, counted and erased on request."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, func, select
from sqlalchemy.orm import InstrumentedAttribute

from store.audit.entries import ERASE, Facts, append, erase_salts
from store.audit.seals import chain_of_row
from store.audit.unit import Cause
from store.base import Record
from store.personal import names_an_account
from store.queries.accounts import remember_binding, unlink
from store.queries.materials import discard, materials_of_draft
from store.states import OutboxState
from store.tables.applications import Draft
from store.tables.messages import OutboxRow, PendingTurn, SessionRow
from store.tables.people import Binding, Firm, StaffLink
from store.work import Work

ERASURE = Cause("person", ERASE)
"""Somebody left the channel, or wanted their data deleted. Who it was is told where they were bound to a firm."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is kept of a person. Times are aware UTC; None where there is nothing."""

    talked_at: datetime | None
    firm: str
    bound_at: datetime | None
    drafts: tuple[str, ...]  # the form of each
    files: int  # handed in with drafts that were not sent
    unsent: int  # messages that wait to be delivered


def holdings(work: Work, channel: str, address: str) -> Holdings:
    """Count what is kept of a person, for 查我的信息."""
    session = work.get(SessionRow, (channel, address))
    bound = _bindings(work, channel, address, active=True)
    drafts = _drafts(work, channel, address)
    firm = work.get(Firm, bound[0].firm_id) if bound else None
    return Holdings(
        talked_at=session.updated_at if session else None,
        firm=firm.name if firm else "",
        bound_at=bound[0].bound_at if bound else None,
        drafts=tuple(draft.form for draft in drafts),
        files=sum(len(materials_of_draft(work, draft.id)) for draft in drafts),
        unsent=_count(
            work,
            OutboxRow.id,
            OutboxRow.channel == channel,
            OutboxRow.address == address,
            OutboxRow.state != OutboxState.SENT.value,
        ),
    )


def erase_person(work: Work, channel: str, address: str) -> None:
    """Erase a person's drafts with their files, and their identity; the turn's end erases the talk.

    What forms keep under the person's account is erased beside this, table by table (`erase_own`).

    What was submitted stays, and so do the audit chains (Article 8): they name a binding's number. Whose it was is
    kept as a keyed digest only, so that nobody decides on what they sent themselves.
    """
    work.cause = ERASURE
    drafts = _drafts(work, channel, address)
    materials = [material for draft in drafts for material in materials_of_draft(work, draft.id)]
    for material in materials:
        discard(work, material)
    for draft in drafts:
        work.remove(draft)
    link = work.get(StaffLink, (channel, address))
    if link is not None:
        unlink(work, link)
    for kind in _own_tables():
        erase_own(work, kind, channel, address)
    counts = {"drafts": len(drafts), "files": len(materials)}
    for binding in _bindings(work, channel, address, active=False):
        remember_binding(work, binding)
        _erase_binding(work, binding, counts)


def _erase_binding(work: Work, binding: Binding, counts: Facts) -> None:
    """Nothing tells any more whose the binding was; an entry says that this was done, and what went with it."""
    binding.ended_at = binding.ended_at or work.now
    binding.address = ""
    subject = f"binding:{binding.id}"
    erase_salts(work, of=subject)
    chain, facts = chain_of_row(binding, work.session), {"subject": subject, **counts}
    append(work, chain, actor=subject, act=ERASE, facts=facts)


def _own_tables() -> Iterator[type[Record]]:
    """Every other table whose rows say whose they are: one that comes new is erased with the others."""
    for mapper in Record.registry.mappers:
        table = mapper.local_table
        if isinstance(table, Table) and names_an_account(table) and mapper.class_ not in _IN_THEIR_OWN_WAY:
            yield mapper.class_


_IN_THEIR_OWN_WAY = frozenset({Draft, StaffLink, Binding, SessionRow, PendingTurn, OutboxRow})
"""The first three above, the others by the turn's end: see `store.turns.forgetting`."""


def count_own(work: Work, table: type[Record], channel: str, address: str) -> int:
    """How many rows of a table are this account's own."""
    rows = table.__table__
    mine = (rows.c["channel"] == channel, rows.c["address"] == address)
    return int(work.session.scalar(select(func.count()).select_from(rows).where(*mine)) or 0)


def erase_own(work: Work, table: type[Record], channel: str, address: str) -> None:
    """Erase the rows of a table that are this account's own."""
    work.cause = ERASURE
    columns = table.__table__.c
    work.remove_all(select(table).where(columns["channel"] == channel, columns["address"] == address))


def _bindings(work: Work, channel: str, address: str, *, active: bool) -> list[Binding]:
    query = select(Binding).where(Binding.channel == channel, Binding.address == address)
    return work.all(query.where(Binding.ended_at.is_(None)) if active else query)


def _drafts(work: Work, channel: str, address: str) -> list[Draft]:
    return work.all(select(Draft).where(Draft.channel == channel, Draft.address == address))


def _count(work: Work, column: InstrumentedAttribute[int], *conditions: object) -> int:
    return int(work.session.scalar(select(func.count(column)).where(*conditions)) or 0)  # type: ignore[arg-type] # SQL
