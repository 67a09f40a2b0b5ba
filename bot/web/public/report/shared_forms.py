"""`/report`: one path for every form that nobody should be seen to use; which it is stands in the body alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from typing import Protocol

import structlog
from aiohttp import web

from bot.metrics import Metrics
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.public.report.sent_forms import SentForm, new_budget, receive_form, size_of
from handlers.casework.sealed.window import PAGE
from handlers.texts import report_page as texts

FORM = "form"
"""The field that says which form it is."""

STEP = "step"
"""What is done with the form; without it the form is shown, empty."""

_STEP = 16 * 1024
"""Bytes: every page without long words fits into one."""

_COMMENT = "<!-- -->"

log = structlog.get_logger(__name__)


class SharedForm(Protocol):
    """A form of the page. Whatever becomes of it, the answer's status is 200, as a proxy's log would tell it."""

    @property
    def name(self) -> str:
        """Its value of the field `form`."""
        ...

    @property
    def label(self) -> str:
        """What the button says that opens it."""
        ...

    @property
    def hint(self) -> str:
        """What stands below the button."""
        ...

    async def answer(self, request: web.Request, sent: SentForm) -> web.Response:
        """Show the form, or do what was sent."""
        ...

    def back(self, sent: SentForm, why: str = "") -> web.Response:
        """The form with its words, where it did not come whole, or a fault of ours kept it from being taken."""
        ...


class SharedForms:
    """No cookie is read or set here, no script runs, and nothing is kept of what does not reach its form's end.

    `named` calls bodies by their names in whatever is answered.
    """

    def __init__(
        self,
        forms: Sequence[SharedForm],
        *,
        pages: Pages,
        metrics: Metrics,
        peers: Peers,
        named: Callable[[str], str],
    ) -> None:
        self._forms = {form.name: form for form in forms}
        self._pages = pages
        self._metrics = metrics
        self._named = named
        self._peers = peers
        self._budget = new_budget()

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(PAGE, self.show), web.post(PAGE, self.take)]

    async def show(self, _request: web.Request) -> web.Response:
        """What can be done here."""
        return self._finished(self._choice())

    async def take(self, request: web.Request) -> web.Response:
        """Hand the form on. Whatever is answered is as long as any other answer: lines are listened to."""
        return self._finished(await self._take(request))

    def _choice(self) -> web.Response:
        return self._pages.page("report/choice.html", forms=tuple(self._forms.values()), closed=texts.CLOSED_HINT)

    async def _take(self, request: web.Request) -> web.Response:
        """Files are read when there is memory for them; until then their sender's line is held."""
        async with AsyncExitStack() as stack:
            held = self._budget.held(size_of(request), self._peers.of(request).household)
            sent = await receive_form(request, lambda: stack.enter_async_context(held))
            form = self._forms.get(sent.one(FORM))
            if sent.cut is not None:
                return self._cut(form, sent, texts.UNREAD.get(sent.cut, texts.BROKEN))
            return self._choice() if form is None else await self._answer(form, request, sent)

    def _cut(self, form: SharedForm | None, sent: SentForm, why: str) -> web.Response:
        if form is None:
            return self._pages.page("report/refused.html", problem=why)
        return form.back(sent, why)

    async def _answer(self, form: SharedForm, request: web.Request, sent: SentForm) -> web.Response:
        """A fault is logged by its place and type; the words go back to whoever sent them."""
        try:
            return await form.answer(request, sent)
        except Exception:
            self._metrics.count("web_errors")
            log.exception("web.error", path=PAGE)
            return form.back(sent)

    def _finished(self, page: web.Response) -> web.Response:
        """The page with a comment behind it, up to the next step; scripts and readers see nothing of it."""
        text = self._named(page.text or "")
        lacking = -len(text.encode() + _COMMENT.encode()) % _STEP
        page.text = text + _COMMENT.replace("-->", f"{' ' * lacking}-->")
        return page
