"""The composition root: builds every object once, in the order of need, and takes them down in reverse.

Telegram's library comes in where its channel is on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from bot.channels.connecting import (
    Connection,
    check_connections,
    fitter,
    openings,
    pager,
    pulled_channels,
)
from bot.channels.telegram import text as telegram_text
from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.caller import Caller
from bot.channels.wechat.message_allowances import MessageAllowances, StoredMessageAllowances
from bot.channels.wechat.sender import WeChatSender
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.text import LIMIT_BYTES, size
from bot.channels.wechat.transport import open_session
from bot.channels.wechat.windows import opening_after
from bot.channels.wecom.channel import WeCom, wecom_api
from bot.channels.wecom.sender import ApplicationSender, RobotSender
from bot.clock import Clock, utc_now
from bot.inspection.inspector import Inspector
from bot.inspection.stripper import Stripper
from bot.inspection.viewer import Viewer
from bot.media.sweeping import file_jobs
from bot.media.viewing import ViewingCopies
from bot.media.wechat import WeChatFiles
from bot.metrics import Metrics
from bot.office_memory import OfficeMemory
from bot.outbox.calendar import Calendar, Job
from bot.outbox.delivery import Outbox
from bot.outbox.housekeeping import housekeeping
from bot.outbox.schedules import daily_at
from bot.outbox.sealed_rows import sealed_rows_jobs
from bot.outbox.staff_notices import staff_notices_job
from bot.settings import Settings
from bot.turns.dispatch import Dispatcher
from bot.turns.ending import Ended
from bot.turns.kept import KeptAnswers
from bot.turns.transactions import brought_in
from bot.turns.turn import Turns
from bot.web.public.history import History
from bot.web.staff.addresses import page_of_notice
from handlers.casework.table import TABLE, Table
from handlers.materials.allowances import StoredAllowances
from handlers.materials.handing_in import Fetch, Materials
from handlers.materials.inspecting import Inspect
from handlers.messages import Channel, Inbound
from handlers.office import Office
from handlers.registry import Assistant, is_immediate
from handlers.rendering.paging import Limit
from policy_kb.kb import PolicyKB
from store.database import Database
from store.files import FileStore
from store.turns.writer import Writer
from store.upgrade import upgrade
from store.work import Work

if TYPE_CHECKING:
    from bot.channels.telegram.channel import Telegram
    from bot.web.public.report.stripping import Strip


class Parts(Struct, frozen=True):
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
    viewing: ViewingCopies
    table: Table
    office: Office
    memory: OfficeMemory
    strip: Strip
    wechat: WeChatApi | None = None
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
    strip: Strip | None = None,
    table: Table = TABLE,
    looks_at_clock: bool = True,
) -> AsyncIterator[Parts]:
    """Build and start everything that is configured; stop it again in the opposite order.

    `fetches` are further channels that bring files, such as the terminal chat's; `further` are channels that are
    not ours; `kb` is a knowledge base that is open already; `inspect` looks into files in place of a process for
    each, `strip` copies them without their traces; `table` has the acts of staff. Unless it `looks_at_clock`, the
    calendar does what is due only when asked.

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

        memory = await OfficeMemory.read(database, clock, kb, settings.office.or_named(kb.office))
        office = memory.office
        bot = await _telegram(settings, clock, metrics, stack)
        api = await _wechat(settings, clock, metrics, stack)
        wecom = await _wecom(settings, clock, stack)
        counted = StoredMessageAllowances(database, clock)
        connections = [
            *_connections(api, bot, settings, clock, metrics, fetches or {}, counted),
            *_wecom_connections(wecom, settings, clock, metrics),
            *further,
        ]
        check_connections(connections)
        writer = Writer(
            database, clock, on_batch=metrics.batch, pulled=pulled_channels(), fits=fitter(connections)
        )
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
            address=settings.http.url,
        )
        viewer = Viewer()
        viewing = ViewingCopies(materials.files, viewer, clock)
        stack.push_async_callback(viewing.close)
        stack.push_async_callback(viewer.close)
        outbox = Outbox(database, senders.values(), clock, counters=metrics)
        link, is_assessed = settings.http.public_url, _is_assessed(settings)
        assistant = Assistant(
            kb,
            office,
            materials,
            web_link=link,
            console_link=settings.console_url,
            is_assessed=is_assessed,
            table=table,
            answers=memory.answers,
        )
        history, kept = History(clock), KeptAnswers(clock, lambda: memory.edition)
        turns = Turns(
            writer,
            assistant.respond,
            pager(connections),
            clock,
            senders=senders,
            counters=metrics,
            on_outbox=outbox.wake,
            is_harmless=assistant.is_harmless,
            is_immediate=is_immediate,
            on_ended=_all_told(
                lambda inbound, ended: assistant.note(inbound, ended.outcome, inbound.received_at),
                history.note,
                metrics.note_turn,
            ),
            kept=kept,
            opens=openings(connections),
            before_acts=brought_in(lambda: table.rows),
        )
        dispatcher = Dispatcher(turns)
        sweeps = (history.sweep, viewing.sweep, kept.sweep)
        jobs = housekeeping(database, turns, dispatcher, clock, metrics, office=office, sweeps=sweeps)
        known = Job("office", timedelta(minutes=1), memory.refresh, shared=False)
        told = staff_notices_job(
            database,
            clock,
            on=frozenset(senders),
            lead=page_of_notice,
            buttons=assistant.notice_buttons,
            wake=outbox.wake,
        )
        morning = Job(
            "morning",
            daily_at(lambda: office.digest_at),
            plan=lambda work: _plan_day(work, kb, table, office.digest_at),
            from_next=True,
        )
        further_jobs = (*file_jobs(database, materials.files, clock), *sealed_rows_jobs(database, clock))
        calendar = Calendar(database, (*jobs, known, morning, told, *further_jobs), clock)
        for part in (outbox, dispatcher, *((calendar,) if looks_at_clock else ())):
            part.start()
            stack.push_async_callback(part.close)
        if bot is not None:
            bot.attach(dispatcher, database)
            stack.push_async_callback(bot.close)
        stripper = Stripper()
        stack.push_async_callback(stripper.close)
        ways = (writer, dispatcher, outbox, history, calendar, materials, viewing)
        parts = (kb, database, *ways, table, office, memory, strip or stripper, api, bot)
        yield Parts(settings, clock, metrics, *parts)


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
    return await stack.enter_async_context(wechat_api(settings.wechat, clock, signal_counter(metrics)))


