"""Everybody who comes through a public door: how they are told apart, slowed down, and recognised again."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.web.peer import Peers
from bot.web.public.pace import Pace
from bot.web.public.visitors import Visitors


@dataclass(frozen=True, slots=True)
class Strangers:
    """What the settings tell of them."""

    peers: Peers
    pace: Pace
    visitors: Visitors
    is_secure: bool = False  # whether people come by https, as far as the settings tell
    is_embedded: bool = False  # whether other sites show the chat in a frame

    def is_too_fast(self, request: web.Request) -> bool:
        """Count a message of whoever sent the request, and tell whether it is one too many."""
        household = self.peers.of(request).household
        return household is not None and not self.pace.allows(household)

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
