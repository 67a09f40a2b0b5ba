"""What waits for whom: the rules come from the table of casework, as data, and are asked of facts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from msgspec import Struct

from store.standings.facts import Facts, Hand
from store.states import EntryKind, Role


class Bar(StrEnum):
    """What keeps a member from an act on an application: what they did to it, or what nobody has done yet."""

    SENT = "sent"
    APPROVED = "approved"
    PAID = "paid"
    OWN_SUBMISSION = "own_submission"  # entered from paper, and waiting for somebody else's check
    OWN_WITHDRAWAL = "own_withdrawal"
    OWN_PAYMENT = "own_payment"
    # These are nobody's: they pass with what others do.
    UNCHECKED = "unchecked"
    NO_SUBMISSION = "no_submission"  # waits for its check
    NO_WITHDRAWAL = "no_withdrawal"
    NO_PAYMENT = "no_payment"
    NOTHING_RETURNED = "nothing_returned"
    PAYER_ENTERS = "payer_enters"


PERSONAL = frozenset({Bar.SENT, Bar.APPROVED, Bar.PAID})
"""What keeps a member from leading on for good."""

_HANDS = {Bar.SENT: Hand.SENT, Bar.APPROVED: Hand.APPROVED, Bar.PAID: Hand.PAID}
_OWN = {
    Bar.OWN_SUBMISSION: EntryKind.SUBMISSION,
    Bar.OWN_WITHDRAWAL: EntryKind.WITHDRAWAL,
    Bar.OWN_PAYMENT: EntryKind.PAYMENT,
}
_NONE_WAITS = {
    Bar.NO_SUBMISSION: EntryKind.SUBMISSION,
    Bar.NO_WITHDRAWAL: EntryKind.WITHDRAWAL,
    Bar.NO_PAYMENT: EntryKind.PAYMENT,
}

Bars = frozenset[Bar]


class Wait(Struct, frozen=True, kw_only=True):
    """An application that stands so waits for members of this role.

    `step` is what bars from the act that leads on, `acts` the same of each act that it may wait for.
    `in_use`: the act that leads on wants the contract in use. `leads`: it leads on from here; others only help.
    """

    standing: str
    state: str
    role: Role
    step: Bars
    acts: tuple[Bars, ...]
    in_use: bool
    leads: bool = True


class WaitingRules(Struct, frozen=True, kw_only=True):
    """Every wait. `bureau_enters` is the arrangement by which the bureau enters payments."""

    waits: tuple[Wait, ...]
    bureau_enters: str = ""


Able = Mapping[Role, Collection[int]]
"""The ids of those members who have each role today."""


class Waits(Struct, frozen=True):
    """The rules as they are to be asked: `able` are there today, `bureau_enters` is so arranged."""

    rules: WaitingRules
    able: Able
    bureau_enters: bool

    def waits_for(self, facts: Facts, member: int, roles: Collection[Role]) -> bool:
        """Whether the member can do something to it; or it is their unit's, and nobody can lead on."""
        waits = (wait for wait in self.rules.waits if wait.standing == facts.standing and wait.role in roles)
        return any(self._is_theirs(wait, facts, member) for wait in waits)

    def is_stuck(self, facts: Facts) -> bool:
        """Whether nobody can lead on: no member has the role, or each who has it is barred."""
        waits = (wait for wait in self.rules.waits if wait.standing == facts.standing and wait.leads)
        return any(self._nobody_leads_on(wait, facts) for wait in waits)

    def is_held_up(self, facts: Facts) -> bool:
        """Whether the act that leads on wants the contract in use, and it is not."""
        return not facts.in_use and any(
            wait.in_use and wait.standing == facts.standing for wait in self.rules.waits
        )

    def holder_is(self, facts: Facts, roles: Collection[Role]) -> bool:
        """Whether one of these roles holds it."""
        return any(
            wait.leads and wait.standing == facts.standing and wait.role in roles for wait in self.rules.waits
        )

    def _is_theirs(self, wait: Wait, facts: Facts, member: int) -> bool:
        is_in_use = facts.in_use or not wait.in_use
        is_nobodys = wait.leads and self._nobody_leads_on(wait, facts)
        if all(wait.acts):  # whoever did one thing or another before is barred from each
            can = any(not self._is_barred(bars, facts, member) for bars in wait.acts)
            return is_in_use if can else is_nobodys
        return is_in_use or is_nobodys

    def _nobody_leads_on(self, wait: Wait, facts: Facts) -> bool:
        members = self.able.get(wait.role, ())
        return all(self._is_barred(wait.step, facts, member) for member in members)

    def _is_barred(self, bars: Bars, facts: Facts, member: int) -> bool:
        return any(self._bars(bar, facts, f"staff:{member}") for bar in bars)

    def _bars(self, bar: Bar, facts: Facts, member: str) -> bool:
        if bar in _HANDS:
            return facts.has(_HANDS[bar], member)
        if bar in _OWN:
            return facts.has_entered(_OWN[bar], member)
        if bar in _NONE_WAITS:
            return _NONE_WAITS[bar].value not in facts.waiting
        if bar is Bar.PAYER_ENTERS:
            return not self.bureau_enters
        has_none_returned = EntryKind.SUBMISSION.value not in facts.returned
        return bool(facts.waiting or facts.returned) if bar is Bar.UNCHECKED else has_none_returned
