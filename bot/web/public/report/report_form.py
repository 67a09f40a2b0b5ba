"""The form of a report (举报): sent once, sealed before it is answered; refused, it comes back with its words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from functools import partial

from aiohttp import web

from bot.web.public.report.report_desk import Fault, ReportDesk, Unsent
from bot.web.public.report.sent_forms import SentForm
from bot.web.public.report.shared_forms import STEP
from bot.web.public.report.stripping import ReadyFiles, ready_files
from handlers.casework.sealed.window import is_open, recipients
from handlers.sealed.packing import Report
from handlers.sealed.recipients import Concern
from handlers.sealed.taking import Prepared, Untaken, keep, prepare
from handlers.texts import report_page as texts
from handlers.texts.sealed_complaints import CONCERNS
from handlers.values.figures import grouped
from policy_kb.roles import PassageRole

NAMED, ANONYMOUS = "named", "anonymous"
_NAMINGS = frozenset({NAMED, ANONYMOUS})
_WORDS = ("what", "where", "when", "who", "contact")
_TRIES = 3
"""Recipients that change while a report is sealed to them: it is sealed anew, so often at most."""

_FAULTS = {
    Untaken.NO_CONCERN: ("concerns", texts.NO_CONCERN),
    Untaken.NO_WORDS: ("what", texts.NO_WORDS),
    Untaken.TOO_LARGE: ("files", texts.TOO_LARGE),
    Untaken.MOVED_ON: ("", texts.MOVED_ON),
}

_UNSENT = {Unsent.STALE: texts.STALE, Unsent.TOO_FAST: texts.TOO_FAST}


class ReportForm:
    """A `SharedForm`."""

    name = "report"
    label = texts.REPORT
    hint = texts.REPORT_HINT

    def __init__(self, desk: ReportDesk) -> None:
        self._desk = desk

    async def answer(self, request: web.Request, sent: SentForm) -> web.Response:
        """Show the form, or take what was sent."""
        if sent.one(STEP):
            return await self._send(request, sent)
        if not await self._is_open():
            return self._closed(texts.CLOSED_BEFORE, SentForm())
        return self._form(sent)

    def back(self, sent: SentForm, why: str = "") -> web.Response:
        """The very same form: whether it was kept is found out when it comes again."""
        return self._form(sent, lead=why or texts.FAILED)

    async def _send(self, request: web.Request, sent: SentForm) -> web.Response:
        desk = self._desk
        if faults := tuple(_faults(sent)):
            return self._form(sent, *faults) if await self._is_open() else self._closed(texts.CLOSED, sent)
        nonce = desk.admit(request, sent)
        if isinstance(nonce, Unsent):
            return self._form(sent, ("", _UNSENT[nonce]))
        if not desk.takes_files(request, sent):
            return self._form(sent, ("files", texts.TOO_MUCH_TODAY))
        files = await ready_files(sent, desk.strip)
        if files.problems:
            return self._form(sent, *(("files", problem) for problem in files.problems))
        return self._answer(sent, files, await self._keep(_report(sent, files), nonce))

    async def _is_open(self) -> bool:
        return await self._desk.database.read(is_open, self._desk.clock())

    async def _keep(self, report: Report, nonce: bytes) -> Prepared | Untaken:
        """What was kept, or why nothing was."""
        desk, outcome = self._desk, Untaken.MOVED_ON
        for _ in range(_TRIES):
            to = await desk.database.read(recipients, desk.clock())
            async with desk.slots:
                ready = await asyncio.to_thread(prepare, report, to, desk.keys, nonce, desk.kb.written_out)
            if isinstance(ready, Untaken):
                return ready
            refused = await desk.database.write(partial(keep, prepared=ready), desk.clock())
            if refused is None:
                return ready
            outcome = refused
            if outcome is not Untaken.MOVED_ON:
                break
        return outcome

    def _answer(self, sent: SentForm, files: ReadyFiles, kept: Prepared | Untaken) -> web.Response:
        if isinstance(kept, Prepared):
            groups = grouped(kept.code).split()
            return self._desk.page("report/taken.html", groups=groups, files=files.told)
        if kept is Untaken.CLOSED:
            return self._closed(texts.CLOSED, sent)
        if kept is Untaken.TOO_FEW:
            return self._form(sent, ("", texts.TOO_FEW))
        return self._form(sent, _FAULTS[kept])

    def _form(self, sent: SentForm, *faults: Fault, lead: str = "") -> web.Response:
        desk = self._desk
        if faults:
            lead = texts.KEPT_NOWHERE if sent.files else texts.KEPT_HERE
        return desk.page(
            "report/report.html",
            sent=sent,
            faults=faults,
            nonce=desk.nonce_to_show(sent),
            concerns=[(concern.value, CONCERNS[concern.value]) for concern in Concern],
            lead=lead,
            had_files=sent.had_files,
            quotation=desk.kb.role(PassageRole.WINDOWS),
            texts=texts,
        )

    def _closed(self, problem: str, sent: SentForm) -> web.Response:
        """12388 and the windows that the document has; words that came all the same go back."""
        desk = self._desk
        words = [sent.one(name) for name in _WORDS if sent.one(name)]
        quotation = desk.kb.role(PassageRole.WINDOWS)
        return desk.page("report/closed.html", problem=problem, words=words, quotation=quotation)


def _faults(sent: SentForm) -> Iterator[Fault]:
    """What can be told from the form alone, all of it at once."""
    if not _concerns(sent):
        yield _FAULTS[Untaken.NO_CONCERN]
    if sent.one("naming") not in _NAMINGS:
        yield ("naming", texts.NO_NAMING)
    elif sent.one("naming") == NAMED and not sent.one("contact"):
        yield ("contact", texts.NO_NAME)
    if not sent.one("what"):
        yield _FAULTS[Untaken.NO_WORDS]


def _concerns(sent: SentForm) -> frozenset[Concern]:
    chosen: Iterable[str] = sent.all("concerns")
    return frozenset(concern for concern in Concern if concern.value in chosen)


def _report(sent: SentForm, files: ReadyFiles) -> Report:
    what, where, when, who, contact = (sent.one(name) for name in _WORDS)
    return Report(
        _concerns(sent),
        is_named=sent.one("naming") == NAMED,
        what=what,
        where=where,
        when=when,
        who=who,
        contact=contact,
        files=files.files,
    )
