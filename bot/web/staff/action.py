"""The page of an action, the same for all: fields, then what will be recorded, then it is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import hdrs, web
from msgspec import Struct
from pydantic import ValidationError

from bot.web.code_pictures import CodePictures
from bot.web.staff import addresses
from bot.web.staff.action_view import ActionView, form_view, review_view
from bot.web.staff.addresses import inside, page_of
from bot.web.staff.console import DONE, Console, to
from handlers.casework.movers import MOVED, Mover, mover_since
from handlers.casework.transitions import Subject
from handlers.rendering.reasons import reason_parts
from handlers.results import Reason, Result, WhollyRefusedError
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.action_form import recorded
from handlers.staff.actions.alarming import alarm_of_form, may_alarm
from handlers.staff.actions.filled_form import FilledForm, fill_in
from handlers.staff.actions.submitted_form import Receipt, SentForm, earlier_receipt, form_token, submit_once
from handlers.staff.actions.target_words import name_of, state_label
from handlers.staff.actions.targets import Target, target_of
from handlers.staff.cards.card import Part as CardPart
from handlers.staff.lists.complaint_view import note_opened
from handlers.staff.overview.card_of import card_of
from handlers.texts import console_actions as texts
from handlers.texts import desk as desk_texts
from policy_kb.models import Model, Part, Sentence

FIELD = "f."
"""Before the names of an action's fields in forms and addresses."""

STAGE, SEEN, TOKEN, NEXT, RESUMED = "stage", "seen", "token", "next", "resumed"
REVIEW, RECORD, MEND = "review", "record", "mend"
_SHORT = 100


class Submission(Struct, frozen=True):
    """A form that came in. `token` is the form's own; `seen` the version of the target that its page showed."""

    action: Action
    subject: Subject
    number: str
    typed: Mapping[str, str]
    token: str
    seen: int | None
    next: str

    @property
    def sent(self) -> SentForm:
        """The form by what was filled in."""
        filled = json.dumps([self.action.key, self.number, sorted(self.typed.items())])
        return SentForm(self.token, hashlib.sha256(filled.encode()).hexdigest())


class Shown(Struct, frozen=True):
    """A page to show, with its status."""

    view: ActionView
    token: str
    status: HTTPStatus = HTTPStatus.OK


_Found = Shown | HTTPStatus


