"""Who acts. Every act names one of these, and authority is checked against it next to the act."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from handlers.messages import Person
from store.states import Role


class Door(StrEnum):
    """Where somebody acts from. A row of the table names the doors through which its act can be done."""

    CHAT = "chat"  # a contractor's, on any channel
    DESK = "desk"  # a member's own account, on a channel that is not the office's, or a browser opened by it
    CONSOLE = "console"  # signed in with password and authenticator
    COMMAND = "command"  # on the machine itself
    TERMINAL = "terminal"  # the chat on the machine itself


HANDLING = (Role.OFFICE, Role.BUREAU, Role.PAYER, Role.SUPERVISOR)
"""The units that answer what people leave openly (意见, 投诉)."""

_CASE_READERS = frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER, Role.SUPERVISOR, Role.AUDITOR})
"""An administrator keeps members and settings; a report officer has a door of their own."""


class Contractor(Struct, frozen=True):
    """A person bound to a firm (承办企业); acts in the firm's name."""

    binding_id: int
    firm_id: int
    person: Person
    door: Door = Door.CHAT

    @property
    def reference(self) -> str:
        """What rows and audit entries keep: an id, no name."""
        return f"binding:{self.binding_id}"


class StandIn(Struct, frozen=True):
    """That a member acts for another one until a day, by this paper (代理/AB角)."""

    staff_id: int
    name: str
    roles: frozenset[Role]
    last_day: date
    paper: str


class StaffMember(Struct, frozen=True):
    """A member of staff with the roles of product.md, read from the database for this very act.

    `roles` are their own and those of whom they stand in for today; separation of duties looks at the person.
    """

    id: int
    name: str
    roles: frozenset[Role]
    door: Door = Door.COMMAND
    own_roles: frozenset[Role] = frozenset()  # those that they have whoever is away
    stands_in: tuple[StandIn, ...] = ()

    @property
    def reference(self) -> str:
        """What rows and audit entries keep: an id, no name."""
        return f"staff:{self.id}"

    def has(self, *roles: Role) -> bool:
        """Whether the member has one of these roles."""
        return not self.roles.isdisjoint(roles)

    def represents(self, roles: frozenset[Role]) -> StandIn | None:
        """For whom the member acts where one of these roles is asked for; None where it is their own."""
        if roles & self.own_roles:
            return None
        return next((one for one in self.stands_in if one.roles & roles), None)

    @property
    def reads_cases(self) -> bool:
        """Whether the member may look at applications, contracts and cases, whatever they may do to them."""
        return self.has(*_CASE_READERS)

    @property
    def reads_complaints(self) -> bool:
        """Whether the member may look at the register of what people leave openly; its words are for its unit."""
        return self.has(*HANDLING, Role.AUDITOR)


class System(Struct, frozen=True):
    """The product itself, by the clock."""

    reference: str = "system"
    door: Door = Door.COMMAND


class Visitor(Struct, frozen=True):
    """A person who acts for nobody but themselves. Entries keep nothing of who it was."""

    person: Person
    reference: str = "person"
    door: Door = Door.CHAT


Actor = Contractor | StaffMember | System | Visitor
