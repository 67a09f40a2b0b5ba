"""How updates are to come, said to the platform at the start and only where it is told otherwise."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from bot.channels.telegram.api import ALLOWED_UPDATES, Me, TelegramApi
from bot.channels.telegram.failures import Failure
from bot.channels.telegram.settings import PATH


class Webhook(Struct, frozen=True):
    """Where updates are sent, and the secret that proves who sends them."""

    public_url: str
    secret: str

    @property
    def address(self) -> str:
        """The door's address; the mark shows a changed secret, which the platform never tells."""
        mark = hashlib.sha256(self.secret.encode()).hexdigest()[:8]
        return f"{self.public_url}{PATH}?v={mark}"


async def register(api: TelegramApi, webhook: Webhook | None) -> Me | Failure:
    """Ask who the bot is, and set or take away its webhook where it is not as wanted."""
    me = await api.get_me()
    if isinstance(me, Failure):
        return me
    known = await api.get_webhook()
    if isinstance(known, Failure):
        return known
    if webhook is None:
        done = await api.delete_webhook() if known.url else me
    else:
        is_right = known.url == webhook.address and set(known.allowed_updates) == set(ALLOWED_UPDATES)
        done = me if is_right else await api.set_webhook(webhook.address, webhook.secret)
    return done if isinstance(done, Failure) else me
