"""What became of something since somebody looked at it: asked by an open page now and then."""

from __future__ import annotations

from msgspec import Struct

from handlers.casework.movers import MOVED, mover_since
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.target_words import name_of, state_label
from handlers.staff.actions.targets import Target
from handlers.texts import console_cases as texts


class News(Struct, frozen=True):
    """Whether it is another one by now, and what a page says of it."""

    is_changed: bool
    said: str = ""


def news_since(acting: Acting, target: Target, seen: int) -> News:
    """What there is to tell whoever looked at the version that was `seen`."""
    if target.row is None or target.version == seen:
        return News(is_changed=False)
    how = MOVED[mover_since(acting.work, acting.member, target.row, seen)]
    said = texts.changed(number=name_of(target), how=how, state=state_label(acting.work, target))
    return News(is_changed=True, said=acting.kb.written_out(said))
