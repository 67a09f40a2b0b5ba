"""What a script arranges beside the talk: members of staff, bind codes, the time; and the notices that follow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.clock import ShiftedClock
from bot.outbox.calendar import Calendar
from handlers.casework.bindings import issue_bind_code
from handlers.casework.staffing import add_staff, give_roles
from handlers.identity.who import OPERATOR, staff_member
from handlers.messages import Channel
from handlers.notices.delivery import Notice, mark, notices_since
from handlers.results import Refused
from handlers.texts import terminal as texts
from handlers.texts.bodies import BUREAU
from handlers.texts.people import ROLE_WORDS
from policy_kb.kb import PolicyKB
from store.database import Database
from store.outbox.notices import Mark
from store.states import Role
from store.work import Work

_MOST_HOURS = 20 * 365.25 * 24
"""The calendar ends in the year 9999, and keys of claims do not reach that far: twenty years are ample."""

_OTHER_ROLE_WORDS = {
    "办公室": "office",
    "拨付": "payer",
    "监督审核": "supervisor",
    "监督": "supervisor",
    "举报受理": "report_officer",
    "审计": "auditor",
    "上级检查": "auditor",
}
"""Short names of units beside those of the list of staff, and the role that each stands for."""


class Backstage:
    """Works on the running product's own database, clock and calendar."""

    def __init__(self, database: Database, kb: PolicyKB, clock: ShiftedClock, calendar: Calendar) -> None:
        self._database = database
        self._kb = kb
        self._clock = clock
        self._calendar = calendar
        self._hours = 0.0
        self._seen: Mark | None = None

    async def employs(self, name: str) -> bool:
        """Whether an active member of staff has this name."""
        return await self._database.read(lambda work: staff_member(work, name) is not None, self._clock())

    async def hire(self, name: str, roles: tuple[str, ...]) -> str:
        """Make a member of staff, or give one other roles; what is wrong, or nothing."""
        known = _role_words(self._kb)
        if unknown := [role for role in roles if _plain(role) not in known]:
            return texts.unknown_role(name=unknown[0], known="、".join(known))
        chosen = frozenset(known[_plain(role)] for role in roles)
        said = await self._database.write(lambda work: _hire(work, name, chosen), self._clock())
        return self._kb.written_out(said)

    async def bind_code(self, number: str) -> str | None:
        """A new bind code of the contract's firm; None where there is no such contract."""
        return await self._database.write(lambda work: _bind_code(work, number), self._clock())

    async def advance(self, hours: float) -> bool:
        """Move the clock and run what is due then; False where it would go too far."""
        if not self._hours + hours <= _MOST_HOURS:
            return False
        self._hours += hours
        self._clock.advance(timedelta(hours=hours))
        await self._calendar.run_due()
        return True

    async def begin(self) -> None:
        """Count notices from here."""
        self._seen = await self._database.read(mark, self._clock())

    async def notices(self) -> list[dict[str, Any]]:
        """What was told to people since the last time."""
        assert self._seen is not None
        told, self._seen = await self._database.write(lambda work: _told(work, self._seen), self._clock())
        return [{"to": one.to, "channel": one.channel.value, "text": one.text} for one in told]


def _role_words(kb: PolicyKB) -> dict[str, Role]:
    """How a script may name each role: as it is stored, as the list of staff has it, or short."""
    stored = {role.value: role for role in Role}
    listed = {kb.written_out(words): role for role, words in ROLE_WORDS.items()}
    short = {kb.written_out(BUREAU).removeprefix("县"): Role.BUREAU}
    return stored | listed | short | {words: Role(value) for words, value in _OTHER_ROLE_WORDS.items()}


def _plain(role: str) -> str:
    """report-officer is how command lines spell it."""
    return role.strip().replace("-", "_")


def _hire(work: Work, name: str, roles: frozenset[Role]) -> str:
    give = give_roles if staff_member(work, name) else add_staff
    result = give(work, OPERATOR, name, roles)
    return "；".join(reason.text for reason in result.reasons) if isinstance(result, Refused) else ""


def _bind_code(work: Work, number: str) -> str | None:
    found = issue_bind_code(work, OPERATOR, number)
    return None if isinstance(found, Refused) else found.code


def _told(work: Work, since: Mark | None) -> tuple[list[Notice], Mark]:
    assert since is not None
    told = notices_since(work, since, shown=Channel.TERMINAL)
    return told, mark(work)
