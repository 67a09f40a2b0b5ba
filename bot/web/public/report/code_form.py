"""The form of a 查询码: what became of a report, and what is added to it. The code stands in bodies only."""

from __future__ import annotations

import time
from asyncio import sleep, to_thread
from functools import partial

from aiohttp import web

from bot.web.public.report.kept_complaint import KeptComplaint
from bot.web.public.report.report_desk import ReportDesk, Unsent
from bot.web.public.report.sent_forms import SentForm
from bot.web.public.report.shared_forms import STEP
from bot.web.public.report.stripping import ReadyFiles, ready_files
from handlers.casework.sealed.window import recipients
from handlers.complaints.acts import OwnComplaint
from handlers.sealed.codes import CodeKeys, Unread, read_code
from handlers.sealed.looking_up import LookedUp, add, addition_id, look_up
from handlers.sealed.packing import Addition
from handlers.sealed.taking import Untaken, seal_addition
from handlers.texts import report_page as texts
from handlers.texts.sealed_handling import STATES
from handlers.values.figures import grouped

ADD = "add"

_SLIPS = {Unread.LENGTH: texts.LENGTH_SLIP, Unread.CHECK: texts.CHECK_SLIP}
_UNSENT = {Unsent.STALE: texts.STALE, Unsent.TOO_FAST: texts.TOO_FAST}
_FAULTS = {Untaken.NO_WORDS: texts.NOTHING_ADDED, Untaken.TOO_LARGE: texts.TOO_LARGE}


class CodeForm:
    """A `SharedForm`. A wrong code and one that nobody has get the same answer, after the same time."""

    name = "code"
    label = texts.CODE
    hint = texts.CODE_HINT

    def __init__(self, desk: ReportDesk, kept: KeptComplaint) -> None:
        self._desk = desk
        self._kept = kept

    async def answer(self, request: web.Request, sent: SentForm) -> web.Response:
        """Show the form, look a code up, or add to its report."""
        if not sent.one(STEP):
            return self._ask(sent)
        found = await self._look(request, sent)
        if isinstance(found, str):
            return self._ask(sent, found)
        its, report = found
        if isinstance(report, OwnComplaint):
            return await self._kept.answer(
                request, sent, _typed(sent.one("code"), self._desk), its.code_hash, report
            )
        if sent.one(STEP) == ADD:
            return await self._add(request, sent, its, report)
        return self._show(sent, report)

    def back(self, sent: SentForm, why: str = "") -> web.Response:
        """The code and the words; whether an addition was kept is found out when it comes again."""
        return self._ask(sent, why or texts.CODE_FAILED)

    async def _look(self, request: web.Request, sent: SentForm) -> tuple[CodeKeys, LookedUp | OwnComplaint] | str:
        """The report of the code, or what is kept openly under it, or why nothing is shown."""
        desk = self._desk
        code = read_code(sent.one("code"), desk.keys)
        if isinstance(code, Unread):
            return _SLIPS[code]
        wait = desk.pace.wait(time.monotonic(), desk.strangers.household(request))
        if wait is None:
            return texts.TRY_AGAIN
        await sleep(wait)
        its = await desk.code_keys(code)
        found = await desk.database.read(partial(look_up, its=its), desk.clock())
        kept = await self._kept.find(its.code_hash)
        shown = found or kept
        return (its, shown) if shown is not None else texts.NOT_FOUND

    async def _add(self, request: web.Request, sent: SentForm, its: CodeKeys, report: LookedUp) -> web.Response:
        desk = self._desk
        nonce = desk.admit(request, sent)
        if isinstance(nonce, Unsent):
            return self._show(sent, report, _UNSENT[nonce])
        if not desk.takes_files(request, sent):
            return self._show(sent, report, texts.TOO_MUCH_TODAY)
        files = await ready_files(sent, desk.strip)
        if files.problems:
            return self._show(sent, report, *files.problems)
        addition = Addition(sent.one("words"), files.files)
        refused = await self._keep(addition, nonce, its, report)
        if refused is None:
            return self._show(SentForm(), report, code=sent.one("code"), added=files)
        return self._show(sent, report, _FAULTS.get(refused, texts.ADDITION_NOT_TAKEN))

    async def _keep(self, addition: Addition, nonce: bytes, its: CodeKeys, report: LookedUp) -> Untaken | None:
        """Seal the addition to the recipients of now, past those whom the report is about, and keep it."""
        desk = self._desk
        to = await desk.database.read(recipients, desk.clock())
        box = await to_thread(seal_addition, addition, report.concerns, to)
        if isinstance(box, Untaken):
            return box
        key = addition_id(nonce, addition, desk.keys)
        return await desk.database.write(partial(add, its=its, box=box, key=key), desk.clock())

    def _ask(self, sent: SentForm, problem: str = "") -> web.Response:
        """The form of a code; words of an addition that came with it go back."""
        return self._desk.page("report/code.html", sent=sent, problem=problem)

    def _show(
        self,
        sent: SentForm,
        report: LookedUp,
        *problems: str,
        code: str = "",
        added: ReadyFiles | None = None,
    ) -> web.Response:
        desk = self._desk
        typed = _typed(code or sent.one("code"), desk)
        return desk.page(
            "report/found.html",
            sent=sent,
            report=report,
            code=typed,
            groups=grouped(typed).split(),
            state=STATES[report.state],
            problems=problems,
            added=added,
            nonce=desk.nonce_to_show(sent),
            texts=texts,
        )


def _typed(words: str, desk: ReportDesk) -> str:
    """The code that was typed, in its one spelling; empty where it is none."""
    code = read_code(words, desk.keys)
    return code if isinstance(code, str) else ""
