"""The composition root: builds every object once, in the order of need, and takes them down in reverse.

A vendor's library comes in where its channel is on: Telegram's and WeChat's together are a third of all imports.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.calendar import Calendar
from bot.channels.base import Sender
from bot.channels.telegram import text as telegram_text
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.caller import Caller
from bot.channels.wechat.sender import WeChatSender
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.text import LIMIT_BYTES, size
from bot.channels.wechat.transport import open_session
from bot.clock import Clock, utc_now
from bot.dispatch import Dispatcher
from bot.health import Health
from bot.housekeeping import housekeeping
from bot.media.sweeping import file_jobs
from bot.media.wechat import WeChatFiles
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.settings import HttpSettings, Settings
from bot.turns import Turns
from bot.web import embedding, health
from bot.web.app import create_app
from bot.web.chat import WebChat
from bot.web.exchanges import Exchanges
from bot.web.history import History
from bot.web.measure import MeasureText
from bot.web.pace import Pace
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.reading import Reading
from bot.web.strangers import Strangers
from bot.web.type_size import TypeSize
from bot.web.upload import UploadPage
from handlers.materials.handing_in import Fetch, Materials
from handlers.messages import Channel, Reply
from handlers.registry import Assistant
from handlers.showing.paging import Limit, page
from handlers.staff.desk import DISCREET
from policy_kb.kb import PolicyKB
from policy_kb.models import Part
from store.database import Database
from store.files import FileStore
from store.upgrade import upgrade
from store.writer import Writer

if TYPE_CHECKING:
    from bot.channels.telegram.channel import Telegram

PULLED = frozenset({Channel.WEB.value, Channel.TERMINAL.value})
"""Channels that cannot push: notices wait there for the person's next message, and stand before its answer."""

LIMITS: dict[Channel, Limit] = {
    Channel.WECHAT: Limit(LIMIT_BYTES, size),
    Channel.TELEGRAM: Limit(telegram_text.LIMIT_UNITS, telegram_text.size),
}
"""How much one message of a channel holds; channels not named here have no limit."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What is running; commands and the web application take what they need."""

    settings: Settings
    clock: Clock
    metrics: Metrics
    kb: PolicyKB
    database: Database
    writer: Writer
    dispatcher: Dispatcher
    outbox: Outbox
    history: History
    calendar: Calendar
    materials: Materials
    telegram: Telegram | None = None


@asynccontextmanager
async def assembled(
    settings: Settings,
    *,
    clock: Clock = utc_now,
    fetches: Mapping[Channel, Fetch] | None = None,
    kb: PolicyKB | None = None,
) -> AsyncIterator[Parts]:
    """Build and start everything that is configured; stop it again in the opposite order.

    `fetches` are further channels that bring files, such as the terminal chat's; `kb` is a knowledge base that
    is open already.

    Raises:
        KbError: the knowledge base cannot be used.
        StoreError: the database cannot be opened or migrated.
    """
    metrics = Metrics()
    kb = kb or PolicyKB.open(settings.kb)
    keys = await upgrade(settings.database_url, settings.audit_key_file)
    async with AsyncExitStack() as stack:
        database = Database.open(settings.database_url, keys)
        stack.push_async_callback(database.close)
        writer = Writer(database, clock, on_batch=metrics.batch, pulled=PULLED)
        writer.start()
        stack.push_async_callback(writer.close)
        bot = await _telegram(settings, clock, metrics, stack)
        api = await _wechat(settings, clock, metrics, stack)
        senders = _senders(api, settings.wechat, clock, metrics)
        fetching = _fetches(api) | dict(fetches or {})
        materials = Materials(FileStore(settings.files), clock, fetching, address=_address(settings.http))
        if bot is not None:
            senders[Channel.TELEGRAM] = bot.sender
        outbox = Outbox(database, senders.values(), clock, counters=metrics)
        link, discreet = settings.http.public_url, _discreet(settings)
        assistant = Assistant(kb, settings.office, materials, web_link=link, discreet=discreet)
        history = History(clock)
        turns = Turns(
            writer,
            metrics.observed(assistant.respond),
            _page,
            clock,
            senders=senders,
            counters=metrics,
            on_outbox=outbox.wake,
            is_harmless=assistant.is_harmless,
            on_ended=history.note,
        )
        dispatcher = Dispatcher(turns)
        fading = (history.sweep,)
        jobs = housekeeping(database, turns, dispatcher, clock, metrics, fading=fading)
        calendar = Calendar(database, (*jobs, *file_jobs(database, materials.files, clock)), clock)
        for part in (outbox, dispatcher, calendar):
            part.start()
            stack.push_async_callback(part.close)
        if bot is not None:
            bot.attach(dispatcher, database)
            stack.push_async_callback(bot.close)
        parts = (kb, database, writer, dispatcher, outbox, history, calendar, materials, bot)
        yield Parts(settings, clock, metrics, *parts)


