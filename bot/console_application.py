"""The office's console put together over running parts: its pages, and what each is given."""

from __future__ import annotations

from collections.abc import Iterator

from aiohttp import web

from bot.web.code_pictures import CodePictures
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.staff.account import Account
from bot.web.staff.action import ActionPage
from bot.web.staff.answers import Answers
from bot.web.staff.archive import ArchivePages
from bot.web.staff.archive_exports import ArchiveExports
from bot.web.staff.batch_forms import BatchForms
from bot.web.staff.batches import Batches
from bot.web.staff.by_account import ByAccount
from bot.web.staff.cases import Cases
from bot.web.staff.complaints import Complaints
from bot.web.staff.console import Console
from bot.web.staff.contract_import import ContractImport
from bot.web.staff.dashboard import DashboardPage
from bot.web.staff.enrolling import Enrolling
from bot.web.staff.file_exports import FileExports
from bot.web.staff.file_viewer import FileViewer
from bot.web.staff.files import Files
from bot.web.staff.help import Help
from bot.web.staff.inbox import Inbox
from bot.web.staff.intentions import Intentions
from bot.web.staff.ledgers import Ledgers
from bot.web.staff.lists import Lists
from bot.web.staff.members import Members
from bot.web.staff.notices import FirmNotices
from bot.web.staff.office_papers import OfficePapers
from bot.web.staff.outbox import OutboxPage
from bot.web.staff.paper import PaperPage
from bot.web.staff.paper_register import PaperRegister
from bot.web.staff.quotas import Quotas
from bot.web.staff.sealed_handling import SealedHandling
from bot.web.staff.sealed_keys import SealedKeys
from bot.web.staff.sealed_opening import SealedOpening
from bot.web.staff.settings import Settings
from bot.web.staff.several_payments import SeveralPayments
from bot.web.staff.signing_in import Passwords, SigningIn
from bot.web.staff.supervision import Supervision
from bot.web.staff.talks import Talks
from bot.web.staff.told import ToldPages
from bot.web.staff.versions import Versions
from bot.web.staff.workdays import Workdays
from bot.wiring import Parts
from handlers.staff.actions.catalogue import Catalogue


def console_routes(parts: Parts, pages: Pages, peers: Peers) -> Iterator[web.RouteDef]:
    """Every door of the console."""
    console = Console(
        database=parts.database,
        pages=pages,
        peers=peers,
        kb=parts.kb,
        catalogue=Catalogue(parts.table, parts.kb.written_out),
        clock=parts.clock,
        is_secure=parts.settings.console_url.startswith("https://"),
    )
    passwords = Passwords()
    yield from SigningIn(console, passwords).routes()
    yield from ByAccount(console).routes()
    yield from Enrolling(console, passwords, parts.settings.office.name).routes()
    viewer = FileViewer(console, parts.viewing)
    areas = (
        Lists(console),
        DashboardPage(console),
        Account(console, passwords, parts.settings.office.name),
        ContractImport(console),
        Batches(console),
        BatchForms(console),
        Cases(console, viewer),
        Supervision(console),
        Workdays(console),
        ArchivePages(console, parts.materials),
        ArchiveExports(console, parts.materials.files),
        Files(console, viewer, parts.materials.files),
        FileExports(console, parts.materials.files),
        ActionPage(console, CodePictures(parts.wechat), parts.memory.refresh),
        Quotas(console),
        SeveralPayments(console),
        Settings(console, parts.memory.answers),
        Members(console),
        Inbox(console),
        Talks(console),
        Ledgers(console),
        PaperRegister(console),
        PaperPage(console, parts.materials),
        OfficePapers(console),
        Complaints(console),
        Intentions(console),
        Answers(console),
        FirmNotices(console),
        OutboxPage(console),
        ToldPages(console),
        SealedHandling(console),
        SealedOpening(console),
        SealedKeys(console),
        Help(console),
        Versions(console),
    )
    for area in areas:
        for route in area.routes():
            yield web.route(route.method, route.path, console.guarded(route.handler))
