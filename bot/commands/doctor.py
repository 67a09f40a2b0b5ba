"""`doctor`: check settings, knowledge base, database and platforms, and say what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterator
from ipaddress import ip_network
from pathlib import Path

from msgspec import Struct

from bot import installation, logs, settings, wiring
from bot.channels.telegram.channel import telegram_api
from bot.channels.telegram.failures import Failure as TelegramFailure
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.wechat.errors import Failure
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wecom.channel import wecom_api
from bot.channels.wecom.settings import WeComSettings
from bot.clock import utc_now
from bot.commands.database_access import VARIABLE, explained, is_missing
from bot.errors import SettingsError
from bot.media.sweeping import changed_files, missing_files
from bot.settings import Settings
from handlers.messages import NoticeKind
from handlers.texts import databases, operations, wechat_notices
from handlers.texts import telegram as telegram_texts
from handlers.texts import wecom as wecom_texts
from handlers.texts.notice_cards import EVENTS
from policy_kb.check import check as check_knowledge
from store.database import Database
from store.durability import forgetful_settings
from store.engines import async_url, is_sqlite
from store.files import FileStore
from store.key_of_database import key_of
from store.queries.outbox import count_rows
from store.states import OutboxState
from store.upgrade import is_current

_SAMPLE = 100
"""Originals that are read again: of a thousand with ten that were changed, six times of ten one is among them."""


class Finding(Struct, frozen=True):
    """One line of the report: what was looked at, and what to do where it is not well."""

    subject: str
    well: bool
    advice: str = ""


async def doctor() -> None:
    """Check everything that is configured; exit status 1 where somebody must act."""
    configured = settings.load(os.environ)
    logs.configure("CRITICAL", settings.secrets(configured))  # the findings say all
    findings = [finding async for finding in examine(configured)]
    for finding in findings:
        print(operations.finding(subject=finding.subject, well=finding.well, advice=finding.advice))
    sys.exit(0 if all(finding.well for finding in findings) else 1)


async def examine(configured: Settings) -> AsyncIterator[Finding]:
    """Look at one thing after the other."""
    yield Finding(operations.SETTINGS, well=True)
    problems = check_knowledge(configured.kb)
    yield Finding(operations.KNOWLEDGE, well=not problems, advice="\n".join(map(str, problems)))
    async for finding in _database(configured, FileStore(configured.files)):
        yield finding
    for finding in _machine(configured):
        yield finding
    url, is_open = configured.console_url, any(map(_leads_out, configured.staff.allow))
    is_private = not is_open or url.startswith("https://")
    yield Finding(operations.console(url=url), well=is_private, advice=operations.CONSOLE_ADVICE)
    yield Finding(operations.OFFICE, well=bool(configured.office.phone), advice=operations.OFFICE_ADVICE)
    if configured.wechat:
        yield await _wechat(configured.wechat)
        for line in _notices(configured.wechat):
            yield Finding(line, well=True)
    if configured.telegram:
        yield await _telegram(configured.telegram, configured.http.public_url)
    if configured.wecom:
        async for finding in _wecom(configured.wecom):
            yield finding


def _leads_out(network: str) -> bool:
    """Whether others than this machine stand in it."""
    return not ip_network(network, strict=False).is_loopback


def _machine(configured: Settings) -> Iterator[Finding]:
    """What stands on this machine beside the product's own files."""
    exposed = installation.open_to_others(installation.private_places(configured))
    places = tuple((str(place), "700" if place.is_dir() else "600") for place in exposed)
    yield Finding(operations.MODES, well=not exposed, advice=operations.open_to_others(places=places))
    kept = dict.fromkeys((*_database_folder(configured.database_url), configured.files))
    free = tuple((str(place), installation.free_bytes(place)) for place in kept)
    short = tuple((place, left) for place, left in free if left < installation.LEAST_FREE)
    yield Finding(operations.DISK, well=not short, advice=operations.disk_full(places=short))
    unit = installation.unit_text()
    if unit:
        names = tuple(installation.overridden(configured, installation.environment_of(unit)))
        yield Finding(operations.SERVICE, well=not names, advice=operations.service_differs(names=names))


