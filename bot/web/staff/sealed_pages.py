"""The pages on which an officer's own key is used: their scripts, and a policy that lets in nothing else."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.staff.console import Console
from handlers.results import Reason
from handlers.sealed.opening import Receiving
from handlers.texts.sealed_opening import NOT_OPENED
from policy_kb.kb import PolicyKB

LIST = "/staff/sealed"
HERE = "sealed"

AGE_DIGEST = "sha384-ZhnlzmFzQ8L2UtPID3DQNfmSJ/j5aQRivQTayOstKyThMMQ+u0a0cVG4qscjYQsn"
"""Of `static/sealed/age.js`: a browser runs no other file in its place."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
"""Words of a report can become text alone: the browser itself refuses to make markup or a script of any words."""

_ALONE = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


def sealed_page(console: Console, request: web.Request, template: str, **values: Any) -> web.Response:
    """A page with the scripts; `given` is what they get."""
    page = console.page(request, template, here=HERE, age_digest=AGE_DIGEST, **values)
    page.headers.update(_ALONE)
    return page


def denied(console: Console, request: web.Request, reason: Reason) -> web.Response:
    """The page in place of one that the member may not see, or that is not there."""
    return console.page(request, "act_none.html", status=403, heading=NOT_OPENED, text=reason.text, here=HERE)


def answered(console: Console, problem: Reason | None) -> web.Response:
    """What the scripts are told of what they sent."""
    return web.json_response({"problem": console.kb.written_out(problem.text) if problem else ""})


def given_keys(to: Receiving, kb: PolicyKB) -> dict[str, object]:
    """The keys as the scripts read them. Bodies are written out here: what scripts get has no marks."""
    keys = [
        {"key": one.key, "name": one.name, "unit": one.unit.value, "unitName": kb.written_out(one.unit_name)}
        for one in to.keys
    ]
    return {"recipients": keys, "leftOut": to.left_out, "fewest": to.fewest, "outside": to.outside}
