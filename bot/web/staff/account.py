"""我的登录: the member's own sessions, accounts, password, recovery codes, and phones that they let in."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from aiohttp import web
from msgspec import Struct

from bot.web.form_keys import form_key
from bot.web.staff.console import Console, SignedOutError, to
from bot.web.staff.enrolling import password_problem
from bot.web.staff.signing_in import Passwords
from handlers.casework.credentials import change_password, renew_recovery_codes
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.identity.actors import Door
from handlers.identity.phone_sign_in import approve_phone, phone_showing
from handlers.identity.sign_in_log import Caller
from handlers.identity.signing_in import HeldOff, Try, begin_try, confirm_try
from handlers.identity.staff_sessions import known_session, open_session, revoke_session
from handlers.notices.sign_in_alerts import alert_of_failed_try
from handlers.rendering.reasons import reason_parts
from handlers.results import Refused, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.account_view import AccountView, account_view
from handlers.texts import console_signing_in as texts
from handlers.texts import refusals
from policy_kb.models import text_of
from store.states import SignInWay

PAGE = "/staff/account"


class _Proof(Struct, frozen=True):
    """A try that counts, and whether its password was right; the code is looked at with the act."""

    begun: Try
    is_password: bool
    caller: Caller

    def holds(self, acting: Acting, fields: Mapping[str, str]) -> bool:
        """Whether the member proved anew who they are."""
        code = fields.get("code", "")
        is_proved = confirm_try(
            acting.work, self.begun, is_password=self.is_password, code=code, caller=self.caller
        )
        if not is_proved:
            alert_of_failed_try(acting.work, self.begun)
        return is_proved


class Account:
    """Every form of it is the member's own; what opens the door is changed with password and code anew."""

    def __init__(self, console: Console, passwords: Passwords, office: str) -> None:
        self._console = console
        self._passwords = passwords
        self._office = office

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(PAGE, self.show),
            web.post(f"{PAGE}/sessions/{{reference}}/end", self.end_session),
            web.post(f"{PAGE}/links/{{reference}}/confirm", self.confirm_link),
            web.post(f"{PAGE}/links/{{reference}}/drop", self.drop_link),
            web.post(f"{PAGE}/links/{{reference}}/mute", self.mute_link),
            web.post(f"{PAGE}/links/{{reference}}/unmute", self.unmute_link),
            web.post(f"{PAGE}/resets/{{number}}/stop", self.stop_reset),
            web.post(f"{PAGE}/password", self.set_password),
            web.post(f"{PAGE}/recovery", self.renew_codes),
            web.post(f"{PAGE}/phone", self.look_for_phone),
            web.post(f"{PAGE}/phone/let-in", self.let_phone_in),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show it."""
        return await self._page(request)

    async def end_session(self, request: web.Request) -> web.Response:
        """End one of the member's sessions."""
        await self._console.form(request)
        reference = request.match_info["reference"]
        await self._console.write(request, lambda acting: revoke_session(acting.work, acting.member, reference))
        return to(f"{PAGE}?told=session")

    async def confirm_link(self, request: web.Request) -> web.Response:
        """An account is theirs from now on."""
        return await self._does(request, ActName.CONFIRM_LINK, request.match_info["reference"], "link")

    async def drop_link(self, request: web.Request) -> web.Response:
        """An account is theirs no more, or never was."""
        return await self._does(request, ActName.DROP_LINK, request.match_info["reference"], "dropped")

    async def mute_link(self, request: web.Request) -> web.Response:
        """No notices go to an account of theirs."""
        return await self._does(request, ActName.MUTE_LINK, request.match_info["reference"], "muted")

    async def unmute_link(self, request: web.Request) -> web.Response:
        """They go there again."""
        return await self._does(request, ActName.UNMUTE_LINK, request.match_info["reference"], "unmuted")

    async def stop_reset(self, request: web.Request) -> web.Response:
        """A reset is not confirmed any more."""
        return await self._does(request, ActName.DISCARD_RESET, request.match_info["number"], "reset")

    async def set_password(self, request: web.Request) -> web.Response:
        """Another password: every session ends, and this browser has a new one."""
        fields = await self._console.form(request)
        new, caller = fields.get("new_password", ""), self._console.caller(request)
        name = await self._console.read(request, lambda acting: acting.member.name)
        problem = password_problem(new, fields.get("again_password", ""), name, self._office)
        if problem:
            return await self._page(request, problem=problem)
        proof = await self._proof(request, fields)
        if isinstance(proof, web.Response):
            return proof
        # Nothing slow is done for whoever does not know the password that is.
        hashed = await self._passwords.hashed(new) if proof.is_password else ""

        def act(acting: Acting) -> str | None:
            if not proof.holds(acting, fields):
                return None
            if isinstance(change_password(acting.work, acting.member, hashed), Refused):
                return None
            return open_session(acting.work, acting.member, SignInWay.PASSWORD, caller.browser, caller.household)

        token = await self._console.write(request, act)
        if token is None:
            return await self._page(request, problem=texts.OLD_WRONG)
        response = to(f"{PAGE}?told=password")
        self._console.keep_session(request, response, token)
        return response

    async def renew_codes(self, request: web.Request) -> web.Response:
        """New recovery codes, shown this once."""
        fields = await self._console.form(request)

        proof = await self._proof(request, fields)
        if isinstance(proof, web.Response):
            return proof

        def act(acting: Acting) -> tuple[str, ...] | None:
            if not proof.holds(acting, fields):
                return None
            codes = renew_recovery_codes(acting.work, acting.member)
            return None if isinstance(codes, Refused) else codes

        codes = await self._console.write(request, act)
        if codes is None:
            return await self._page(request, problem=texts.OLD_WRONG)
        key = form_key(self._console.token(request))
        return self._console.page(request, "recovery_codes.html", codes=codes, key=key)

    async def look_for_phone(self, request: web.Request) -> web.Response:
        """Show which phone it is that shows the code, before it is let in."""
        fields = await self._console.form(request)
        code = fields.get("phone_code", "")

        def look(acting: Acting) -> tuple[str, str] | None:
            row = phone_showing(acting.work, acting.member, code)
            return (texts.browser(agent=row.browser), row.household) if row is not None else None

        found = await self._console.write(request, look)
        if found is None:
            return await self._page(request, problem=texts.PHONE_UNKNOWN)
        return self._console.page(request, "let_phone_in.html", code=code, browser=found[0], household=found[1])

    async def let_phone_in(self, request: web.Request) -> web.Response:
        """Let it in."""
        fields = await self._console.form(request)
        is_in = await self._console.write(
            request, lambda acting: approve_phone(acting.work, acting.member, fields.get("phone_code", ""))
        )
        return to(f"{PAGE}?told=phone") if is_in else await self._page(request, problem=texts.PHONE_UNKNOWN)

    async def _does(self, request: web.Request, act: ActName, number: str, told: str) -> web.Response:
        await self._console.form(request)

        def acting(visit: Acting) -> Result:
            return apply_row(visit.work, visit.member, act, number)

        result = await self._console.write(request, acting)
        if not isinstance(result, Refused):
            return to(f"{PAGE}?told={told}")
        return await self._page(request, problem=text_of(reason_parts(self._console.kb, result.reasons)))

    async def _proof(self, request: web.Request, fields: Mapping[str, str]) -> _Proof | web.Response:
        """Whether the password that was typed anew is right; else the page that says why nothing is compared."""
        caller = self._console.caller(request)
        begun = await self._console.write(request, lambda acting: _begun(acting, caller))
        if isinstance(begun, HeldOff):
            return await self._page(request, problem=texts.held_off(until=begun.until, now=self._console.clock()))
        if begun is None:
            return await self._page(request, problem=refusals.OTHER_DOOR)
        is_right = await self._passwords.is_right(begun.password_hash, fields.get("password", ""))
        return _Proof(begun, is_right, caller)

    async def _page(self, request: web.Request, *, problem: str = "") -> web.Response:
        token = self._console.token(request)

        def look(acting: Acting) -> tuple[AccountView, bool]:
            this = known_session(acting.work, token)
            if this is None:
                raise SignedOutError
            view = account_view(acting.work, acting.member, this.reference)
            return view, acting.member.door is Door.CONSOLE

        view, is_whole = await self._console.read(request, look)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
        told = texts.ACCOUNT_DONE.get(request.query.get("told", ""), "")
        return self._console.page(
            request, "account.html", status=status, mine=view, is_whole=is_whole, problem=problem, told=told
        )


def _begun(acting: Acting, caller: Caller) -> Try | HeldOff | None:
    """None where the session began without a password: then nothing of it is changed."""
    if acting.member.door is not Door.CONSOLE:
        return None
    return begin_try(acting.work, acting.member.name, caller)
