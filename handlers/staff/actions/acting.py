"""A member who acts: all that an action needs of a visit to the desk."""

from __future__ import annotations

from msgspec import Struct

from handlers.identity.actors import StaffMember
from policy_kb.kb import PolicyKB
from store.work import Work


class Acting(Struct, frozen=True):
    """Who acts, in which unit of work; `kb` is the document that the member's acts stand on."""

    work: Work
    member: StaffMember
    kb: PolicyKB
