"""Materials: fetched at once and checked before anything is stored; tied to a draft, then to its application.

`Materials.receive` works outside any transaction; everything below it is performed in the act's own.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import structlog
from msgspec import Struct
from msgspec.structs import replace

from handlers.filekinds import MEDIA_TYPES, Findings, Problem
from handlers.forms.attachments import Received, Rejection
from handlers.identity.actors import Contractor
from handlers.materials.allowances import (
    MOST_BYTES_TOGETHER,
    MOST_FILES,
    ONE_FILE,
    Allowance,
    Allowances,
    Counted,
)
from handlers.materials.inspecting import Inspect
from handlers.materials.invoices import warn_of_repeats
from handlers.materials.names import plain_name, told_apart
from handlers.materials.uploads import LIVES, make_link
from handlers.messages import Channel, Media, MediaKind, Person
from handlers.texts import materials as texts
from store.files import FileStore, Incoming
from store.queries import materials as rows
from store.queries.incoming import scans_of
from store.states import Kind
from store.tables.applications import Application, ChecklistItem, Draft, Material
from store.work import Work

_LOG = structlog.get_logger(__name__)


class Fetched(Struct, frozen=True):
    """A file on its way from the platform, as it comes; `name` is the sender's own."""

    chunks: AsyncIterator[bytes]
    name: str


class Fetch(Protocol):
    """Brings what a person sent. It may stop after `limit` bytes and say so; it never raises for the platform."""

    async def __call__(self, person: Person, media: Media, *, limit: int) -> Fetched | Problem:
        """Fetch once, now: media handles run out."""
        ...


