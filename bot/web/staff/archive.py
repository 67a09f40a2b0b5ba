"""The page of a contract's archive: its directory, files that staff upload, lines that are described."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web
from msgspec import Struct
from pydantic import ValidationError

from bot.web.bodies import MAX_BODY, read_form
from bot.web.form_keys import KEY
from bot.web.public.receiving import Take, receive_files
from bot.web.staff import addresses
from bot.web.staff.console import Console, to
from handlers.casework.archive_fields import UploadWords, material_fields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName, Subject
from handlers.forms.attachments import Received, Rejection
from handlers.materials.allowances import MOST_BYTES
from handlers.materials.handing_in import Materials
from handlers.results import Refused
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.table_actions import key_of
from handlers.staff.archive.archive_view import ArchiveView, archive_view, archived_contract, digest_of, folder_of
from handlers.staff.archive.archive_view import may_keep as keeps
from handlers.staff.archive.describing import Described, NothingRecordedError, describe, described_as
from handlers.texts import archive as texts
from store.queries.contracts import contract_numbered
from store.states import Folder
from store.tables.contracts import Contract

_T = TypeVar("_T")

ARCHIVE = "/staff/contracts/{number}/archive"
_FOLDER = ARCHIVE + "/folders/{folder:[a-z]{1,20}}"
_SEEN = "seen"
_MOST_FIELDS, _MOST_BYTES = 5000, 8 * MAX_BODY
"""Of a folder with a thousand lines."""


class UploadResult(Struct, frozen=True):
    """What became of one file."""

    name: str
    is_taken: bool
    text: str


@dataclass(slots=True)
class _Titles:
    """One title for several files is numbered."""

    given: int = 0

    def next(self, words: UploadWords) -> UploadWords:
        self.given += 1
        if not words.title or self.given == 1:
            return words
        return words.model_copy(update={"title": texts.numbered(title=words.title, place=self.given)})


class FolderForm(Struct, frozen=True):
    """A folder on its form: `typed` is what stands in the fields, `seen` tells what was shown."""

    view: ArchiveView
    folder: Folder
    seen: str
    typed: Mapping[str, str] = {}
    problem: str = ""


class ArchivePages:
    """Read by members whose roles have to do with cases; kept by the office and the bureau."""

    def __init__(self, console: Console, materials: Materials) -> None:
        self._console = console
        self._materials = materials

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(ARCHIVE, self.show),
            web.post(ARCHIVE, self.take),
            web.get(_FOLDER, self.begin),
            web.post(_FOLDER, self.describe),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show the archive as it stands."""
        return await self._page(request)

    async def take(self, request: web.Request) -> web.Response:
        """Take the files of the form, each for itself: one that is refused holds up no other."""
        if not await self._console.read(request, keeps):
            return self._refused(request, HTTPStatus.FORBIDDEN)
        results = await receive_files(request, self._taking(request))
        if isinstance(results, HTTPStatus):
            return self._console.pages.refusal(results)
        if not results:
            results = [UploadResult("", is_taken=False, text=texts.NO_FILE_CHOSEN)]
        is_whole = all(one.is_taken for one in results)
        return await self._page(request, results, HTTPStatus.OK if is_whole else HTTPStatus.UNPROCESSABLE_ENTITY)

    async def begin(self, request: web.Request) -> web.Response:
        """Show the lines of a folder, to be described."""
        folder = request.match_info["folder"]

        def look(acting: Acting, contract: Contract) -> FolderForm | HTTPStatus:
            if folder not in set(Folder):
                return HTTPStatus.NOT_FOUND
            return _form(acting, contract, Folder(folder)) if keeps(acting) else HTTPStatus.FORBIDDEN

        return self._folder(request, await self._console.read(request, about(request, look)))

    async def describe(self, request: web.Request) -> web.Response:
        """Record what is typed, all lines or none."""
        fields = await read_form(request, most=_MOST_FIELDS, limit=_MOST_BYTES)
        if isinstance(fields, HTTPStatus):
            return self._console.pages.refusal(fields)
        self._console.check_key(request, fields)
        fields.pop(KEY, None)
        seen, folder = fields.pop(_SEEN, ""), request.match_info["folder"]

        def record(acting: Acting, contract: Contract) -> Described | HTTPStatus:
            if folder not in set(Folder):
                return HTTPStatus.NOT_FOUND
            if not keeps(acting):
                return HTTPStatus.FORBIDDEN
            return describe(acting, contract, Folder(folder), fields, seen)

        try:
            done = await self._console.write(request, about(request, record))
        except NothingRecordedError as error:
            done = Described(problem=str(error))
        if isinstance(done, HTTPStatus):
            return self._refused(request, done)
        if not done.problem:
            return to(f"{archive_of(request)}#{folder}")

        def again(acting: Acting, contract: Contract) -> FolderForm:
            return _form(acting, contract, Folder(folder), fields, done.problem)

        return self._folder(request, await self._console.read(request, about(request, again)))

    def _taking(self, request: web.Request) -> Take[UploadResult]:
        titles = _Titles()

        async def take(fields: Mapping[str, str], chunks: AsyncIterator[bytes], name: str) -> UploadResult:
            self._console.check_key(request, fields)
            words = _words(fields)
            if isinstance(words, str):
                return UploadResult(name, is_taken=False, text=words)
            received = await self._materials.take(chunks, name)
            if isinstance(received, Rejection):
                return UploadResult(name, is_taken=False, text=received.text)
            titled = titles.next(words)
            refused = await self._console.write(request, lambda acting: _add(acting, request, received, titled))
            return UploadResult(received.name, is_taken=not refused, text=refused or texts.UPLOADED)

        return take

    async def _page(
        self, request: web.Request, results: Sequence[UploadResult] = (), status: HTTPStatus = HTTPStatus.OK
    ) -> web.Response:
        found = await self._console.read(request, about(request, archive_view))
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        return self._console.page(
            request,
            "archive.html",
            status=status,
            archive=found,
            results=results,
            here_at=archive_of(request),
            on=Subject.CONTRACT,
            remove=key_of(ActName.REMOVE_MATERIAL),
            hand_over=key_of(ActName.HAND_OVER),
            at=addresses,
            texts=texts,
            most=MOST_BYTES // 1024 // 1024,
        )

    def _folder(self, request: web.Request, found: FolderForm | HTTPStatus) -> web.Response:
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if found.problem else HTTPStatus.OK
        return self._console.page(
            request,
            "archive_folder.html",
            status=status,
            form=found,
            folder=folder_of(found.view.directory, found.folder),
            here_at=archive_of(request),
            texts=texts,
        )

    def _refused(self, request: web.Request, status: HTTPStatus) -> web.Response:
        return self._console.page(request, "no_case.html", status=status, code=status.value)


