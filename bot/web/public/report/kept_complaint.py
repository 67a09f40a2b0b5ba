"""What the 查询码 of an openly kept complaint shows: where it stands, the answers; it is added to or withdrawn."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from bot.web.public.report.report_desk import ReportDesk
from bot.web.public.report.sent_forms import SentForm
from bot.web.public.report.shared_forms import STEP
from handlers.complaints.acts import (
    MOST_WORDS,
    NO_ACCOUNT,
    OwnComplaint,
    add_to_complaint,
    complaint_with_code,
    kept_words,
    withdraw_complaint,
)
from handlers.complaints.lines import lines_of
from handlers.results import Refused, Result
from handlers.sealed.codes import holds_code
from handlers.talk.complaining import Complaining
from handlers.texts import complaint_page as texts
from handlers.values.figures import grouped
from store.states import ComplaintState, ComplaintVoice
from store.work import Work

ADD, WITHDRAW = "add", "withdraw"
"""What is done with the form."""


class KeptComplaint:
    """Shown by the form of a 查询码, once the code was proved."""

    def __init__(self, desk: ReportDesk, complaining: Complaining) -> None:
        self._desk = desk
        self._complaining = complaining

    async def find(self, code_hash: bytes) -> OwnComplaint | None:
        """The complaint of a code."""
        return await self._desk.database.read(
            partial(complaint_with_code, code_hash=code_hash), self._desk.clock()
        )

    async def answer(
        self, request: web.Request, sent: SentForm, code: str, code_hash: bytes, one: OwnComplaint
    ) -> web.Response:
        """Show it, add to it, or take it back."""
        step = sent.one(STEP)
        if step not in {ADD, WITHDRAW}:
            return self._show(one, code, sent)
        if problem := self._problem(request, sent, step):
            return self._show(one, code, sent, problem=problem)
        act = partial(_added, words=sent.one("words")) if step == ADD else _withdrawn
        result = await self._desk.database.write(lambda work: act(work, one), self._desk.clock())
        now = await self.find(code_hash) or one
        if isinstance(result, Refused):
            return self._show(now, code, sent, problem="".join(reason.text for reason in result.reasons))
        return self._show(now, code, SentForm(), told=texts.ADDED if step == ADD else texts.WITHDRAWN)

    def _problem(self, request: web.Request, sent: SentForm, step: str) -> str:
        """What keeps the form from being taken; empty where nothing does."""
        words = kept_words(sent.one("words"))
        if self._desk.strangers.is_too_fast(request):
            return texts.TOO_FAST
        if step == WITHDRAW:
            return "" if sent.one("sure") else texts.NOT_SURE
        if not words:
            return texts.NOTHING_ADDED
        if len(words) > MOST_WORDS:
            return texts.TOO_LONG
        if holds_code(words):
            return texts.HOLDS_CODE
        return texts.LOOKS_LIKE_REPORT if not sent.one("anyway") and self._complaining.is_report(words) else ""

    def _show(
        self, one: OwnComplaint, code: str, sent: SentForm, *, problem: str = "", told: str = ""
    ) -> web.Response:
        desk = self._desk
        return desk.page(
            "report/kept.html",
            one=one,
            own=[said for said in one.said if said.voice is ComplaintVoice.PERSON],
            lines=lines_of(one, desk.kb),
            groups=grouped(code).split(),
            code=code,
            sent=sent,
            problem=problem,
            told=told,
            is_like_report=bool(sent.one("words")) and self._complaining.is_report(sent.one("words")),
            is_over=one.is_over,
            most=MOST_WORDS,
        )


def _added(work: Work, one: OwnComplaint, words: str) -> Result | None:
    """The same words that came again after a lost answer are there already."""
    last = one.said[-1] if one.said else None
    is_there = last is not None and last.voice is ComplaintVoice.PERSON and last.words == kept_words(words)
    return None if is_there else add_to_complaint(work, NO_ACCOUNT, one.number, words)


def _withdrawn(work: Work, one: OwnComplaint) -> Result | None:
    is_gone = one.state is ComplaintState.WITHDRAWN
    return None if is_gone else withdraw_complaint(work, NO_ACCOUNT, one.number)
