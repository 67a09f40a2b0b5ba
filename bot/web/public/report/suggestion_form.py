"""The form of 意见 and 投诉 for whoever has no chat: kept openly, answered, followed by number and 查询码."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from aiohttp import web

from bot.web.public.report.report_desk import Fault, ReportDesk, Unsent
from bot.web.public.report.sent_forms import SentForm
from bot.web.public.report.shared_forms import STEP
from handlers.complaints.acts import (
    MOST_CONTACT,
    MOST_WORDS,
    NO_ACCOUNT,
    OwnComplaint,
    complaint_with_code,
    kept_words,
    leave_complaint,
)
from handlers.results import Reason, Refused
from handlers.sealed.codes import code_of, holds_code
from handlers.talk.complaining import Complaining
from handlers.talk.danger import tell_of_danger
from handlers.texts import complaint_page as texts
from handlers.texts import complaints as complaint_texts
from handlers.texts import talk
from handlers.values.figures import grouped
from policy_kb.matching.concerns import Concern
from policy_kb.models import text_of
from policy_kb.reading import Reading
from store.states import ComplaintKind
from store.work import Work

_UNSENT = {Unsent.STALE: texts.STALE, Unsent.TOO_FAST: texts.TOO_FAST}


class SuggestionForm:
    """A `SharedForm`. The same form sent again shows the same number and code, and leaves nothing twice."""

    name = "suggestion"
    label = texts.LABEL
    hint = texts.HINT

    def __init__(self, desk: ReportDesk, complaining: Complaining) -> None:
        self._desk = desk
        self._complaining = complaining

    async def answer(self, request: web.Request, sent: SentForm) -> web.Response:
        """Show the form, or take what was sent."""
        return await self._send(request, sent) if sent.one(STEP) else self._form(sent)

    def back(self, sent: SentForm, why: str = "") -> web.Response:
        """The very same form: whether it was kept is found out when it comes again."""
        return self._form(sent, lead=why or texts.FAILED)

    async def _send(self, request: web.Request, sent: SentForm) -> web.Response:
        desk = self._desk
        if faults := tuple(self._faults(sent)):
            return self._form(sent, *faults)
        nonce = desk.admit(request, sent)
        if isinstance(nonce, Unsent):
            return self._form(sent, ("", _UNSENT[nonce]))
        code = code_of(nonce, _content(sent), desk.keys)
        its = await desk.code_keys(code)
        left = partial(complaint_with_code, code_hash=its.code_hash)
        if await desk.database.read(left, desk.clock()) is None and not desk.takes_suggestion(request):
            return self._form(sent, ("", texts.TOO_MANY_TODAY))
        kept = await desk.database.write(partial(_leave, sent=sent, code_hash=its.code_hash), desk.clock())
        if isinstance(kept, OwnComplaint):
            return self._taken(kept, code)
        return self._form(sent, *(("", reason.text) for reason in kept))

    def _faults(self, sent: SentForm) -> Iterator[Fault]:
        """What can be told from the form alone, all of it at once."""
        words = kept_words(sent.one("words"))
        if sent.one("kind") not in set(ComplaintKind):
            yield ("kind", texts.NO_KIND)
        if not words:
            yield ("words", texts.NO_WORDS)
        elif len(words) > MOST_WORDS:
            yield ("words", texts.TOO_LONG)
        elif not sent.one("anyway") and self._complaining.is_report(words):
            yield ("words", texts.LOOKS_LIKE_REPORT)
        if len(kept_words(sent.one("contact"))) > MOST_CONTACT:
            yield ("contact", texts.LONG_CONTACT)
        if holds_code(f"{words}\n{sent.one('contact')}"):
            yield ("words", texts.HOLDS_CODE)

    def _form(self, sent: SentForm, *faults: Fault, lead: str = "") -> web.Response:
        desk = self._desk
        return desk.page(
            "report/suggestion.html",
            sent=sent,
            faults=faults,
            lead=texts.KEPT_HERE if faults else lead,
            is_like_report=bool(sent.one("words")) and self._complaining.is_report(sent.one("words")),
            nonce=desk.nonce_to_show(sent),
            kinds=[(kind.value, complaint_texts.KINDS[kind.value], self._channel(kind)) for kind in ComplaintKind],
            most=MOST_WORDS,
        )

    def _channel(self, kind: ComplaintKind) -> str:
        """Whose business such a thing is, where it is not the office's own."""
        return text_of(self._complaining.channel(Concern(kind.value)))

    def _taken(self, one: OwnComplaint, code: str) -> web.Response:
        desk = self._desk
        told = complaint_texts.left(number=one.number, first_due=one.first_due, answer_due=one.answer_due)
        is_danger = Reading("\n".join(said.words for said in one.said)).tells_of_danger
        first = talk.EMERGENCY if is_danger else ""
        return desk.page("report/suggestion_taken.html", first=first, told=told, groups=grouped(code).split())


def _leave(work: Work, *, sent: SentForm, code_hash: bytes) -> OwnComplaint | tuple[Reason, ...]:
    """What was left, now or by the same form before; or why nothing was."""
    there = complaint_with_code(work, code_hash)
    if there is not None:
        return there
    kind, words, contact = ComplaintKind(sent.one("kind")), sent.one("words"), sent.one("contact")
    result = leave_complaint(work, NO_ACCOUNT, kind, words, contact=contact, code_hash=code_hash)
    if isinstance(result, Refused):
        return result.reasons
    if Reading(words).tells_of_danger:
        tell_of_danger(work, complaint_texts.BY_PAGE)
    kept = complaint_with_code(work, code_hash)
    assert kept is not None
    return kept


def _content(sent: SentForm) -> bytes:
    return "\0".join(sent.one(name) for name in ("kind", "words", "contact")).encode()
