"""A channel that sends nothing until somebody acts: administrators are told, once a day."""

from __future__ import annotations

from handlers.dates import local_day
from handlers.messages import Channel
from handlers.notices.delivery import tell_staff
from handlers.texts import staff_notices as texts
from handlers.texts.binding import CHANNELS
from store.jobs import take_period
from store.states import NoticeSubject, Role
from store.work import Work


def tell_channel_trouble(work: Work, channel: Channel, reason: str) -> bool:
    """Tell them what the platform said; says whether this was the first time today, over all processes."""
    today = local_day(work.now).isoformat()
    if not take_period(work.connection, f"trouble {channel.value}", today, work.now):
        return False
    name = CHANNELS[channel.value]
    tell_staff(
        work,
        Role.ADMINISTRATOR,
        text=texts.channel_trouble(channel=name, reason=reason),
        brief=texts.channel_trouble_brief(channel=name),
        about=NoticeSubject.NOTHING,
        urgent=True,
    )
    return True
