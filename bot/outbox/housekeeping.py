"""The jobs that every running product has: purge what is over, resume what was broken off, measure the outbox."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.clock import Clock
from bot.counting import Counters
from bot.outbox.calendar import HOUR, Job
from bot.outbox.measuring import measure_outbox
from bot.turns.dispatch import Dispatcher
from bot.turns.resuming import resume_turns
from bot.turns.staff_orders import StaffOrders
from bot.turns.turn import Turns
from handlers.audit.verify_chains import close_yesterday
from handlers.forms.drafts import expire_drafts
from handlers.office import Office
from store.database import Database
from store.retention.expiry import delete_expired
from store.retention.purging import purge
from store.work import Work


def housekeeping(
    database: Database,
    turns: Turns,
    dispatcher: Dispatcher,
    clock: Clock,
    counters: Counters,
    *,
    office: Office,
    sweeps: tuple[Callable[[], None], ...] = (),
) -> tuple[Job, ...]:
    """The list for the calendar; `sweeps` drop what has expired in this process's memory."""

    async def measure() -> None:
        await measure_outbox(database, counters, clock())
        counters.level("turns_running", dispatcher.running)
        counters.level("writer_waiting", turns.writer.waiting)

    async def sweep_memory() -> None:
        for sweep in sweeps:
            sweep()

    async def purge_messages() -> bool:
        return await purge(database, clock(), talks_stay=timedelta(days=office.talk_days))

    def expire_records(work: Work) -> None:
        talks, intentions = timedelta(days=office.talk_days), timedelta(days=office.intention_days)
        delete_expired(work, intentions_stay=intentions, talks_stay=talks)

    return (
        Job("purge", HOUR, purge_messages),
        Job("retention", HOUR, work=expire_records),
        Job("drafts", HOUR, work=expire_drafts),
        Job("audit head", HOUR, work=close_yesterday),
        Job("resume", timedelta(seconds=5), lambda: resume_turns(database, dispatcher, clock), shared=False),
        Job("staff orders", timedelta(seconds=1), StaffOrders(database, dispatcher, clock).begin, shared=False),
        Job("fade", timedelta(minutes=1), sweep_memory, shared=False),
        Job("measure", timedelta(seconds=15), measure, shared=False),
    )
