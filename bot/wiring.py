"""The composition root: builds every object once, in the order of need, and takes them down in reverse.

A vendor's library comes in where its channel is on: Telegram's and WeChat's together are a third of all imports.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from bot.channels.connecting import Connection, check_connections, pager, pulled_channels
from bot.channels.telegram import text as telegram_text
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.caller import Caller
from bot.channels.wechat.sender import WeChatSender
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.text import LIMIT_BYTES, size
from bot.channels.wechat.transport import open_session
from bot.clock import Clock, utc_now
from bot.health import Health
from bot.inspection.inspector import Inspector
from bot.media.sweeping import file_jobs
from bot.media.wechat import WeChatFiles
from bot.metrics import Metrics
from bot.outbox.calendar import Calendar
from bot.outbox.delivery import Outbox
from bot.outbox.housekeeping import housekeeping
from bot.settings import HttpSettings, Settings, channels
from bot.turns.dispatch import Dispatcher
from bot.turns.turn import Turns
from bot.web import health
from bot.web.app import create_app
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.public import embedding
from bot.web.public.chat import WebChat
from bot.web.public.documents import Reading
from bot.web.public.exchanges import Exchanges
from bot.web.public.history import History
from bot.web.public.measure import MeasureText
from bot.web.public.pace import Pace
from bot.web.public.strangers import Strangers
from bot.web.public.type_size import TypeSize
from bot.web.public.upload import UploadPage
from bot.web.public.visitors import Visitors
from handlers.casework.table import TABLE, Table
from handlers.materials.allowances import StoredAllowances
from handlers.materials.handing_in import Fetch, Materials
from handlers.materials.inspecting import Inspect
from handlers.messages import Channel
from handlers.registry import Assistant
from handlers.rendering.paging import Limit
from policy_kb.kb import PolicyKB
from store.database import Database
from store.files import FileStore
from store.keyfile import KeyFile
from store.queries.accounts import move_account
from store.turns.writer import Writer
from store.upgrade import upgrade

if TYPE_CHECKING:
    from bot.channels.telegram.channel import Telegram


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
    further: Iterable[Connection] = (),
    kb: PolicyKB | None = None,
    inspect: Inspect | None = None,
    table: Table = TABLE,
) -> AsyncIterator[Parts]:
    """Build and start everything that is configured; stop it again in the opposite order.

    `fetches` are further channels that bring files, such as the terminal chat's; `further` are channels that are
    not ours; `kb` is a knowledge base that is open already; `inspect` looks into files in place of a process for
    each; `table` has the acts of staff.

    Raises:
        ChannelError: a channel is not whole.
        KbError: the knowledge base cannot be used.
        StoreError: the database cannot be opened or migrated.
    """
    metrics = Metrics()
    kb = kb or PolicyKB.open(settings.kb)
    keys = await upgrade(settings.database_url, settings.audit_key_file)
    async with AsyncExitStack() as stack:
        database = Database.open(settings.database_url, keys)
        stack.push_async_callback(database.close)
        bot = await _telegram(settings, clock, metrics, stack)
        api = await _wechat(settings, clock, metrics, stack)
        connections = [*_connections(api, bot, settings, clock, metrics, fetches or {}), *further]
        check_connections(connections)
        writer = Writer(database, clock, on_batch=metrics.batch, pulled=pulled_channels())
        writer.start()
        stack.push_async_callback(writer.close)
        senders = {one.channel: one.sender for one in connections if one.sender}
        fetching = {one.channel: one.fetch for one in connections if one.fetch}
        inspector = Inspector()
        stack.push_async_callback(inspector.close)
        materials = Materials(
            FileStore(settings.files),
            clock,
            fetching,
            inspect=inspect or inspector,
            allowances=StoredAllowances(database, clock),
            address=_address(settings.http),
        )
        outbox = Outbox(database, senders.values(), clock, counters=metrics)
        link, is_assessed = settings.http.public_url, _is_assessed(settings)
        assistant = Assistant(kb, settings.office, materials, web_link=link, is_assessed=is_assessed, table=table)
        history = History(clock)
        turns = Turns(
            writer,
            metrics.observed(assistant.respond),
            pager(connections),
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
    strangers = _strangers(settings.http, parts.clock, parts.database.keys)
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


def _move(parts: Parts) -> Callable[[str, str], Awaitable[None]]:
    async def move(old: str, new: str) -> None:
        await parts.database.write(lambda work: move_account(work, Channel.WEB.value, old, new), parts.clock())

    return move


def _wechat_door(parts: Parts) -> list[web.RouteDef]:
    account = parts.settings.wechat
    if account is None:
        return []
    from bot.web.webhooks import wechat  # noqa: PLC0415 -- see above

    watch = _watch(parts.metrics)
    return wechat.routes(settings=account, dispatch=parts.dispatcher, clock=parts.clock, watch=watch)


def _telegram_door(parts: Parts) -> list[web.RouteDef]:
    bot = parts.telegram
    if bot is None or bot.webhook is None:
        return []
    from bot.web.webhooks import telegram  # noqa: PLC0415 -- see above

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
        kb=parts.kb,
        clock=parts.clock,
        strangers=strangers,
        history=parts.history,
        exchanges=Exchanges(text),
        move=_move(parts),
    )
    yield from chat.routes()
    yield from Reading(pages=pages, office=settings.office, kb=parts.kb, text=text).routes()
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


def _connections(  # noqa: PLR0917 -- the parts that channels are made of
    api: WeChatApi | None,
    bot: Telegram | None,
    settings: Settings,
    clock: Clock,
    metrics: Metrics,
    fetches: Mapping[Channel, Fetch],
) -> Iterator[Connection]:
    """Every channel that there is: a new one is a line here."""
    yield _wechat_connection(api, settings.wechat, clock, metrics)
    telegram_limit = Limit(telegram_text.LIMIT_UNITS, telegram_text.size)
    sender = bot.sender if bot else None
    yield Connection(channel=Channel.TELEGRAM, limit=telegram_limit, is_on=bot is not None, sender=sender)
    yield Connection(channel=Channel.WEB, limit=None)
    yield Connection(channel=Channel.TERMINAL, limit=None, fetch=fetches.get(Channel.TERMINAL))
    yield Connection(channel=Channel.CONSOLE, limit=None)


def _wechat_connection(
    api: WeChatApi | None, account: WeChatSettings | None, clock: Clock, metrics: Metrics
) -> Connection:
    limit = Limit(LIMIT_BYTES, size)
    if api is None or account is None:
        return Connection(channel=Channel.WECHAT, limit=limit, is_on=False)
    sender = WeChatSender(api, clock, _watch(metrics), account.ways)
    return Connection(channel=Channel.WECHAT, limit=limit, sender=sender, fetch=WeChatFiles(api))


def _address(http: HttpSettings) -> str:
    """Where people reach our pages, as far as the settings tell."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(http.host, http.host)  # noqa: S104 -- read, not bound
    return http.public_url or f"http://{host}:{http.port}"


def _watch(metrics: Metrics) -> Watch:
    def count(signal: Signal) -> None:
        metrics.count(signal.value)

    return count


def _strangers(http: HttpSettings, clock: Clock, keys: KeyFile | None) -> Strangers:
    return Strangers(
        Peers(http.trusted_proxies),
        Pace(clock),
        Visitors(keys),
        is_secure=http.public_url.startswith("https://"),
        is_embedded=bool(http.embed_origins),
    )


def _is_assessed(settings: Settings) -> bool:
    """Whether an assessment is recorded that lets a channel abroad show staff more than number and step."""
    return settings.telegram is not None and bool(settings.telegram.detail)


def _health(parts: Parts) -> Health:
    on = [Channel.WEB.value, *channels(parts.settings)]
    articles = len(parts.kb.regulation.articles)
    return Health(parts.database, parts.writer, parts.clock, channels=on, articles=articles)
