"""What is beyond its term goes to the role above: whom a unit's delay is told beside the unit itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from store.states import Role

ABOVE: Mapping[Role, tuple[Role, ...]] = MappingProxyType(
    {
        Role.PAYER: (Role.OFFICE, Role.ADMINISTRATOR),
        Role.BUREAU: (Role.OFFICE, Role.ADMINISTRATOR),
        Role.SUPERVISOR: (Role.OFFICE, Role.ADMINISTRATOR),
        Role.OFFICE: (Role.ADMINISTRATOR,),
    }
)
"""Of each role that has work of its own, those above it, the nearest first: the first that somebody has is told.

The leading group has no seat here. Who reads for it is the administrator, who does no business act and learns
number and step alone.
"""


def roles_above(role: Role, able: Mapping[Role, Collection[int]]) -> frozenset[Role]:
    """The role above, which is there; none where nobody is."""
    return frozenset(next(((one,) for one in ABOVE.get(role, ()) if able.get(one)), ()))
