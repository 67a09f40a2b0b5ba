"""The roles that a member's row names, and which of them nobody has together."""

from __future__ import annotations

import json

from store.states import Role
from store.tables.people import Staff

ALONE = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that nobody has beside others: who manages members, or audits, does no business."""


def roles_of(row: Staff) -> frozenset[Role]:
    """The roles that a member's row names."""
    return frozenset(map(Role, json.loads(row.roles)))


def are_compatible(roles: frozenset[Role]) -> bool:
    """Whether one person may have these roles together."""
    return not roles & ALONE or len(roles) == 1