def _database_folder(url: str) -> tuple[Path, ...]:
    parsed = async_url(url)
    return (Path(str(parsed.database)).parent,) if is_sqlite(parsed) else ()


async def _key(database: Database, configured: Settings) -> Finding:
    try:
        with explained(configured.database_url):
            await key_of(database, configured.audit_key_file)
    except SettingsError as error:
        return Finding(operations.KEY, well=False, advice=str(error))
    return Finding(operations.KEY, well=True)


async def _database(configured: Settings, files: FileStore) -> AsyncIterator[Finding]:
    url = configured.database_url
    if is_missing(url):
        yield Finding(operations.DATABASE, well=False, advice=databases.missing(name=VARIABLE))
        return
    try:
        with explained(url):
            database = Database.open(url)
    except SettingsError as error:
        yield Finding(operations.DATABASE, well=False, advice=str(error))
        return
    try:
        healthy = await is_current(database)
        yield Finding(operations.DATABASE, well=healthy, advice=databases.not_current(name=VARIABLE))
        if healthy:
            off = await forgetful_settings(database)
            yield Finding(operations.POWER, well=not off, advice=operations.forgets(settings=off))
            dead = (await count_rows(database, (OutboxState.DEAD,)))[OutboxState.DEAD]
            yield Finding(operations.OUTBOX, well=dead == 0, advice=operations.outbox_advice(dead=dead))
            yield await _key(database, configured)
            yield await _files(database, files)
    finally:
        await database.close()


async def _files(database: Database, files: FileStore) -> Finding:
    if not files.is_writable():
        return Finding(operations.FILES, well=False, advice=operations.files_unwritable(folder=str(files.folder)))
    folder, now = str(files.folder), utc_now()
    if missing := await missing_files(database, files, now):
        advice = operations.files_missing(count=len(missing), folder=folder, numbers=tuple(missing[:10]))
        return Finding(operations.FILES, well=False, advice=advice)
    changed = await changed_files(database, files, now, most=_SAMPLE)
    advice = operations.files_changed(count=len(changed), folder=folder, numbers=tuple(changed[:10]))
    return Finding(operations.FILES, well=not changed, advice=advice)


async def _wechat(configured: WeChatSettings) -> Finding:
    async with wiring.wechat_api(configured, utc_now) as api:
        answer = await api.check_access()
    if isinstance(answer, Failure):
        advice = operations.wechat_failed(code=answer.code, reaction=answer.reaction.value)
        return Finding(operations.WECHAT, well=False, advice=advice)
    return Finding(operations.WECHAT, well=True)


def _notices(configured: WeChatSettings) -> Iterator[str]:
    """By which ways each kind of notice leaves; whether the ids are right only shows at the first notice."""
    for kind in NoticeKind:
        first = tuple(way.value for way, _form in configured.ways.of(kind))
        yield wechat_notices.ways(event=EVENTS[kind.value], first=first)
    yield wechat_notices.words_only()


async def _telegram(configured: TelegramSettings, public_url: str) -> Finding:
    async with telegram_api(configured) as api:
        answer = await api.get_me()
    if isinstance(answer, TelegramFailure):
        advice = telegram_texts.failed(reaction=answer.reaction.value, detail=answer.detail)
        return Finding(telegram_texts.NAME, well=False, advice=advice)
    is_pushed = configured.webhook_secret is None or configured.has_webhook(public_url)
    return Finding(telegram_texts.NAME, well=is_pushed, advice=telegram_texts.NO_PUBLIC_URL)


async def _wecom(configured: WeComSettings) -> AsyncIterator[Finding]:
    async with wecom_api(configured, utc_now) as apis:
        asked = ((wecom_texts.ROBOT, apis.robot), (wecom_texts.APPLICATION, apis.application))
        for subject, api in asked:
            if api is None:
                continue
            answer = await api.check_access()
            if isinstance(answer, Failure):
                advice = wecom_texts.failed(subject=subject, code=answer.code, reaction=answer.reaction.value)
                yield Finding(subject, well=False, advice=advice)
            else:
                yield Finding(subject, well=True)
