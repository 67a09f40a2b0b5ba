"""The two forms about many applications at once: which go into a batch, and what the meeting decided on each."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import web
from msgspec import Struct

from bot.web.staff.action import MEND, RECORD, REVIEW, SEEN, STAGE, TOKEN
from bot.web.staff.addresses import page_of
from bot.web.staff.batches import LIST, ONE, refused
from bot.web.staff.console import DONE, Console, to
from bot.web.staff.file_viewer import whole_number
from handlers.casework.batches import BatchRefusedError
from handlers.casework.transitions import ActName, Subject
from handlers.rendering.reasons import reason_parts
from handlers.results import Done, Reason, Refused, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.batch_forming import FormingForm, judged_forming, read_forming
from handlers.staff.actions.batch_results import (
    CHOICES,
    ResultsForm,
    empty_results,
    judged,
    read_results,
)
from handlers.staff.actions.batch_results import refused as refused_results
from handlers.staff.actions.batch_runs import batch_acts
from handlers.staff.actions.submitted_form import (
    Outcome,
    Receipt,
    SentForm,
    claim_once,
    earlier_receipt,
    outcome_on,
)
from handlers.staff.actions.targets import target_of
from handlers.staff.overview.batch_view import Candidate, candidates, plain_yuan
from handlers.texts import batches as words
from handlers.texts import console_batches as texts
from store.queries.batches import to_be_tabled
from store.tables.batches import Batch

_MOST = 60
"""Applications to choose from, those that wait longest."""

_TOKEN_BYTES, _SHORT = 18, 100
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


class _Sent(Struct, frozen=True):
    """A form that came in, or was opened: nothing is typed then."""

    typed: Mapping[str, str]
    stage: str
    token: str
    seen: int
    form: SentForm


class _Forming(Struct, frozen=True):
    """The page of a new batch."""

    form: FormingForm
    offered: tuple[Candidate, ...]
    is_review: bool
    status: HTTPStatus = HTTPStatus.OK


class _Results(Struct, frozen=True):
    """The page of a batch's results. `seen` is the version of the batch that it shows."""

    form: ResultsForm
    batch: Batch
    seen: int
    is_review: bool
    status: HTTPStatus = HTTPStatus.OK
    problem: str = ""


