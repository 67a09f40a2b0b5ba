"""拨付申请书 and 承诺书 as pages to print, for whoever may see what they are filled in from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from http import HTTPStatus

from aiohttp import web

from bot.web.pages import Pages
from handlers.applications.letters import Letter
from handlers.dates import moment
from handlers.texts import letters as texts
from policy_kb.kb import PolicyKB


class Paper(StrEnum):
    """What can be printed; the values stand in addresses."""

    APPLICATION = "application"
    PLEDGE = "pledge"


def letter_page(
    pages: Pages, kb: PolicyKB, paper: str, letter: Letter, *, now: datetime, frame: str
) -> web.Response:
    """The letter within a frame; what is none of them is not found."""
    if paper not in set(Paper):
        return pages.refusal(HTTPStatus.NOT_FOUND)
    return pages.page(
        f"firm/{Paper(paper)}_letter.html",
        frame=frame,
        found=letter,
        printed=moment(now),
        named=kb.written_out,
        letter_texts=texts,
    )
