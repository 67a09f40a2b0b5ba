"""The page on which several payments are entered: what can be paid, what will be recorded, all of it at once."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import web
from msgspec import Struct
from msgspec.structs import replace

from bot.web.staff.console import DONE, Console, to
from bot.web.staff.ledgers import PLACES
from handlers.casework.quota_guards import quota_choices
from handlers.casework.transitions import ActName
from handlers.dates import day, local_day
from handlers.money import in_capitals, yuan
from handlers.results import Refused
from handlers.staff.actions import several_payments as payments
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.submitted_form import Receipt, SentForm, earlier_receipt
from handlers.staff.actions.table_actions import key_of
from handlers.texts import casework
from handlers.texts import several_payments as texts
from store.queries.allotments import has_quotas

_PATH, _HERE = "/staff/money/pay", "money"
_TOKEN, _STAGE = "token", "stage"
_REVIEW, _RECORD = "review", "record"
_TOKEN_BYTES, _SHORT = 18, 100
_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


class Sheet(Struct, frozen=True):
    """The page as it stands: `problems` above all lines, each with what is wrong of its own."""

    lines: tuple[payments.PaymentLine, ...]
    choices: tuple[tuple[str, str], ...]
    keeps_quotas: bool
    today: str
    problems: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether what was typed can be recorded."""
        return not self.problems and not any(line.faults for line in self.lines)

    @property
    def total(self) -> int:
        """Of the lines that are paid, in fen."""
        return sum(line.fields.amount for line in self.lines if line.fields)


class SeveralPayments:
    """For whoever pays; everybody else is told whose it is."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(_PATH, self.open), web.post(_PATH, self.submit)]

    async def open(self, request: web.Request) -> web.Response:
        """Show what can be paid."""

        def look(acting: Acting) -> Sheet | None:
            return _sheet(acting, payments.read_lines(acting, {})) if payments.may_pay(acting) else None

        return self._page(request, await self._console.read(request, look), {})

    async def submit(self, request: web.Request) -> web.Response:
        """Show the form again, what will be recorded, or record it."""
        typed = await self._console.form(request)
        stage, token = typed.pop(_STAGE, ""), typed.pop(_TOKEN, "")[:_SHORT]
        if stage == _RECORD and token:
            return await self._record(request, typed, token)
        sheet = await self._console.read(request, lambda acting: _judged(acting, typed))
        is_review = stage == _REVIEW and sheet is not None and sheet.is_sound
        status = _REFUSED if stage == _REVIEW and not is_review else HTTPStatus.OK
        return self._page(request, sheet, typed, token, is_review=is_review, status=status)

    async def _record(self, request: web.Request, typed: Mapping[str, str], token: str) -> web.Response:
        sent = SentForm(token, hashlib.sha256(json.dumps(sorted(typed.items())).encode()).hexdigest())
        action = self._console.catalogue.by_key[key_of(ActName.PAY)]

        def act(acting: Acting) -> Receipt | Refused:
            if earlier := earlier_receipt(acting, sent):
                return earlier
            lines = payments.read_lines(acting, typed)
            if not payments.may_pay(acting) or not payments.are_read(lines):
                return Refused(())
            return payments.record_payments(acting, action, lines, sent)

        refused: dict[str, tuple[str, ...]] = {}
        try:
            done = await self._console.write(request, act)
        except payments.RefusedLinesError as error:
            refused[error.number] = tuple(reason.text for reason in error.reasons)
            done = Refused(error.reasons)
        if isinstance(done, Receipt):
            return to(f"{_PATH}?{DONE}={done.reference}")
        sheet = await self._again(request, typed, done, refused)
        return self._page(request, sheet, typed, token, status=_REFUSED)

    async def _again(
        self,
        request: web.Request,
        typed: Mapping[str, str],
        why: Refused,
        refused: Mapping[str, tuple[str, ...]],
    ) -> Sheet | None:
        """What was typed, with the reasons beside the line that was refused, or above where there is none."""
        sheet = await self._console.read(request, lambda acting: _judged(acting, typed))
        if sheet is None:
            return None
        lines = tuple(replace(one, faults=refused.get(one.number, one.faults)) for one in sheet.lines)
        is_told = any(line.number in refused for line in lines)
        above = (texts.REFUSED,) if is_told else tuple(reason.text for reason in why.reasons) or sheet.problems
        return replace(sheet, lines=lines, problems=above)

    def _page(
        self,
        request: web.Request,
        sheet: Sheet | None,
        typed: Mapping[str, str],
        token: str = "",
        *,
        is_review: bool = False,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> web.Response:
        if sheet is None:
            return self._console.page(request, "no_list.html", status=HTTPStatus.FORBIDDEN, here=_HERE)
        return self._console.page(
            request,
            "several_payments.html",
            status=status,
            sheet=sheet,
            typed=typed,
            token=token or secrets.token_urlsafe(_TOKEN_BYTES),
            is_review=is_review,
            here=_HERE,
            places=PLACES,
            path=_PATH,
            day=day,
            texts=texts,
            most=payments.MOST,
            kinds=casework.KINDS,
            sources=casework.MONEY_SOURCES,
            yuan=yuan,
            in_capitals=in_capitals,
        )


def _judged(acting: Acting, typed: Mapping[str, str]) -> Sheet | None:
    if not payments.may_pay(acting):
        return None
    lines = payments.judged(acting, payments.read_lines(acting, typed))
    sheet = _sheet(acting, lines)
    missing = {name.partition(".")[2] for name in typed if name.startswith(f"{payments.AMOUNT}.") and typed[name]}
    problems = [texts.GONE for number in missing - {line.number for line in lines} if number]
    if not missing:
        problems.append(texts.NOTHING_TYPED)
    elif any(line.faults for line in lines):
        problems.append(texts.REFUSED)
    return replace(sheet, problems=tuple(problems))


def _sheet(acting: Acting, lines: tuple[payments.PaymentLine, ...]) -> Sheet:
    work = acting.work
    return Sheet(lines, quota_choices(work), has_quotas(work), local_day(work.now).isoformat())