def archive_of(request: web.Request) -> str:
    """The page of the archive that the address is about."""
    return f"{addresses.page_of(Subject.CONTRACT, request.match_info['number'])}/archive"


def about(request: web.Request, look: Callable[[Acting, Contract], _T]) -> Callable[[Acting], _T | HTTPStatus]:
    """Look at the contract that the address names, as a member who may."""
    number = request.match_info["number"]

    def looking(acting: Acting) -> _T | HTTPStatus:
        if not acting.member.reads_cases:
            return HTTPStatus.FORBIDDEN
        contract = archived_contract(acting, number)
        return look(acting, contract) if contract else HTTPStatus.NOT_FOUND

    return looking


def _form(
    acting: Acting,
    contract: Contract,
    folder: Folder,
    typed: Mapping[str, str] | None = None,
    problem: str = "",
) -> FolderForm:
    view = archive_view(acting, contract)
    lines = folder_of(view.directory, folder)
    stands = {name: said for line in lines.lines for name, said in described_as(line).items()}
    return FolderForm(view, folder, digest_of(lines), stands | dict(typed or {}), problem)


def _words(fields: Mapping[str, str]) -> UploadWords | str:
    """What was typed about the files; words where it cannot be meant."""
    said = {name: fields[name] for name in UploadWords.model_fields if fields.get(name)}
    try:
        return UploadWords.model_validate(said)
    except ValidationError as error:
        return texts.wrong_fields(names=tuple(str(one["loc"][0]) for one in error.errors()))


def _add(acting: Acting, request: web.Request, received: Received, words: UploadWords) -> str:
    """Why the file was not kept; empty where it was."""
    contract = contract_numbered(acting.work, request.match_info["number"])
    number = contract.number if contract else ""
    fields = material_fields(received, words)
    result = perform(acting.work, acting.member, ActName.ADD_MATERIAL, number, fields, kb=acting.kb)
    return "\n".join(reason.text for reason in result.reasons) if isinstance(result, Refused) else ""
