"""`/measure`: the whole measure to read, to link to and to search; `/privacy`: 隐私说明 as a page."""

from __future__ import annotations

from aiohttp import web

from bot.web.pages import Pages
from bot.web.public.answers_beside import anchor_of_answer, answers_beside, answers_with
from bot.web.public.history import EXCHANGES, LIVES
from bot.web.public.measure import MeasureText
from bot.web.public.searching import LONGEST, Search
from bot.web.public.visitors import VISIT
from handlers.office import Office
from handlers.talk.office_answers import OfficeAnswers
from handlers.texts import office_answers as texts
from handlers.texts.talk import privacy_notice
from policy_kb.kb import PolicyKB
from policy_kb.roles import PassageRole


class Documents:
    """The pages that are only read."""

    def __init__(
        self, *, pages: Pages, office: Office, kb: PolicyKB, text: MeasureText, answers: OfficeAnswers
    ) -> None:
        self._pages = pages
        self._office = office
        self._archive = kb.label(PassageRole.ARCHIVE)
        self._text = text
        self._search = Search(text)
        self._answers = answers
        self._articles = frozenset(article.id for article in text.articles)

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/measure", self.show_measure), web.get("/privacy", self.show_privacy)]

    async def show_measure(self, request: web.Request) -> web.Response:
        """The measure with what was looked for marked, and what the office answered beside its articles."""
        published = self._answers.published
        found = self._search.find(request.query.get("q", ""))
        return self._pages.page(
            "measure.html",
            title=self._text.title,
            measure=self._text.whole(found.marks),
            found=found,
            beside=answers_beside(published, self._articles),
            answers=answers_with(published, found.query),
            anchor_of_answer=anchor_of_answer,
            words=texts,
            longest=LONGEST,
        )

    async def show_privacy(self, _request: web.Request) -> web.Response:
        """The notice, and what this page keeps besides."""
        return self._pages.page(
            "privacy.html",
            notice=privacy_notice(office=self._office, archive=self._archive).splitlines(),
            exchanges=EXCHANGES,
            hours=round(LIVES.total_seconds() / 3600),
            days=VISIT.days,
        )
