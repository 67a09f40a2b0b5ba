"""The pages of those who act for a firm put together over running parts: their own applications, handing in."""

from __future__ import annotations

from collections.abc import Iterator

from aiohttp import web

from bot.web.code_pictures import CodePictures
from bot.web.pages import Pages
from bot.web.public.bound import BoundPages
from bot.web.public.following import Following
from bot.web.public.own_files import OwnFiles
from bot.web.public.own_pages import OwnPages
from bot.web.public.strangers import Strangers
from bot.web.public.upload import UploadPage
from bot.web.public.upload_shown import UploadShown
from bot.wiring import Parts
from handlers.applications.application_form import ApplicationForm


def own_routes(parts: Parts, pages: Pages, strangers: Strangers) -> Iterator[web.RouteDef]:
    """The pages of firms that are bound."""
    bound = BoundPages(database=parts.database, pages=pages, strangers=strangers, kb=parts.kb, clock=parts.clock)
    pictures, form = CodePictures(parts.wechat), ApplicationForm(parts.kb, parts.materials)
    yield from OwnPages(bound, parts.kb, form, follows=pictures.opens_account).routes()
    yield from Following(bound, pictures).routes()
    yield from OwnFiles(bound, parts.materials.files).routes()


def upload_routes(parts: Parts, pages: Pages, strangers: Strangers) -> Iterator[web.RouteDef]:
    """The page of a link from a chat, by which materials are handed in."""
    uploads = UploadPage(
        database=parts.database,
        materials=parts.materials,
        pages=pages,
        strangers=strangers,
        clock=parts.clock,
    )
    yield from uploads.routes()
    shown = UploadShown(
        database=parts.database,
        files=parts.materials.files,
        pages=pages,
        kb=parts.kb,
        strangers=strangers,
        clock=parts.clock,
    )
    yield from shown.routes()