class BatchForms:
    """Filled in, looked at once more, and done once however often the form comes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        new, results = f"{LIST}/new", f"{ONE}/results"
        return [
            web.get(new, self.forming),
            web.post(new, self.form),
            web.get(results, self.results),
            web.post(results, self.record),
        ]

    async def forming(self, request: web.Request) -> web.Response:
        """The applications that can be tabled, with a box each."""
        return await self._forming(request, _opened(request), lambda acting, _sent: _offer(acting, FormingForm()))

    async def form(self, request: web.Request) -> web.Response:
        """Show what was chosen, or put the batch together."""
        sent = _read(request, await self._console.form(request))
        if sent.stage != RECORD or not sent.token:
            look = _review_forming if sent.stage == REVIEW else _mend_forming
            return await self._forming(request, sent, look)
        done = await self._console.write(request, lambda acting: _formed(acting, sent))
        if isinstance(done, Receipt):
            return _led(done)
        return await self._forming(request, sent, lambda acting, _sent: _refuse_forming(acting, sent, done))

    async def results(self, request: web.Request) -> web.Response:
        """A line for each application that waits, agreed to unless something else is chosen."""
        return await self._results(request, _opened(request), _open_results)

    async def record(self, request: web.Request) -> web.Response:
        """Show what will be recorded, or record all of it."""
        sent = _read(request, await self._console.form(request))
        if sent.stage != RECORD or not sent.token:
            return await self._results(request, sent, _review_results if sent.stage == REVIEW else _mend_results)
        number = int(request.match_info["number"])
        try:
            done = await self._console.write(request, lambda acting: _recorded(acting, number, sent))
        except BatchRefusedError as refusal:
            own, lines = refusal.own, refusal.lines
            return await self._results(
                request, sent, lambda acting, batch, sent: _refuse_results(acting, batch, sent, own, lines)
            )
        if isinstance(done, Receipt):
            return _led(done)
        return await self._results(request, sent, _review_results if done is None else _told(done.reasons))

    async def _forming(
        self, request: web.Request, sent: _Sent, look: Callable[[Acting, _Sent], _Forming]
    ) -> web.Response:
        found = await self._console.read(
            request, lambda acting: look(acting, sent) if self._may(acting, ActName.FORM_BATCH) else None
        )
        if found is None:
            return refused(self._console, request, HTTPStatus.FORBIDDEN)
        return self._console.page(
            request,
            "batch_new.html",
            status=found.status,
            found=found,
            token=sent.token,
            typed=sent.typed,
            texts=texts,
            plain=plain_yuan,
            reasons=lambda found: reason_parts(self._console.kb, found),
        )

    async def _results(
        self, request: web.Request, sent: _Sent, look: Callable[[Acting, Batch, _Sent], _Results]
    ) -> web.Response:
        def seek(acting: Acting) -> _Results | HTTPStatus:
            if not self._may(acting, ActName.RECORD_SITTING):
                return HTTPStatus.FORBIDDEN
            batch = acting.work.get(Batch, int(request.match_info["number"]))
            return look(acting, batch, sent) if batch is not None else HTTPStatus.NOT_FOUND

        found = await self._console.read(request, seek)
        if isinstance(found, HTTPStatus):
            return refused(self._console, request, found)
        return self._console.page(
            request,
            "batch_results.html",
            status=found.status,
            found=found,
            name=words.called(number=found.batch.id),
            token=sent.token,
            typed=sent.typed,
            choices={act.value: texts.CHOICES[act.value] for act in CHOICES},
            texts=texts,
            plain=plain_yuan,
            reasons=lambda found: reason_parts(self._console.kb, found),
        )

    def _may(self, acting: Acting, act: ActName) -> bool:
        return self._console.catalogue.may(acting.work, acting.member, act)


def _offer(acting: Acting, form: FormingForm, status: HTTPStatus = HTTPStatus.OK) -> _Forming:
    return _Forming(form, candidates(to_be_tabled(acting.work, _MOST)), is_review=False, status=status)


def _mend_forming(acting: Acting, sent: _Sent) -> _Forming:
    return _offer(acting, read_forming(sent.typed))


def _review_forming(acting: Acting, sent: _Sent) -> _Forming:
    form = judged_forming(acting, read_forming(sent.typed))
    if form.fields is None or form.reasons:
        return _offer(acting, form, _REFUSED)
    chosen = [one for one in candidates(to_be_tabled(acting.work, _MOST)) if one.number in form.chosen]
    return _Forming(form, tuple(chosen), is_review=True)


def _refuse_forming(acting: Acting, sent: _Sent, refusal: Refused) -> _Forming:
    form = judged_forming(acting, read_forming(sent.typed))
    return _offer(acting, form if form.reasons or form.faults else _with(form, refusal.reasons), _REFUSED)


def _with(form: FormingForm, reasons: tuple[Reason, ...]) -> FormingForm:
    return FormingForm(form.title, form.reporter, form.document, form.chosen, form.fields, form.faults, reasons)


def _formed(acting: Acting, sent: _Sent) -> Receipt | Refused:
    form = read_forming(sent.typed)
    if form.fields is None:
        return Refused(())
    fields = form.fields

    def outcome(done: Done) -> Outcome:
        return _outcome(acting, ActName.FORM_BATCH, int(done.subject), done, sent.form)

    return claim_once(acting, sent.form, lambda: batch_acts(acting).form(fields), outcome)


def _open_results(acting: Acting, batch: Batch, _sent: _Sent) -> _Results:
    return _Results(empty_results(acting, batch), batch, batch.version, is_review=False)


def _mend_results(acting: Acting, batch: Batch, sent: _Sent) -> _Results:
    return _Results(read_results(acting, batch, sent.typed), batch, batch.version, is_review=False)


def _review_results(acting: Acting, batch: Batch, sent: _Sent) -> _Results:
    form = judged(acting, batch, read_results(acting, batch, sent.typed))
    has_moved = sent.seen != batch.version
    if form.is_whole and not has_moved:
        return _Results(form, batch, batch.version, is_review=True)
    problem = words.MOVED_ON if has_moved else ""
    return _Results(form, batch, batch.version, is_review=False, status=_REFUSED, problem=problem)


def _refuse_results(
    acting: Acting, batch: Batch, sent: _Sent, own: tuple[Reason, ...], lines: Mapping[str, tuple[Reason, ...]]
) -> _Results:
    form = refused_results(read_results(acting, batch, sent.typed), own, lines)
    return _Results(form, batch, batch.version, is_review=False, status=_REFUSED)


def _told(reasons: tuple[Reason, ...]) -> Callable[[Acting, Batch, _Sent], _Results]:
    return lambda acting, batch, sent: _refuse_results(acting, batch, sent, reasons, {})


def _recorded(acting: Acting, number: int, sent: _Sent) -> Receipt | Refused | None:
    """None where the form cannot be read after all: it is shown again with what is wrong."""
    if earlier := earlier_receipt(acting, sent.form):
        return earlier
    batch = acting.work.get(Batch, number)
    form = read_results(acting, batch, sent.typed) if batch is not None else None
    if form is None or form.sitting is None or not form.is_whole:
        return None
    sitting, acts = form.sitting, form.acts

    def run() -> Result:
        return batch_acts(acting).record(number, sitting, acts, sent.seen)

    def outcome(done: Done) -> Outcome:
        return _outcome(acting, ActName.RECORD_SITTING, number, done, sent.form)

    return claim_once(acting, sent.form, run, outcome)


def _outcome(acting: Acting, act: ActName, number: int, done: Done, form: SentForm) -> Outcome:
    target = target_of(acting.work, Subject.BATCH, str(number))
    assert target is not None
    return outcome_on(acting.work, act, target, done, form)


def _led(receipt: Receipt) -> web.Response:
    address = page_of(receipt.outcome.subject, receipt.outcome.number)
    return to(f"{address}?{urlencode({DONE: receipt.reference})}")


def _opened(request: web.Request) -> _Sent:
    return _sent(request, {}, MEND, secrets.token_urlsafe(_TOKEN_BYTES), 0)


def _read(request: web.Request, fields: Mapping[str, str]) -> _Sent:
    typed = {name: value for name, value in fields.items() if name not in {STAGE, SEEN, TOKEN}}
    token, seen = fields.get(TOKEN, "")[:_SHORT], whole_number(fields.get(SEEN, ""))
    return _sent(request, typed, fields.get(STAGE, MEND), token or secrets.token_urlsafe(_TOKEN_BYTES), seen)


def _sent(request: web.Request, typed: Mapping[str, str], stage: str, token: str, seen: int) -> _Sent:
    filled = json.dumps([request.path, sorted(typed.items())])
    return _Sent(typed, stage, token, seen, SentForm(token, hashlib.sha256(filled.encode()).hexdigest()))
