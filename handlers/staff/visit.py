"""One turn of a member at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.identity.actors import StaffMember
from handlers.turn import Turn
from policy_kb.kb import PolicyKB
from store.work import Work


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is there, in which unit of work, with what message.

    `kb` is the document that the member's acts stand on.
    Where it `is_discreet`, number, step and buttons are shown, and nothing of persons, sums or content.
    """

    work: Work
    member: StaffMember
    turn: Turn
    kb: PolicyKB
    is_discreet: bool
