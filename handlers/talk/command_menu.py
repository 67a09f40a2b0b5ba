"""The commands that a page shows as buttons beside the talk: those of the dialogues that the document carries."""

from __future__ import annotations

from msgspec import Struct

from handlers.talk.closed import APPLYING, INTENDING, carries
from handlers.texts import command_menu as texts
from policy_kb.kb import PolicyKB

Group = tuple[str, tuple[str, ...]]
"""A heading and the commands below it."""


class CommandMenu(Struct, frozen=True):
    """The few that most come for, and all of them by what they are about."""

    first: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Every command, once."""
        return tuple(dict.fromkeys(word for _, words in self.groups for word in words))


def command_menu(kb: PolicyKB) -> CommandMenu:
    """The menu over a document."""
    applies = carries(kb, *APPLYING)
    intends = carries(kb, *INTENDING)
    groups = (*(texts.APPLYING if applies else ()), *(texts.INTENDING if intends else ()), *texts.ALWAYS)
    return CommandMenu(texts.FIRST if applies else (), groups)
