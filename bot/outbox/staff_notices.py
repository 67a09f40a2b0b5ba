"""The job by which notices to staff leave the console: it looks often, and writes only where it must."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

from bot.clock import Clock
from bot.outbox.calendar import HOUR, Job
from handlers.messages import Channel, StaffWay
from handlers.notices.staff_messages import Lead
from handlers.notices.staff_sending import Buttons, is_anything_to_tell, tell_destinations
from store.database import Database

_EVERY = timedelta(seconds=2)


def staff_notices_job(
    database: Database,
    clock: Clock,
    *,
    on: Collection[Channel],
    lead: Lead,
    buttons: Buttons,
    wake: Callable[[], None],
) -> Job:
    """`on` are the channels that can send; `wake` lets the outbox look at once.

    Where none of them tells staff, it is noted by the hour that nobody was told: a channel that is switched on
    later begins with what is new.
    """
    is_on = any(one.traits.tells_staff is not StaffWay.NONE for one in on)
    looks = is_on  # else not at the start, where everybody has to wait for it

    async def tell() -> None:
        nonlocal looks
        if not looks:
            looks = True
            return
        now = clock()
        if await database.read(lambda work: is_anything_to_tell(work, on), now):
            await database.write(lambda work: tell_destinations(work, on, lead, buttons), now)
            wake()

    return Job("staff notices", _EVERY if is_on else HOUR, tell, shared=False)
