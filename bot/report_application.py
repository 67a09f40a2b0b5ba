"""The page that takes reports, suggestions and codes, put together over running parts."""

from __future__ import annotations

from collections.abc import Iterator

from aiohttp import web

from bot.web.pages import Pages
from bot.web.public.report.code_form import CodeForm
from bot.web.public.report.daily_allowance import MOST_BYTES, MOST_SUGGESTIONS, DailyAllowance
from bot.web.public.report.form_nonces import FormNonces
from bot.web.public.report.kept_complaint import KeptComplaint
from bot.web.public.report.report_desk import ReportDesk
from bot.web.public.report.report_form import ReportForm
from bot.web.public.report.shared_forms import SharedForms
from bot.web.public.report.suggestion_form import SuggestionForm
from bot.web.public.strangers import Strangers
from bot.wiring import Parts
from handlers.casework.sealed.window import page_link
from handlers.talk.complaining import Complaining


def report_routes(parts: Parts, pages: Pages, strangers: Strangers) -> Iterator[web.RouteDef]:
    """The page for reports, suggestions and codes."""
    keys = parts.database.keys
    assert keys is not None
    desk = ReportDesk(
        database=parts.database,
        keys=keys,
        pages=pages,
        kb=parts.kb,
        strangers=strangers,
        clock=parts.clock,
        strip=parts.strip,
        nonces=FormNonces(keys, parts.clock),
        bytes_left=DailyAllowance(parts.clock, most=MOST_BYTES),
        suggestions_left=DailyAllowance(parts.clock, most=MOST_SUGGESTIONS),
        address=page_link(parts.settings.http.public_url),
    )
    complaining = Complaining(parts.kb, parts.office, "")
    kept = KeptComplaint(desk, complaining)
    forms = (ReportForm(desk), SuggestionForm(desk, complaining), CodeForm(desk, kept))
    yield from SharedForms(
        forms, pages=pages, metrics=parts.metrics, peers=strangers.peers, named=parts.kb.written_out
    ).routes()
