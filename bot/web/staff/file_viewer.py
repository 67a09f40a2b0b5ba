"""One file shown within a page of the console: its pages as pictures, its words, or why neither is to be had."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from aiohttp import web
from msgspec import Struct

from bot.media.viewing import Original, ViewingCopies
from bot.web.staff.console import Console
from handlers.filekinds import FileKind, Problem
from handlers.materials.view_copies import PAGED, WORDED, DocumentWords, PagePicture, ViewCopy
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.case_files import OwnedFile, sent_file
from handlers.texts import material_views as texts
from store.files import ChangedFileError
from store.queries.access import record_access
from store.states import Access
from store.tables.applications import Material

TOGETHER = 5
"""Pages on one screen: those further down are fetched when somebody comes near them."""

_MOST_DIGITS = 9
_LOG = structlog.get_logger(__name__)


class OpenedFile(Struct, frozen=True, kw_only=True):
    """What is shown of a file. `total` is 0 where it has no pages; `problem` stands in place of everything."""

    file: OwnedFile
    pages: Sequence[int] = ()
    total: int = 0
    words: DocumentWords | None = None
    problem: str = ""
    note: str = ""

    @property
    def before(self) -> int:
        """The page with which those before begin; 0 where there are none."""
        return max(1, self.pages[0] - TOGETHER) if self.pages and self.pages[0] > 1 else 0

    @property
    def after(self) -> int:
        """The page with which those behind begin; 0 where there are none."""
        return self.pages[-1] + 1 if self.pages and self.pages[-1] < self.total else 0


class FileViewer:
    """Opens files for whoever may look at cases; what they are given to see is recorded first."""

    def __init__(self, console: Console, copies: ViewingCopies) -> None:
        self._console = console
        self._copies = copies

    async def chosen(self, request: web.Request, number: str) -> OpenedFile | None:
        """The file that the address of an application's page names, `?file=12&page=6`, if it is one of its own."""
        material = whole_number(request.query.get("file", ""))
        if not material:
            return None
        found = await self._console.read(request, lambda acting: readable(acting, material))
        return await self.open(request, found) if found is not None and found.number == number else None

    async def open(self, request: web.Request, file: OwnedFile) -> OpenedFile:
        """Show a file from the page that the address names."""
        if file.kind in {FileKind.JPEG, FileKind.PNG}:
            return OpenedFile(file=file, pages=(1,), total=1) if file.material.copy else _without(file)
        if file.kind is None or file.kind not in PAGED | WORDED:
            return _without(file)
        first = whole_number(request.query.get("page", "")) or 1
        if file.kind in WORDED:
            await self._console.write(request, lambda acting: note_view(acting, file))
        made = await self.copy_of(file, first if file.kind in PAGED else 1)
        return _opened(file, first, made)

    async def copy_of(self, file: OwnedFile, page: int) -> ViewCopy | Problem | str:
        """The viewing copy of a page; words where the original is not what it was."""
        material, kind = file.material, file.kind
        assert kind is not None
        original = Original(material.path, material.sha256, material.size, kind)
        try:
            return await self._copies.of(original, page)
        except (ChangedFileError, OSError) as error:
            return fault_of(material, error)


def readable(acting: Acting, material_id: int) -> OwnedFile | None:
    """The file, for members who may look at cases."""
    return sent_file(acting, material_id) if acting.member.reads_cases else None


def note_view(acting: Acting, file: OwnedFile, page: int = 1) -> None:
    """Record that the member is about to see a page."""
    detail = f"material:{file.material.id}/{page}"
    record_access(acting.work, by=acting.member.id, how=Access.VIEW, subject=file.about, detail=detail)


def fault_of(material: Material, error: Exception) -> str:
    """Log that an original is not what was handed in, and say so."""
    _LOG.error("original is gone or changed", material=material.id, error=type(error).__name__)
    return texts.CHANGED if isinstance(error, ChangedFileError) else texts.GONE


def whole_number(text: str) -> int:
    """A number as addresses have it; 0 for whatever else stands there."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def _without(file: OwnedFile) -> OpenedFile:
    return OpenedFile(file=file, problem=texts.PROBLEMS[Problem.UNKNOWN])


def _opened(file: OwnedFile, first: int, made: ViewCopy | Problem | str) -> OpenedFile:
    note = texts.NOTES.get(file.kind, "") if file.kind else ""
    match made:
        case Problem():
            return OpenedFile(file=file, problem=texts.PROBLEMS[made], note=note)
        case str():
            return OpenedFile(file=file, problem=made)
        case DocumentWords():
            return OpenedFile(file=file, words=made, note=note)
        case PagePicture(total=total) if not 1 <= first <= total:
            return OpenedFile(file=file, problem=texts.NO_SUCH_PAGE, total=total)
        case PagePicture(total=total):
            return OpenedFile(file=file, pages=range(first, min(first + TOGETHER, total + 1)), total=total)
