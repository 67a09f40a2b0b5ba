"""What is set for the whole office, as the console shows it: arrangements, checklists, the pause."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from msgspec import Struct

from handlers.casework.arrangement_kinds import ARRANGEMENTS
from handlers.casework.chain_names import SETTINGS
from handlers.casework.contracts import may_enter
from handlers.casework.transitions import ActName, Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.targets import target_of
from handlers.staff.cards.people import staff_names
from handlers.staff.overview.window_view import WindowView, window_view
from store.queries.arrangements import arrangements_set
from store.queries.materials import checklists
from store.queries.pauses import Pause, current_pause
from store.states import Kind, Role

MISS_READERS = (Role.OFFICE, Role.ADMINISTRATOR, Role.AUDITOR)
"""Who reads what people asked and were not answered."""

_WINDOW_ACTS = frozenset(map(key_of, (ActName.RECORD_CONSENT, ActName.OPEN_WINDOW, ActName.CLOSE_WINDOW)))


class ArrangementLine(Struct, frozen=True):
    """`now` is what holds; `by` and `at` are of whoever set it, empty where nobody did."""

    name: str
    title: str
    now: str
    by: str = ""
    at: datetime | None = None


class SettingsView(Struct, frozen=True):
    """`arrange` is the action that sets one, where the member has it; `acts` are those on all of them at once.

    `window_acts` are those on the window for reports.
    `reads_misses` and `imports` say which pages beside it are open to the member.
    """

    arrangements: tuple[ArrangementLine, ...]
    lists: tuple[tuple[Kind, int], ...]
    pause: Pause | None
    arrange: Action | None
    acts: tuple[Action, ...]
    window: WindowView | None
    window_acts: tuple[Action, ...]
    reads_misses: bool
    imports: bool


def settings_view(acting: Acting, catalogue: Catalogue) -> SettingsView:
    """The settings as they are in this snapshot."""
    found = {row.name: row for row in arrangements_set(acting.work)}
    members = staff_names(acting.work, [f"staff:{row.set_by}" for row in found.values() if row.set_by])
    lines = []
    for name, kind in ARRANGEMENTS.items():
        row = found.get(name)
        if row is None:
            lines.append(ArrangementLine(name, kind.title, kind.unset))
        else:
            by = members.get(f"staff:{row.set_by}", "")
            lines.append(ArrangementLine(name, kind.title, kind.shown(row.value), by, row.set_at))
    counts = Counter(item.kind for item in checklists(acting.work))
    target = target_of(acting.work, Subject.SETTINGS, SETTINGS)
    offered = catalogue.offered(acting.work, acting.member, target) if target else []
    of_window = tuple(action for action in offered if action.key in _WINDOW_ACTS)
    arrange = catalogue.by_key[key_of(ActName.ARRANGE)]
    return SettingsView(
        arrangements=tuple(lines),
        lists=tuple((kind, counts[kind.value]) for kind in Kind),
        pause=current_pause(acting.work),
        arrange=arrange if arrange.is_for(acting.member) else None,
        acts=tuple(action for action in offered if action is not arrange and action not in of_window),
        window=window_view(acting),
        window_acts=of_window,
        reads_misses=acting.member.has(*MISS_READERS),
        imports=not may_enter(acting.member),
    )
