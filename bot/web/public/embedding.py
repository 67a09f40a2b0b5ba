"""The chat in another site's frame: which sites may show it, and the script that puts it there (`/embed.js`)."""

from __future__ import annotations

import hashlib
from functools import cache

from aiohttp import web

from bot.web.pages import Pages
from policy_kb.expressions import lazy_compile

_DEFAULT_PORT = lazy_compile(r"(?<=^https://)(.*):443$|(?<=^http://)(.*):80$")
_HOUR = 60 * 60


def routes(*, pages: Pages, origins: tuple[str, ...]) -> list[web.RouteDef]:
    """Give the door of the script. It holds nothing but what the policy's header says to everybody."""

    @cache
    def script() -> tuple[str, dict[str, str]]:
        text = pages.text("embed.js", origins=[_as_browsers_say(origin) for origin in origins])
        tag = f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'
        return text, {"Cache-Control": f"public, max-age={_HOUR}", "ETag": tag}

    async def embed(request: web.Request) -> web.Response:
        text, headers = script()
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=304, headers=headers)
        return web.Response(text=text, content_type="text/javascript", charset="utf-8", headers=headers)

    return [web.get("/embed.js", embed)]


def _as_browsers_say(origin: str) -> str:
    """Lower case and without the default port, as `location.origin` has it."""
    return _DEFAULT_PORT.sub(r"\1\2", origin.lower())