class ActionPage:
    """One page for every action that the console has."""

    def __init__(
        self, console: Console, pictures: CodePictures, refresh_office: Callable[[], Awaitable[None]]
    ) -> None:
        self._console = console
        self._pictures = pictures
        self._refresh_office = refresh_office

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        there = "/staff/act/{action}/{subject}/{number:.*}"
        return [web.get(there, self.open), web.post(there, self.submit)]

    async def open(self, request: web.Request) -> web.Response:
        """Show the form; what the address says of fields stands in them already."""
        brought = self._brought(request, request.query, seen=None)
        if brought is None:
            return self._nothing(request, HTTPStatus.NOT_FOUND)
        found = await self._console.read(request, lambda acting: self._begin(acting, brought))
        await self._note_letter(request, brought, found)
        return self._answer(request, brought, found)

    async def submit(self, request: web.Request) -> web.Response:
        """Show the form again, what will be recorded, or do it."""
        fields = await self._console.form(request)
        brought = self._brought(request, fields, seen=_whole(fields.get(SEEN, "")))
        if brought is None:
            return self._nothing(request, HTTPStatus.NOT_FOUND)
        stage = fields.get(STAGE, MEND) if RESUMED not in fields else MEND
        stage = stage if stage in {REVIEW, RECORD} else MEND
        if stage == RECORD and brought.token:
            try:
                done = await self._console.write(request, lambda acting: self._record(acting, brought))
            except WhollyRefusedError as refusal:
                reasons = refusal.reasons
                done = await self._console.read(request, lambda acting: self._refuse(acting, brought, reasons))
            if isinstance(done, Receipt):
                return await self._done(request, brought, done)
            return await self._shown(request, brought, done)
        look = self._mend if stage == MEND else self._review
        found = await self._console.read(request, lambda acting: look(acting, brought))
        return await self._shown(request, brought, found)

    async def _shown(self, request: web.Request, brought: Submission, found: _Found) -> web.Response:
        """The page; before it, staff are told of a refused form if there is in it what they have to know."""

        def tell(acting: Acting) -> None:
            if target := _target(acting, brought):
                alarm_of_form(acting, brought.action, target, brought.typed)

        if isinstance(found, Shown) and found.status is _REFUSED and may_alarm(brought.action):
            await self._console.write(request, tell)
        await self._note_letter(request, brought, found)
        return self._answer(request, brought, found)

    async def _note_letter(self, request: web.Request, brought: Submission, found: _Found) -> None:
        """A person's own words beside a form are read as on their page: that somebody did is recorded."""
        letter = found.view.letter if isinstance(found, Shown) else None
        if letter is not None and letter.said:
            await self._console.write(request, lambda acting: note_opened(acting, brought.number))

    def _brought(self, request: web.Request, fields: Mapping[str, str], *, seen: int | None) -> Submission | None:
        action = self._console.catalogue.by_key.get(request.match_info["action"])
        if action is None or action.subject.value != request.match_info["subject"]:
            return None
        typed = {name.removeprefix(FIELD): words for name, words in fields.items() if name.startswith(FIELD)}
        token = fields.get(TOKEN, "")[:_SHORT]
        number = request.match_info["number"]
        return Submission(action, action.subject, number, typed, token, seen, inside(fields.get(NEXT, "")))

    def _begin(self, acting: Acting, brought: Submission) -> _Found:
        """The empty form, or what stands against the act already."""
        action, target = brought.action, _target(acting, brought)
        if target is None:
            return HTTPStatus.NOT_FOUND
        if reasons := self._against(acting, action, target):
            status = HTTPStatus.UNPROCESSABLE_ENTITY if action.is_for(acting.member) else HTTPStatus.FORBIDDEN
            return self._form(acting, brought, target, problem=self._said(reasons), status=status, is_closed=True)
        if not action.fields.model_fields:
            return self._summary(acting, brought, target, fill_in(acting, action, target, {}))
        return self._form(acting, brought, target)

    def _mend(self, acting: Acting, brought: Submission) -> _Found:
        target = _target(acting, brought)
        return self._form(acting, brought, target) if target else HTTPStatus.NOT_FOUND

    def _review(self, acting: Acting, brought: Submission) -> _Found:
        target = _target(acting, brought)
        if target is None:
            return HTTPStatus.NOT_FOUND
        judged = self._judge(acting, brought, target)
        if isinstance(judged, Shown):
            return judged
        filled, given = judged
        if reasons := brought.action.judge(acting.work, acting.member, target, given):
            return self._form(acting, brought, target, filled, problem=self._said(reasons), status=_REFUSED)
        preview = brought.action.preview(acting.work, acting.member, target, given)
        return self._summary(acting, brought, target, filled, preview)

    def _record(self, acting: Acting, brought: Submission) -> Receipt | _Found:
        """Do it; a form that did it before gives what it came to, whatever has become of the target since."""
        tried = self._try(acting, brought)
        earlier = None if isinstance(tried, Receipt) else earlier_receipt(acting, brought.sent)
        return earlier if isinstance(earlier, Receipt) else tried

    def _try(self, acting: Acting, brought: Submission) -> Receipt | _Found:
        action, target = brought.action, _target(acting, brought)
        if target is None:
            return HTTPStatus.NOT_FOUND
        judged = self._judge(acting, brought, target)
        if isinstance(judged, Shown):
            return judged
        filled, given = judged

        def run() -> Result:
            return action.run(acting, target, given, brought.seen)

        result = submit_once(acting, action, target, brought.sent, run)
        if isinstance(result, Receipt):
            return result
        now = _target(acting, brought) or target
        if brought.seen is not None and now.version != brought.seen:
            return self._moved(acting, brought, now)
        return self._form(acting, brought, now, filled, problem=self._said(result.reasons), status=_REFUSED)

    def _refuse(self, acting: Acting, brought: Submission, reasons: tuple[Reason, ...]) -> _Found:
        """The form again, after one of several acts was refused and so none of them done."""
        target = _target(acting, brought)
        if target is None:
            return HTTPStatus.NOT_FOUND
        filled = fill_in(acting, brought.action, target, brought.typed)
        return self._form(acting, brought, target, filled, problem=self._said(reasons), status=_REFUSED)

    def _judge(self, acting: Acting, brought: Submission, target: Target) -> Shown | tuple[FilledForm, Model]:
        """The fields of a form that may be done as far as can be told; else the form again, with what is wrong."""
        reasons = self._against(acting, brought.action, target)  # holds the rows, and so sees what others did
        now = _target(acting, brought) or target
        if brought.seen is not None and brought.seen != now.version:
            return self._moved(acting, brought, now)
        if reasons:
            return self._form(acting, brought, target, problem=self._said(reasons), status=_REFUSED)
        filled = fill_in(acting, brought.action, target, brought.typed)
        if filled.faults:
            problem = (Sentence(text=texts.unreadable(count=len(filled.faults))),)
            return self._form(acting, brought, target, filled, problem=problem, status=_REFUSED)
        try:
            return filled, recorded(brought.action, filled.answers)
        except ValidationError:
            problem = (Sentence(text=texts.UNREADABLE),)
            return self._form(acting, brought, target, filled, problem=problem, status=_REFUSED)

    def _moved(self, acting: Acting, brought: Submission, now: Target) -> Shown:
        """What was shown is no longer so: who moved it, where it stands, and the form with what was typed."""
        mover = mover_since(acting.work, acting.member, now.row, brought.seen or 0) if now.row else Mover.SEVERAL
        state = state_label(acting.work, now)
        said = desk_texts.moved_on(number=name_of(now), state=state, how=MOVED[mover])
        against = self._against(acting, brought.action, now)
        problem = (Sentence(text=said), *self._news(acting, now, brought.seen or 0), *self._said(against))
        return self._form(acting, brought, now, problem=problem, status=_REFUSED)

    def _news(self, acting: Acting, now: Target, seen: int) -> tuple[Part, ...]:
        """What was recorded of an application since; of all else, what there is now stands beside the form."""
        if now.application is None:
            return ()
        lines = card_of(acting, self._console.catalogue, now).section(CardPart.HISTORY).lines
        new = lines[-max(1, now.version - seen) :]
        return tuple(Sentence(text=texts.news(when=one.when, what=one.words, by=one.by)) for one in new)

    def _against(self, acting: Acting, action: Action, target: Target) -> tuple[Reason, ...]:
        return self._console.catalogue.against(acting.work, acting.member, action, target)

    def _form(
        self,
        acting: Acting,
        brought: Submission,
        target: Target,
        filled: FilledForm | None = None,
        *,
        problem: tuple[Part, ...] = (),
        status: HTTPStatus = HTTPStatus.OK,
        is_closed: bool = False,
    ) -> Shown:
        view = form_view(
            acting,
            self._console.catalogue,
            brought.action,
            target,
            filled,
            typed=brought.typed,
            problem=problem,
            is_closed=is_closed,
        )
        return Shown(view, _token(acting, brought, target), status)

    def _summary(
        self, acting: Acting, brought: Submission, target: Target, filled: FilledForm, preview: str = ""
    ) -> Shown:
        catalogue, typed = self._console.catalogue, brought.typed
        view = review_view(acting, catalogue, brought.action, target, filled, typed=typed, preview=preview)
        return Shown(view, _token(acting, brought, target))

    def _said(self, reasons: tuple[Reason, ...]) -> tuple[Part, ...]:
        return reason_parts(self._console.kb, reasons)

    def _answer(self, request: web.Request, brought: Submission, found: _Found) -> web.Response:
        if isinstance(found, HTTPStatus):
            return self._nothing(request, found)
        view = found.view
        return self._console.page(
            request,
            "act.html",
            status=found.status,
            act=view,
            at=addresses,
            token=found.token,
            next=brought.next,
            back=brought.next or page_of(view.subject, view.number),
        )

    async def _done(self, request: web.Request, brought: Submission, receipt: Receipt) -> web.Response:
        outcome = receipt.outcome
        if brought.subject in _HELD_IN_MEMORY:
            await self._refresh_office()
        address = brought.next or page_of(outcome.subject, outcome.number)
        if receipt.shown:
            label, act = brought.action.label, brought.action.row.act
            picture = await self._pictures.of(act, receipt.shown)
            return self._console.page(
                request,
                "act_shown.html",
                label=label,
                receipt=receipt,
                shown=_addressed(request, receipt.shown),
                picture=picture,
                back=address,
            )
        joint = "&" if "?" in address else "?"
        return to(f"{address}{joint}{urlencode({DONE: receipt.reference})}")

    def _nothing(self, request: web.Request, status: HTTPStatus) -> web.Response:
        return self._console.page(request, "act_none.html", status=status, text=texts.NOT_FOUND)


_HELD_IN_MEMORY = frozenset({Subject.SETTINGS, Subject.ANSWER})
"""What each process keeps of the office: the one that recorded an act takes it up at once."""

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


def _addressed(request: web.Request, shown: str) -> str:
    """What is shown once; a link of the console's with the address at which the member reaches it."""
    origin = request.headers.get(hdrs.ORIGIN, "")
    return f"{origin}{shown}" if shown.startswith("/") and origin.startswith("http") else shown


def _target(acting: Acting, brought: Submission) -> Target | None:
    return target_of(acting.work, brought.subject, brought.number)


def _token(acting: Acting, brought: Submission, target: Target) -> str:
    """The form's own, as long as it is about what there is now."""
    is_same = bool(brought.token) and brought.seen == target.version
    return brought.token if is_same else form_token(acting, brought.action, target)


def _whole(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdigit() and len(words) < _SHORT else None
