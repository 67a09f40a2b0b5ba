"""A visit to the upload page as the browser holds it: its secret in a cookie."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.cookies import brought_cookie, keep_cookie
from bot.web.public.strangers import Strangers
from handlers.materials.uploads import LIVES

_COOKIE = "upload"
_LONGEST = 100


def visit_secret(request: web.Request, strangers: Strangers) -> str:
    """The secret that the browser brought, or empty."""
    return brought_cookie(request, _COOKIE, is_secure=strangers.comes_by_https(request))[:_LONGEST]


def begin_visit(request: web.Request, strangers: Strangers, secret: str) -> web.Response:
    """Lead to the page, with the secret kept as long as a visit lasts."""
    response = to_desk()
    is_secure = strangers.comes_by_https(request)
    keep_cookie(response, _COOKIE, secret, lasts=LIVES, is_secure=is_secure, is_embedded=False)
    return response


def to_desk() -> web.Response:
    """Lead to the page: there, reloading sends nothing again."""
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/upload", "Cache-Control": "no-store"})