def application(parts: Parts) -> web.Application:
    """The web application over running parts: every door that is configured."""
    settings, pages = parts.settings, Pages(parts.settings.office)
    strangers = _strangers(settings.http, parts.clock)
    routes = [*_public(parts, pages, strangers), *health.routes(check=_health(parts), metrics=parts.metrics)]
    routes += [*_wechat_door(parts), *_telegram_door(parts)]
    return create_app(
        routes=routes,
        pages=pages,
        metrics=parts.metrics,
        peers=strangers.peers,
        public_url=settings.http.public_url,
        embed_origins=settings.http.embed_origins,
    )


def _wechat_door(parts: Parts) -> list[web.RouteDef]:
    account = parts.settings.wechat
    if account is None:
        return []
    from bot.web import wechat  # noqa: PLC0415 -- see above

    watch = _watch(parts.metrics)
    return wechat.routes(settings=account, dispatch=parts.dispatcher, clock=parts.clock, watch=watch)


def _telegram_door(parts: Parts) -> list[web.RouteDef]:
    bot = parts.telegram
    if bot is None or bot.webhook is None:
        return []
    from bot.web import telegram  # noqa: PLC0415 -- see above

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
        office=settings.office,
        clock=parts.clock,
        strangers=strangers,
        history=parts.history,
        exchanges=Exchanges(text),
    )
    yield from chat.routes()
    yield from Reading(pages=pages, office=settings.office, text=text).routes()
    uploads = UploadPage(
        database=parts.database, materials=parts.materials, pages=pages, strangers=strangers, clock=parts.clock
    )
    yield from uploads.routes()
    yield from TypeSize(pages=pages, strangers=strangers).routes()
    yield from embedding.routes(pages=pages, origins=settings.http.embed_origins)


@asynccontextmanager
async def wechat_api(
    settings: WeChatSettings, clock: Clock, watch: Watch = lambda _signal: None
) -> AsyncIterator[WeChatApi]:
    """The Official Account's server API, with a session of its own."""
    async with open_session() as session:
        yield WeChatApi(Caller(settings=settings, session=session, clock=clock, watch=watch))


async def _telegram(settings: Settings, clock: Clock, metrics: Metrics, stack: AsyncExitStack) -> Telegram | None:
    """The bot, if it is on; `serve` starts it: a command must not answer people."""
    if settings.telegram is None:
        return None
    from bot.channels.telegram.channel import Telegram, telegram_api  # noqa: PLC0415 -- see above

    api = await stack.enter_async_context(telegram_api(settings.telegram))
    url = settings.http.public_url
    return Telegram(settings=settings.telegram, public_url=url, api=api, clock=clock, counters=metrics)


async def _wechat(settings: Settings, clock: Clock, metrics: Metrics, stack: AsyncExitStack) -> WeChatApi | None:
    if settings.wechat is None:
        return None
    return await stack.enter_async_context(wechat_api(settings.wechat, clock, _watch(metrics)))


def _senders(
    api: WeChatApi | None, account: WeChatSettings | None, clock: Clock, metrics: Metrics
) -> dict[Channel, Sender]:
    """One sender for every channel that is on and can be written to."""
    if api is None or account is None:
        return {}
    return {Channel.WECHAT: WeChatSender(api, clock, _watch(metrics), account.ways)}


def _address(http: HttpSettings) -> str:
    """Where people reach our pages, as far as the settings tell."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(http.host, http.host)  # noqa: S104 -- read, not bound
    return http.public_url or f"http://{host}:{http.port}"


def _fetches(api: WeChatApi | None) -> dict[Channel, Fetch]:
    """The channels in which people can send files."""
    return {Channel.WECHAT: WeChatFiles(api)} if api else {}


def _page(reply: Reply, channel: Channel) -> tuple[Reply, tuple[Part, ...]]:
    return page(reply, LIMITS.get(channel))


def _watch(metrics: Metrics) -> Watch:
    def count(signal: Signal) -> None:
        metrics.count(signal.value)

    return count


def _strangers(http: HttpSettings, clock: Clock) -> Strangers:
    return Strangers(
        Peers(http.trusted_proxies),
        Pace(clock),
        is_secure=http.public_url.startswith("https://"),
        is_embedded=bool(http.embed_origins),
    )


def _discreet(settings: Settings) -> frozenset[Channel]:
    """Telegram shows staff no more than number and step, unless an assessment that allows it is recorded."""
    is_assessed = settings.telegram is not None and bool(settings.telegram.detail)
    return DISCREET - {Channel.TELEGRAM} if is_assessed else DISCREET


def _configured(settings: Settings) -> list[str]:
    channels = {Channel.WECHAT: settings.wechat, Channel.TELEGRAM: settings.telegram}
    return [channel.value for channel, keys in channels.items() if keys]


def _health(parts: Parts) -> Health:
    channels = [Channel.WEB.value, *_configured(parts.settings)]
    articles = len(parts.kb.regulation.articles)
    return Health(parts.database, parts.writer, parts.clock, channels=channels, articles=articles)
