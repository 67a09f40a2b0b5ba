"""The web application put together over running parts: its pages and webhooks, and what each is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

from aiohttp import web

from bot.clock import Clock
from bot.console_application import console_routes
from bot.health import Health
from bot.settings import HttpSettings, channels
from bot.web import health
from bot.web.app import create_app
from bot.web.code_pictures import CodePictures
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.public import embedding
from bot.web.public.bound import BoundPages
from bot.web.public.chat import WebChat
from bot.web.public.documents import Reading
from bot.web.public.exchanges import Exchanges
from bot.web.public.following import Following
from bot.web.public.from_staff import FromStaff
from bot.web.public.measure import MeasureText
from bot.web.public.own_files import OwnFiles
from bot.web.public.own_pages import OwnPages
from bot.web.public.pace import Pace
from bot.web.public.strangers import Strangers
from bot.web.public.type_size import TypeSize
from bot.web.public.upload import UploadPage
from bot.web.public.upload_shown import UploadShown
from bot.web.public.visitors import Visitors
from bot.wiring import Parts, signal_counter
from handlers.applications.application_form import ApplicationForm
from handlers.messages import Channel
from store.keyfile import KeyFile
from store.outbox.outcomes import note_not_arrived
from store.queries.accounts import move_account


def web_application(parts: Parts) -> web.Application:
    """The web application over running parts: every door that is configured, but a console that stands apart."""
    settings, pages = parts.settings, Pages(parts.office)
    strangers = _strangers(settings.http, parts.clock, parts.database.keys)
    routes = [*_public(parts, pages, strangers), *health.routes(check=_health(parts), metrics=parts.metrics)]
    routes += [*_wechat_door(parts), *_telegram_door(parts)]
    if not settings.staff.is_apart:
        routes += console_routes(parts, pages, strangers.peers)
    return create_app(
        routes=routes,
        pages=pages,
        metrics=parts.metrics,
        peers=strangers.peers,
        public_url=settings.http.public_url,
        embed_origins=settings.http.embed_origins,
        staff_networks=settings.staff.allow,
    )


def staff_application(parts: Parts) -> web.Application:
    """The console by itself, for a listener of its own."""
    settings, pages = parts.settings, Pages(parts.office)
    peers = Peers(settings.http.trusted_proxies)
    return create_app(
        routes=console_routes(parts, pages, peers),
        pages=pages,
        metrics=parts.metrics,
        peers=peers,
        public_url=settings.staff.public_url,
        staff_networks=settings.staff.allow,
    )


def _move(parts: Parts) -> Callable[[str, str], Awaitable[None]]:
    async def move(old: str, new: str) -> None:
        await parts.database.write(lambda work: move_account(work, Channel.WEB.value, old, new), parts.clock())

    return move


def _wechat_door(parts: Parts) -> list[web.RouteDef]:
    account = parts.settings.wechat
    if account is None:
        return []
    from bot.web.webhooks import wechat  # noqa: PLC0415 -- a library comes in where its channel is on

    return wechat.routes(
        settings=account,
        dispatch=parts.dispatcher,
        clock=parts.clock,
        watch=signal_counter(parts.metrics),
        not_arrived=_not_arrived(parts),
    )


def _not_arrived(parts: Parts) -> Callable[[str, str], Awaitable[None]]:
    async def note(receipt: str, reason: str) -> None:
        await parts.database.write(
            lambda work: note_not_arrived(work.connection, Channel.WECHAT.value, receipt, reason, work.now),
            parts.clock(),
        )

    return note


def _telegram_door(parts: Parts) -> list[web.RouteDef]:
    bot = parts.telegram
    if bot is None or bot.webhook is None:
        return []
    from bot.web.webhooks import telegram  # noqa: PLC0415 -- a library comes in where its channel is on

    return telegram.routes(
        secret=bot.webhook.secret,
        intake=bot.intake,
        username=lambda: bot.username,
        clock=parts.clock,
        counters=parts.metrics,
    )


def _public(parts: Parts, pages: Pages, strangers: Strangers) -> Iterator[web.RouteDef]:
    """The doors that everybody may use."""
    settings, text = parts.settings, MeasureText(parts.kb)
    chat = WebChat(
        dispatch=parts.dispatcher,
        pages=pages,
        office=parts.office,
        kb=parts.kb,
        clock=parts.clock,
        strangers=strangers,
        history=parts.history,
        exchanges=Exchanges(text),
        move=_move(parts),
    )
    yield from chat.routes()
    yield from FromStaff(
        database=parts.database,
        pages=pages,
        strangers=strangers,
        history=parts.history,
        clock=parts.clock,
    ).routes()
    yield from Reading(
        pages=pages, office=parts.office, kb=parts.kb, text=text, answers=parts.memory.answers
    ).routes()
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
    yield from _own(parts, pages, strangers)
    yield from TypeSize(pages=pages, strangers=strangers).routes()
    yield from embedding.routes(pages=pages, origins=settings.http.embed_origins)


def _own(parts: Parts, pages: Pages, strangers: Strangers) -> Iterator[web.RouteDef]:
    """The pages of firms that are bound."""
    bound = BoundPages(database=parts.database, pages=pages, strangers=strangers, kb=parts.kb, clock=parts.clock)
    pictures, form = CodePictures(parts.wechat), ApplicationForm(parts.kb, parts.materials)
    yield from OwnPages(bound, parts.kb, form, follows=pictures.opens_account).routes()
    yield from Following(bound, pictures).routes()
    yield from OwnFiles(bound, parts.materials.files).routes()


def _strangers(http: HttpSettings, clock: Clock, keys: KeyFile | None) -> Strangers:
    return Strangers(
        Peers(http.trusted_proxies),
        Pace(clock),
        Visitors(keys),
        is_secure=http.public_url.startswith("https://"),
        is_embedded=bool(http.embed_origins),
    )


def _health(parts: Parts) -> Health:
    on = [Channel.WEB.value, *channels(parts.settings)]
    articles = len(parts.kb.regulation.articles)
    return Health(parts.database, parts.writer, parts.clock, channels=on, articles=articles)