async def _wecom(settings: Settings, clock: Clock, stack: AsyncExitStack) -> WeCom:
    if settings.wecom is None:
        return WeCom()
    return await stack.enter_async_context(wecom_api(settings.wecom, clock))


def _connections(  # noqa: PLR0917 -- the parts that channels are made of
    api: WeChatApi | None,
    bot: Telegram | None,
    settings: Settings,
    clock: Clock,
    metrics: Metrics,
    fetches: Mapping[Channel, Fetch],
    allowances: MessageAllowances,
) -> Iterator[Connection]:
    """Every channel that there is: a new one is a line here."""
    yield _wechat_connection(api, settings.wechat, clock, metrics, allowances)
    telegram_limit = Limit(telegram_text.LIMIT_UNITS, telegram_text.size)
    sender = bot.sender if bot else None
    yield Connection(channel=Channel.TELEGRAM, limit=telegram_limit, is_on=bot is not None, sender=sender)
    yield Connection(channel=Channel.WEB, limit=None)
    yield Connection(channel=Channel.TERMINAL, limit=None, fetch=fetches.get(Channel.TERMINAL))
    yield Connection(channel=Channel.CONSOLE, limit=None)


def _wecom_connections(wecom: WeCom, settings: Settings, clock: Clock, metrics: Metrics) -> Iterator[Connection]:
    """Nobody writes there, so that no answer is cut to a page."""
    url = settings.linked_console_url
    robot = RobotSender(wecom.robot, clock, metrics, console_url=url) if wecom.robot else None
    yield Connection(channel=Channel.WECOM_ROBOT, limit=None, is_on=robot is not None, sender=robot)
    api = wecom.application
    application = ApplicationSender(api, clock, metrics, console_url=url) if api else None
    yield Connection(channel=Channel.WECOM, limit=None, is_on=application is not None, sender=application)


def _wechat_connection(
    api: WeChatApi | None,
    account: WeChatSettings | None,
    clock: Clock,
    metrics: Metrics,
    allowances: MessageAllowances,
) -> Connection:
    limit = Limit(LIMIT_BYTES, size)
    if api is None or account is None:
        return Connection(channel=Channel.WECHAT, limit=limit, is_on=False)
    sender = WeChatSender(api, clock, signal_counter(metrics), account.ways, allowances=allowances)
    return Connection(
        channel=Channel.WECHAT,
        limit=limit,
        sender=sender,
        fetch=WeChatFiles(api),
        opens=opening_after,
        holds=lambda replies: size(*replies) <= LIMIT_BYTES,
    )


def _plan_day(work: Work, kb: PolicyKB, table: Table, at: str) -> Callable[[Work], object]:
    from handlers.staff.calendar.morning import plan_day  # noqa: PLC0415 -- asked once a day

    return plan_day(work, kb, table, at)


def _all_told(*told: Callable[[Inbound, Ended], None]) -> Callable[[Inbound, Ended], None]:
    """Tells all of these of every turn that is committed."""

    def tell(inbound: Inbound, ended: Ended) -> None:
        for one in told:
            one(inbound, ended)

    return tell


def signal_counter(metrics: Metrics) -> Watch:
    """Counts what an operator should hear of."""

    def count(signal: Signal) -> None:
        metrics.count(signal.value)

    return count


def _is_assessed(settings: Settings) -> bool:
    """Whether an assessment is recorded that lets a channel abroad show staff more than number and step."""
    return settings.telegram is not None and bool(settings.telegram.detail)
