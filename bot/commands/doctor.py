"""`doctor`: check settings, knowledge base, database and platforms, and say what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

from bot import logs, settings, wiring
from bot.channels.telegram.channel import telegram_api
from bot.channels.telegram.failures import Failure as TelegramFailure
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.wechat.errors import Failure
from bot.channels.wechat.settings import WeChatSettings
from bot.clock import utc_now
from bot.commands.opened import VARIABLE, explained, is_missing
from bot.errors import SettingsError
from bot.media.sweeping import missing_files
from bot.settings import Settings
from handlers.messages import NoticeKind
from handlers.texts import databases, operations, wechat_notices
from handlers.texts import telegram as telegram_texts
from handlers.texts.notice_cards import EVENTS
from policy_kb.check import check as check_knowledge
from store.database import Database
from store.files import FileStore
from store.outbox import count_rows
from store.states import OutboxState
from store.upgrade import is_current


@dataclass(frozen=True, slots=True)
class Finding:
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
    async for finding in _database(configured.database_url, FileStore(configured.files)):
        yield finding
    yield Finding(operations.OFFICE, well=bool(configured.office.phone), advice=operations.OFFICE_ADVICE)
    if configured.wechat:
        yield await _wechat(configured.wechat)
        for line in _notices(configured.wechat):
            yield Finding(line, well=True)
    if configured.telegram:
        yield await _telegram(configured.telegram, configured.http.public_url)


async def _database(url: str, files: FileStore) -> AsyncIterator[Finding]:
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
            dead = (await count_rows(database)).get(OutboxState.DEAD, 0)
            yield Finding(operations.OUTBOX, well=dead == 0, advice=operations.outbox_advice(dead=dead))
            yield await _files(database, files)
    finally:
        await database.close()


async def _files(database: Database, files: FileStore) -> Finding:
    if not files.is_writable():
        return Finding(operations.FILES, well=False, advice=operations.files_unwritable(folder=str(files.folder)))
    missing = await missing_files(database, files, utc_now())
    advice = operations.files_missing(count=len(missing), folder=str(files.folder), numbers=tuple(missing[:10]))
    return Finding(operations.FILES, well=not missing, advice=advice)


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
