"""Jinja2 pages: one environment, escaping on, unknown names are errors."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.web.links import linked
from bot.web.viewing import viewing
from handlers.dates import day, moment
from handlers.office import Office

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Renders the templates; every page knows the office it speaks for, and how this request wants to see it."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def page(self, template: str, *, status: int = 200, **values: Any) -> web.Response:
        """Render a template as an HTML response."""
        headers = {"Cache-Control": "no-store"}  # a page carries its visitor's cookie and the id of a message
        text = self.text(template, **values)
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)

    def text(self, template: str, **values: Any) -> str:
        """Render a template."""
        return _environment().get_template(template).render(office=self._office, **values)

    def refusal(self, status: int) -> web.Response:
        """Say in Chinese what went wrong and what to do next; never more than that.

        Where a part of a page was asked for, it is a part.
        """
        if viewing().wants_part:
            return self.problem("refusal_text.html", status=status, code=status)
        return self.page("refusal.html", status=status, code=status)

    def problem(self, template: str, *, status: int, **values: Any) -> web.Response:
        """Render a part that goes to where the page shows problems."""
        response = self.page(template, status=status, **values)
        response.headers.update({"HX-Retarget": "#problem", "HX-Reswap": "innerHTML"})
        return response


@cache
def _environment() -> Environment:
    """Keeps its templates compiled: an application that is made again compiles none.

    The library comes in with the first page.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 -- see above

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"linked": linked, "moment": moment, "day": day}
    made.globals |= {"view": viewing}
    return made
