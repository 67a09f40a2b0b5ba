"""Who gets a report: the officers, without those whom it may be about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType

from handlers.casework.sealed.window import Recipient
from store.states import RecipientUnit


class Concern(StrEnum):
    """反映对象: whom a report is about. Sealed with it, for whoever seals it anew: never rename one."""

    OFFICE = "office"  # 领导小组办公室
    BUREAU = "bureau"  # 县工信局
    OFFICERS = "officers"  # 举报受理人员
    OTHERS = "others"


LEFT_OUT: Mapping[Concern, frozenset[RecipientUnit]] = MappingProxyType(
    {
        Concern.OFFICE: frozenset({RecipientUnit.OFFICE}),
        Concern.BUREAU: frozenset({RecipientUnit.BUREAU}),
        Concern.OFFICERS: frozenset({RecipientUnit.OFFICE, RecipientUnit.BUREAU}),
        Concern.OTHERS: frozenset(),
    }
)
"""Whom it passes by, by whom it is about."""

FEWEST = 2
"""Keys that have to be left."""


def chosen(recipients: Iterable[Recipient], concerns: Iterable[Concern]) -> tuple[Recipient, ...] | None:
    """Whom it is sealed to; None where too few are left: then 12388 is the way.

    Two keys at least, one of them outside. Both may be one person's outside, as one that is kept on paper.
    """
    left_out = frozenset[RecipientUnit]().union(*(LEFT_OUT[concern] for concern in concerns))
    found = tuple(one for one in recipients if one.unit not in left_out)
    is_outside = any(one.unit is RecipientUnit.OUTSIDE for one in found)
    return found if is_outside and len(found) >= FEWEST else None
