"""Doors that are made when somebody first comes to one of them.

The console alone is half of everything that is imported, and a start that waits for it keeps people waiting who
write.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any, NoReturn

from aiohttp import web
from aiohttp.web_urldispatcher import (
    MatchInfoError,
    PrefixResource,
    ResourceRoute,
    UrlDispatcher,
    UrlMappingMatchInfo,
)

from bot.web.peer import Check


class DeferredRoutes(web.AbstractRouteDef):
    """All routes under a prefix. `make` is called once, in a thread, so that others are answered meanwhile.

    Where it fails, whoever waits is told so, and who comes next has it called again. Who would be refused by the
    `check` has nothing made: there are no such doors for them, nor does it take any longer to say so.
    """

    def __init__(
        self,
        prefix: str,
        make: Callable[[], Iterable[web.AbstractRouteDef]],
        check: Check = lambda _request: None,
    ) -> None:
        self._resource = _Deferred(prefix, make, check)

    def register(self, router: UrlDispatcher) -> list[web.AbstractRoute]:
        """Take the prefix."""
        router.register_resource(self._resource)
        return []


class _Deferred(PrefixResource):
    def __init__(self, prefix: str, make: Callable[[], Iterable[web.AbstractRouteDef]], check: Check) -> None:
        super().__init__(prefix)
        self._make = make
        self._check = check
        self._making: asyncio.Task[UrlDispatcher] | None = None

    async def resolve(self, request: web.Request) -> tuple[UrlMappingMatchInfo, set[str]]:
        if self._check(request) is not None:
            return MatchInfoError(web.HTTPNotFound()), set()
        try:
            # Shielded: whoever goes away must not stop what others wait for.
            made = await asyncio.shield(self._begun())
        except Exception as error:  # noqa: BLE001 -- whatever it is, the guard of all doors answers for it
            return self._failing(error), set()
        return await made.resolve(request), set()

    def _failing(self, error: Exception) -> UrlMappingMatchInfo:
        """A door that says what kept the others from being made: here no guard would hear of it."""

        async def fail(_request: web.Request) -> NoReturn:
            raise error

        return UrlMappingMatchInfo({}, ResourceRoute("*", fail, self))

    def _begun(self) -> asyncio.Task[UrlDispatcher]:
        if self._making is None or _has_failed(self._making):
            self._making = asyncio.create_task(asyncio.to_thread(lambda: self._made), name="deferred routes")
        return self._making

    @cached_property
    def _made(self) -> UrlDispatcher:
        router = UrlDispatcher()
        for route in self._make():
            route.register(router)
        return router

    def __len__(self) -> int:
        return len(self._made.routes())

    def __iter__(self) -> Iterator[web.AbstractRoute]:
        return iter(self._made.routes())

    def get_info(self) -> Any:  # aiohttp's own type of it is private
        return {"prefix": self._prefix}

    def url_for(self, **_parts: str) -> NoReturn:
        raise NotImplementedError("these addresses are written out where they are linked")


def _has_failed(making: asyncio.Task[UrlDispatcher]) -> bool:
    return making.done() and (making.cancelled() or making.exception() is not None)
