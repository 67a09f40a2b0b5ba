"""Forms for whoever is not signed in: bound to a cookie of their own, so that no other site fills them in."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from aiohttp import web

from bot.web.cookies import brought_cookie, keep_cookie
from bot.web.form_keys import KEY, form_key, is_own_form
from bot.web.staff.console import Console

_COOKIE = "staff-form"
_LASTS = timedelta(days=2)
_TOKEN_BYTES = 24


class OpenForms:
    """Pages with such a form, and what they bring."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def page(self, request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
        """Render a page; its form has the field `key`."""
        token = self._token(request) or secrets.token_urlsafe(_TOKEN_BYTES)
        response = self._console.page(request, template, status=status, key=form_key(token), **values)
        is_secure = self._console.comes_by_https(request)
        keep_cookie(response, _COOKIE, token, lasts=_LASTS, is_secure=is_secure, is_embedded=False)
        return response

    async def fields(self, request: web.Request) -> dict[str, str]:
        """The fields of such a form.

        Raises:
            web.HTTPException: it was made for another browser, or is too large or too slow.
        """
        fields = await self._console.fields(request)
        token = self._token(request)
        if not token or not is_own_form(fields, token):
            raise web.HTTPForbidden
        del fields[KEY]
        return fields

    def _token(self, request: web.Request) -> str:
        return brought_cookie(request, _COOKIE, is_secure=self._console.comes_by_https(request))[:100]
