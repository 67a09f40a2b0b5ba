"""Jinja2 pages: one environment, escaping on, unknown names are errors."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from handlers.office import Office

TEMPLATES = Path(__file__).parent / "templates"


class Pages:
    """Renders the templates; every page knows the office it speaks for."""

    def __init__(self, office: Office) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._environment.globals["office"] = office

    def page(self, template: str, *, status: int = 200, **values: Any) -> web.Response:
        """Render a template as an HTML response."""
        text = self._environment.get_template(template).render(**values)
        headers = {"Cache-Control": "no-store"}  # a page carries its visitor's cookie and the id of a message
        return web.Response(text=text, status=status, content_type="text/html", headers=headers)

    def refusal(self, status: int) -> web.Response:
        """Say in Chinese what went wrong and what to do next; never more than that."""
        return self.page("refusal.html", status=status, code=status, name=HTTPStatus(status).phrase)
