"""The web application put together over running parts: its pages and webhooks, and what each is given."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator

from aiohttp import web

from bot.clock import Clock
from bot.health import Health
from bot.settings import HttpSettings, channels
from bot.web import health
from bot.web.app import create_app
from bot.web.deferred import DeferredRoutes
from bot.web.origins import STAFF
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.public import embedding
from bot.web.public.chat import WebChat
from bot.web.public.documents import Documents
from bot.web.public.exchanges import Exchanges
from bot.web.public.from_staff import FromStaff
from bot.web.public.measure import MeasureText
from bot.web.public.pace import Pace
from bot.web.public.strangers import Strangers
from bot.web.public.type_size import TypeSize
from bot.web.public.visitors import Visitors
from bot.web.staff.gate import reached_from
from bot.web.webhooks import wechat
from bot.wiring import Parts, signal_counter
from handlers.casework.sealed.window import PAGE
from handlers.messages import Channel
from store.keyfile import KeyFile
from store.outbox.outcomes import note_not_arrived
from store.queries.accounts import move_account


def web_application(parts: Parts, *, wechat_seconds: float = wechat.SECONDS) -> web.Application:
    """The web application over running parts: every door that is configured, but a console that stands apart.

    What is not answered within `wechat_seconds` reaches WeChat later, by the outbox.
    """
    settings, pages = parts.settings, Pages(parts.office)
    strangers = _strangers(settings.http, parts.clock, parts.database.keys)
    routes: list[web.AbstractRouteDef] = [*_public(parts, pages, strangers)]
    routes += health.routes(check=_health(parts), metrics=parts.metrics)
    routes += [
        *_wechat_door(parts, wechat_seconds),
        *_telegram_door(parts),
        *_rarer_doors(parts, pages, strangers),
    ]
    if not settings.staff.is_apart:
        routes += _console_doors(parts, pages, strangers.peers)
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
        routes=_console_doors(parts, pages, peers),
        pages=pages,
        metrics=parts.metrics,
        peers=peers,
        public_url=settings.staff.public_url,
        staff_networks=settings.staff.allow,
    )


def _rarer_doors(parts: Parts, pages: Pages, strangers: Strangers) -> Iterator[web.AbstractRouteDef]:
    """Pages of firms, and the page that takes reports: each comes in with the first who opens it."""

    def own() -> Iterable[web.RouteDef]:
        from bot.own_application import own_routes  # noqa: PLC0415 -- see above

        return own_routes(parts, pages, strangers)

    def upload() -> Iterable[web.RouteDef]:
        from bot.own_application import upload_routes  # noqa: PLC0415 -- see above

        return upload_routes(parts, pages, strangers)

    def report() -> Iterable[web.RouteDef]:
        from bot.report_application import report_routes  # noqa: PLC0415 -- see above

        return report_routes(parts, pages, strangers)

    yield DeferredRoutes("/mine", own)
    yield DeferredRoutes("/upload", upload)
    yield DeferredRoutes(PAGE, report)


def _console_doors(parts: Parts, pages: Pages, peers: Peers) -> list[web.AbstractRouteDef]:
    def make() -> Iterable[web.RouteDef]:
        from bot.console_application import console_routes  # noqa: PLC0415 -- half of all that there is to import

        return console_routes(parts, pages, peers)

    return [DeferredRoutes(STAFF, make, reached_from(parts.settings.staff.allow, peers))]


def _move(parts: Parts) -> Callable[[str, str], Awaitable[None]]:
    async def move(old: str, new: str) -> None:
        await parts.database.write(lambda work: move_account(work, Channel.WEB.value, old, new), parts.clock())

    return move


def _wechat_door(parts: Parts, seconds: float) -> list[web.RouteDef]:
    account = parts.settings.wechat
    if account is None:
        return []
    return wechat.routes(
        settings=account,
        dispatch=parts.dispatcher,
        clock=parts.clock,
        watch=signal_counter(parts.metrics),
        not_arrived=_not_arrived(parts),
        seconds=seconds,
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
    """The doors through which everybody asks."""
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
    yield from Documents(
        pages=pages, office=parts.office, kb=parts.kb, text=text, answers=parts.memory.answers
    ).routes()
    yield from TypeSize(pages=pages, strangers=strangers).routes()
    yield from embedding.routes(pages=pages, origins=settings.http.embed_origins)


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
