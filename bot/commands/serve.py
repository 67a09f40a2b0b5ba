"""`run`: serve everything that is configured until it is told to stop."""

from __future__ import annotations

import asyncio
import errno
import gc
import os
import signal
from contextlib import suppress
from functools import partial

from aiohttp import web

from bot import logs, settings, wiring
from bot.commands.database_access import explained
from bot.demo.deciding import prepare_demo
from bot.errors import SettingsError
from bot.web.pages import Pages
from bot.web.unreadable import Runner
from bot.web_application import staff_application, web_application
from handlers.texts import operations

_HOST_FAULT = ("HOST", operations.HOST_NOT_HERE)
_PORT_FAULTS = {
    errno.EADDRINUSE: ("PORT", operations.PORT_TAKEN),
    errno.EACCES: ("PORT", operations.PORT_FORBIDDEN),
}


async def run() -> None:
    """Serve the public chat and every channel whose keys are set; Ctrl-C or SIGTERM stops cleanly."""
    configured = settings.load(os.environ)
    logs.configure(configured.log_level, settings.secrets(configured))
    with explained(configured.database_url):
        async with wiring.assembled(configured) as parts:
            is_demo = await prepare_demo(parts, wanted=configured.demo)
            await _serve(parts, is_demo=is_demo)


async def _serve(parts: wiring.Parts, *, is_demo: bool) -> None:
    # The application is handed over unlimited in time: dispatch bounds what still runs when we stop.
    pages = Pages(parts.office)
    runner = Runner(web_application(parts), pages, access_log=None, shutdown_timeout=10)
    apart = Runner(staff_application(parts), pages, access_log=None, shutdown_timeout=10)
    await runner.setup()
    try:
        await _listen(runner, "HTTP", parts.settings.http.host, parts.settings.http.port)
        if parts.settings.staff.is_apart:
            await apart.setup()
            await _listen(apart, "STAFF", parts.settings.staff.own_host, parts.settings.staff.port)
        gc.freeze()  # what was built so far stays: the collector need not walk through it again and again
        gc.enable()
        if parts.telegram:
            parts.telegram.start()
        told = await _how_to_try(parts) if is_demo else ""
        links = (*_links(runner, parts.settings.http.public_url), *_console_links(runner, apart, parts.settings))
        print("\n".join(filter(None, (told, operations.serving(links=links)))), flush=True)
        await _told_to_stop()
        print(operations.STOPPING, flush=True)
    finally:
        if parts.telegram:
            await parts.telegram.close()
        await parts.dispatcher.close()
        await apart.cleanup()
        await runner.cleanup()


async def _how_to_try(parts: wiring.Parts) -> str:
    from bot.demo.making import how_to_try  # noqa: PLC0415 -- nearly every start has no demonstration

    how = partial(how_to_try, url=parts.settings.database_url)
    return await parts.database.write(how, parts.clock())


async def _listen(runner: web.AppRunner, listener: str, host: str, port: int) -> None:
    """Open the door.

    Raises:
        SettingsError: the host or the port cannot be used.
    """
    try:
        await web.TCPSite(runner, host, port).start()
    except (OSError, ValueError) as error:  # ValueError: a name that no host can have
        variable, reason = _PORT_FAULTS.get(getattr(error, "errno", 0), _HOST_FAULT)
        name = f"{settings.PREFIX}{listener}__{variable}"
        raise SettingsError(operations.cannot_listen(name=name, value=f"{host}:{port}", reason=reason)) from error


async def _told_to_stop() -> None:
    """Wait for SIGINT or SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers on the loop; Ctrl-C raises there
            loop.add_signal_handler(name, stop.set)
    await stop.wait()


def _console_links(public: web.AppRunner, apart: web.AppRunner, configured: settings.Settings) -> tuple[str, ...]:
    """Where staff reach the console."""
    listener, named = (apart if configured.staff.is_apart else public), configured.staff.public_url
    return tuple(f"{link}staff" for link in _links(listener, named))


def _links(runner: web.AppRunner, public_url: str) -> tuple[str, ...]:
    """Where people reach this listener: the public address if there is one, else where it listens."""
    if public_url:
        return (f"{public_url}/",)
    return tuple(f"http://{f'[{host}]' if ':' in host else host}:{port}/" for host, port, *_ in runner.addresses)
