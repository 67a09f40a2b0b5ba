"""What the forms of `/report` have in common: what they work with, and what holds of each that is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from typing import Any

from aiohttp import web
from msgspec import Struct, field

from bot.web.pages import Pages
from bot.web.public.report.daily_allowance import DailyAllowance
from bot.web.public.report.form_nonces import FormNonces
from bot.web.public.report.sent_forms import SentForm
from bot.web.public.report.stripping import Strip
from bot.web.public.strangers import Strangers
from handlers.sealed.codes import CodeKeys, keys_of
from handlers.sealed.pacing import TryPace
from policy_kb.kb import PolicyKB
from store.database import Database
from store.keyfile import KeyFile

Fault = tuple[str, str]
"""What keeps a form from being taken: the field, or none, and what is said of it."""

_NONCE = "nonce"
_AT_ONCE = 2
"""Codes worked out at a time: each takes 64 MiB and a tenth of a second of a processor."""


class Unsent(Enum):
    """Why a form that is filled in well has to be sent once more."""

    STALE = auto()  # it was shown too long ago, or not by us
    TOO_FAST = auto()


class ReportDesk(Struct, frozen=True):
    """One a process. `keys` are the installation's; `address` is the page's own, empty where nobody entered it."""

    database: Database
    keys: KeyFile
    pages: Pages
    kb: PolicyKB
    strangers: Strangers
    clock: Callable[[], datetime]
    strip: Strip
    nonces: FormNonces
    bytes_left: DailyAllowance
    suggestions_left: DailyAllowance
    address: str = ""
    pace: TryPace = field(default_factory=TryPace)
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    def page(self, template: str, **values: Any) -> web.Response:
        """A page of the forms; those that are come back to say where to."""
        return self.pages.page(template, address=self.address, **values)

    def admit(self, request: web.Request, sent: SentForm) -> bytes | Unsent:
        """The nonce of a form, by which the same form is known when it comes again; or why it is not taken now."""
        nonce = self.nonces.read(sent.one(_NONCE))
        if nonce is None:
            return Unsent.STALE
        return Unsent.TOO_FAST if self.strangers.is_too_fast(request) else nonce

    def nonce_to_show(self, sent: SentForm) -> str:
        """The form's own nonce where it is shown again; a new one where it has none, or one that is too old."""
        own = sent.one(_NONCE)
        return own if self.nonces.read(own) is not None else self.nonces.new()

    async def code_keys(self, code: str) -> CodeKeys:
        """What a code comes to, worked out in its turn."""
        async with self.slots:
            return await asyncio.to_thread(keys_of, code, self.keys)

    def takes_files(self, request: web.Request, sent: SentForm) -> bool:
        """Count the files of a form, unless their household sent too much today."""
        size = sum(len(content) for _, content in sent.files)
        return self.bytes_left.allows(self.strangers.household(request), size)

    def takes_suggestion(self, request: web.Request) -> bool:
        """Count one, unless its household left too many today."""
        return self.suggestions_left.allows(self.strangers.household(request), 1)
