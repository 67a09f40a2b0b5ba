"""One turn of a member at the desk."""

from __future__ import annotations

from handlers.staff.actions.acting import Acting
from handlers.staff.actions.catalogue import Catalogue
from handlers.turn import Turn


class Visit(Acting, frozen=True):
    """With what message somebody is there; `catalogue` is what there is to do.

    Where it `is_discreet`, number, step and buttons are shown, and nothing of persons, sums or content.
    """

    turn: Turn
    catalogue: Catalogue
    is_discreet: bool