class Materials:
    """Takes files in. `fetches` are the channels that can bring some, `address` is where our pages are.

    `inspect` looks into each before it is kept: what comes from a stranger is opened nowhere else. `allowances`
    are asked before one is fetched.
    """

    def __init__(
        self,
        files: FileStore,
        clock: Callable[[], datetime],
        fetches: Mapping[Channel, Fetch],
        *,
        inspect: Inspect,
        allowances: Allowances,
        address: str = "",
    ) -> None:
        self.files = files
        self._clock = clock
        self._fetches = fetches
        self._inspect = inspect
        self._allowances = allowances
        self._address = address

    def takes_files_from(self, channel: Channel) -> bool:
        """Whether people can send files there; elsewhere they are given a link to the upload page."""
        return channel in self._fetches

    def invite(self, work: Work, *, draft: Draft, kind: Kind, by: Contractor) -> str:
        """The sentence with a new link to the upload page, for this draft and half an hour."""
        link = make_link(work, draft=draft, kind=kind, by=by)
        minutes = int(LIVES.total_seconds() // 60)
        return texts.upload_invitation(url=f"{self._address}/upload/{link}", minutes=minutes)

    async def receive(
        self, person: Person, media: Media, *, draft: int, cards: bool = False
    ) -> Received | Rejection:
        """Fetch, check and keep what a person sent to a draft; `cards` are kept only where they are asked for."""
        if media.kind not in {MediaKind.IMAGE, MediaKind.FILE}:
            return Rejection(Problem.NOT_A_FILE)
        fetch = self._fetches.get(person.channel)
        if fetch is None:
            return Rejection(Problem.NO_WAY)
        allowance = await self._allowances.reserve(person, draft)
        if isinstance(allowance, Problem):
            return Rejection(allowance)
        fetched = await fetch(person, media, limit=allowance.size)
        if isinstance(fetched, Problem):
            await self._allowances.settle(allowance, 0)
            return Rejection(allowance.beyond if fetched is Problem.TOO_LARGE else fetched)
        return await self.take_allowed(fetched.chunks, fetched.name or media.name, allowance, cards=cards)

    async def take_allowed(
        self, chunks: AsyncIterator[bytes], name: str, allowance: Allowance, *, cards: bool
    ) -> Received | Rejection:
        """Keep a file for which bytes were set aside; what came of it counts, also where it is refused."""
        counted = Counted(chunks)
        try:
            return await self.take(counted.chunks(), name, cards=cards, allowance=allowance)
        finally:
            await self._allowances.settle(allowance, counted.size)

    async def take(
        self,
        chunks: AsyncIterator[bytes],
        name: str,
        *,
        cards: bool = False,
        allowance: Allowance = ONE_FILE,
    ) -> Received | Rejection:
        """Keep a file that is coming in, if it may be kept. What the iterator raises goes through."""
        incoming = self.files.begin()
        try:
            found = await _pour(chunks, incoming, allowance) or await self._look(incoming, cards=cards)
            if isinstance(found, Problem):
                _LOG.info("file refused", problem=found.value, size=incoming.size)
                return Rejection(found)
            return await asyncio.to_thread(self._keep, incoming, found, name)
        finally:
            incoming.drop()

    async def _look(self, incoming: Incoming, *, cards: bool) -> Findings | Problem:
        await asyncio.to_thread(incoming.finish)
        return await self._inspect(incoming.path, cards=cards)

    def _keep(self, incoming: Incoming, found: Findings, name: str) -> Received:
        now = self._clock()
        copy = self.files.keep_bytes(found.copy, now) if found.copy is not None else None
        return Received(
            path=self.files.keep(incoming, now),
            copy=copy,
            name=plain_name(name, found.kind),
            media_type=MEDIA_TYPES[found.kind],
            size=incoming.size,
            sha256=incoming.sha256,
            invoice=found.invoice,
            at=now,
        )


async def _pour(chunks: AsyncIterator[bytes], incoming: Incoming, allowance: Allowance) -> Problem | None:
    async for chunk in chunks:
        if incoming.size + len(chunk) > allowance.size:
            return allowance.beyond
        incoming.write(chunk)
    return None if incoming.size else Problem.EMPTY


def attach(work: Work, received: Received, *, draft: Draft, item: str, by: Contractor) -> Material | Rejection:
    """Tie a file to a draft's item (its code, or empty); the draft is held until the act ends.

    A file that stands under the same item already is not taken twice.
    """
    held = work.lock(Draft, draft.id)
    if held is None or held.firm_id != by.firm_id:
        return Rejection(Problem.NO_DRAFT)
    there = rows.materials_of_draft(work, held.id)
    problem = _no_room(there, received, item)
    if problem is not None:
        return Rejection(problem)
    named = replace(received, name=told_apart(received.name, {one.name for one in there}))
    return work.add(_material(named, held.id, by, item))


def _no_room(there: Sequence[Material], received: Received, item: str) -> Problem | None:
    if any(one.sha256 == received.sha256 and one.item == item for one in there):
        return Problem.REPEATED
    if len(there) >= MOST_FILES:
        return Problem.TOO_MANY
    if sum(one.size for one in there) + received.size > MOST_BYTES_TOGETHER:
        return Problem.DRAFT_FULL
    return None


def _material(received: Received, draft_id: int, by: Contractor, item: str) -> Material:
    return Material(
        draft_id=draft_id,
        application_id=None,
        paper_id=None,
        firm_id=by.firm_id,
        item=item,
        name=received.name,
        media_type=received.media_type,
        size=received.size,
        sha256=received.sha256,
        path=received.path,
        copy=received.copy,
        invoice=received.invoice,
        received_at=received.at,
        received_by=by.reference,
    )


def take_out(work: Work, material_id: int, *, draft: Draft, by: Contractor) -> bool:
    """Take a file out of a draft that is not sent yet; its files go with it. False where it is not there."""
    held = work.lock(Draft, draft.id)
    material = work.get(Material, material_id)
    if held is None or held.firm_id != by.firm_id or material is None or material.draft_id != held.id:
        return False
    rows.discard(work, material)
    return True


def hand_over(work: Work, draft_id: int, application: Application) -> int:
    """Make a draft's materials the application's, at its submission; a repeated invoice number warns staff."""
    moved = rows.materials_of_draft(work, draft_id)
    for material in moved:
        material.draft_id, material.application_id = None, application.id
    warn_of_repeats(work, application, moved)
    return len(moved)


def hand_over_scans(work: Work, paper_id: int, application: Application) -> None:
    """Make the scans of a paper the application's as well, when it is entered from the paper."""
    moved = [one for one in scans_of(work, paper_id) if one.application_id is None]
    for material in moved:
        material.application_id = application.id
    warn_of_repeats(work, application, moved)


def materials_of_draft(work: Work, draft_id: int) -> list[Material]:
    """What was handed in with a draft, in order of arrival."""
    return rows.materials_of_draft(work, draft_id)


def materials_of_application(work: Work, application_id: int) -> list[Material]:
    """What belongs to an application, in order of arrival."""
    return rows.materials_of_application(work, application_id)


def checklist(work: Work, kind: Kind) -> list[ChecklistItem]:
    """办公室公布的清单 for a kind of application, in its order; empty where the office published none."""
    return rows.checklist(work, kind.value)
