"""Whether this database gets the demonstration, and when that is refused."""

from __future__ import annotations

from bot.errors import SettingsError
from bot.settings import Settings, channels
from bot.wiring import Parts
from handlers.casework.invented import is_demo
from handlers.texts import demo as texts
from store.emptiness import is_untouched


async def prepare_demo(parts: Parts, *, wanted: bool | None) -> bool:
    """Make the demonstration where it is wanted; says whether the database holds it.

    `wanted` is None where nobody said: then a new database gets it, as long as no channel has keys.

    Raises:
        SettingsError: invented data would stand beside real channels or real data.
    """
    now = parts.clock()
    if await parts.database.read(is_demo, now):
        _refuse_beside_keys(parts.settings, texts.DEMO_DATABASE)
        return True
    if wanted:
        _refuse_beside_keys(parts.settings, texts.BESIDE_KEYS)
    if wanted is False or channels(parts.settings):
        return False
    if not await parts.database.read(is_untouched, now):
        if wanted:
            raise SettingsError(texts.NOT_EMPTY)
        return False
    from bot.demo.making import make_demo  # noqa: PLC0415 -- nearly every start makes none

    await make_demo(parts.database, parts.kb, parts.materials, parts.clock)
    return True


def _refuse_beside_keys(settings: Settings, reason: str) -> None:
    if channels(settings):
        raise SettingsError(reason)
