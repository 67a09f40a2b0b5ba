"""Everybody who comes through a public door: how they are told apart, slowed down, and recognised again."""

from __future__ import annotations

from aiohttp import web
from msgspec import Struct

from bot.web.peer import Peers
from bot.web.public.pace import Pace
from bot.web.public.visitors import Visitors


class Strangers(Struct, frozen=True):
    """What the settings tell of them."""

    peers: Peers
    pace: Pace
    visitors: Visitors
    is_secure: bool = False  # whether people come by https, as far as the settings tell
    is_embedded: bool = False  # whether other sites show the chat in a frame

    def is_too_fast(self, request: web.Request) -> bool:
        """Count a message of whoever sent the request, and tell whether it is one too many."""
        household = self.household(request)
        return household is not None and not self.pace.allows(household)

    def household(self, request: web.Request) -> str | None:
        """Everybody behind the line that the request came by; None where it cannot be told apart."""
        return self.peers.of(request).household

    def comes_by_https(self, request: web.Request) -> bool:
        """Whether a cookie may be kept to https."""
        return self.is_secure or self.peers.of(request).is_https

    def known(self, request: web.Request) -> str | None:
        """The id that the browser brought, if we made it: a planted one says nothing."""
        return self.visitors.known(request, is_secure=self.comes_by_https(request))

    def keep(self, response: web.Response, request: web.Request, visitor: str) -> None:
        """Let the browser bring the visitor's id again."""
        is_secure = self.comes_by_https(request)
        self.visitors.keep(response, visitor, is_secure=is_secure, is_embedded=self.is_embedded)
