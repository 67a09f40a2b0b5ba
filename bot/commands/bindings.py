"""Bind codes and bindings: handed out for a contract, listed, ended."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from cyclopts import App

from bot import logs, settings, wiring
from bot.channels.wechat.bind_code import KINDS, draw_bind_code
from bot.channels.wechat.errors import Failure
from bot.channels.wechat.settings import WeChatSettings
from bot.clock import utc_now
from bot.commands.performed import looked, performed_as, performed_here, print_table
from bot.errors import SettingsError
from handlers.casework.bindings import issue_bind_code, unbind
from handlers.dates import moment
from handlers.texts import binding as texts
from handlers.texts import contracts as contract_texts
from handlers.texts import operations
from store.queries.bindings import binding_rows
from store.work import Work

app = App(name="bindings", help="Who is bound to which firm.")


async def bind_code(number: str, *, by: str = "", qr: Path | None = None) -> None:
    """Print a one-time code that binds a person to the contract's firm: 10 characters, 7 days, shown once.

    Args:
        number: the contract's number.
        by: the member of staff who hands it out; without it, the operator of this machine.
        qr: also draw it as a WeChat QR code into this .png or .svg file.
    """
    account = _account(qr) if qr else None
    issued = await performed_here(by, lambda work, actor: issue_bind_code(work, actor, number))
    until = moment(issued.expires_at)
    print(texts.issued(code=issued.code, firm=issued.firm, contract=issued.contract, until=until))
    if qr is not None and account is not None:
        await _draw(account, issued.code, qr)


@app.command(name="list")
async def list_bindings() -> None:
    """List the bindings in force; people are known by their channel only."""
    rows = await looked(_listed)
    print_table(texts.COLUMNS, rows, if_empty=texts.NOBODY)


@app.command
async def end(number: int, *, by: str) -> None:
    """End a binding by the number that `bindings list` shows; the person is told."""
    await performed_as(by, lambda work, member: unbind(work, member, number))
    print(texts.ENDED)


def _account(qr: Path) -> WeChatSettings:
    """The account that draws the code: asked before a code is made that nobody could scan.

    Raises:
        SettingsError: the file's ending is unknown, or no account is configured.
    """
    if qr.suffix.lower().lstrip(".") not in KINDS:
        raise SettingsError(texts.OTHER_PICTURE)
    configured = settings.load(os.environ)
    if configured.wechat is None:
        raise SettingsError(operations.WECHAT_OFF)
    logs.configure("CRITICAL", settings.secrets(configured))  # the lines printed here say all
    return configured.wechat


async def _draw(account: WeChatSettings, code: str, qr: Path) -> None:
    async with wiring.wechat_api(account, utc_now) as api:
        picture = await draw_bind_code(api, code, qr.suffix.lower().lstrip("."))
    if isinstance(picture, Failure):
        sys.exit(operations.wechat_failed(code=picture.code, reaction=picture.reaction.value))
    print(_written(qr, picture))


def _written(qr: Path, picture: bytes) -> str:
    try:
        qr.write_bytes(picture)
    except OSError:
        sys.exit(contract_texts.not_written(file=str(qr)))
    return texts.drawn(file=str(qr))


def _listed(work: Work) -> list[tuple[str, ...]]:
    return [
        (str(row.id), firm.name, texts.CHANNELS[row.channel], moment(row.bound_at))
        for row, firm in binding_rows(work)
    ]
