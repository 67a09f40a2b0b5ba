"""Which passages play the roles that a guide names: what is wrong with that, and what is off without it."""

from __future__ import annotations

from collections.abc import Iterator

from policy_kb import texts
from policy_kb.bodies import UNNAMED
from policy_kb.guide import Guide
from policy_kb.passages import Units
from policy_kb.roles import PassageRole


def role_faults(guide: Guide, units: Units) -> Iterator[str]:
    """A role is played by a passage that is there, and its words stand in it."""
    for role, played in guide.roles.items():
        found = units.by_id.get(played.unit)
        if found is None:
            yield texts.role_without_passage(role=role.value, unit=played.unit)
        elif played.words not in found.text:
            yield texts.role_words_elsewhere(role=role.value, unit=played.unit, words=played.words)


def absent_roles(guide: Guide) -> Iterator[str]:
    """A line for every role that no passage plays, with what that turns off."""
    yield from (texts.absent_role(role=role.value) for role in PassageRole if role not in guide.roles)


def unnamed_bodies(guide: Guide) -> Iterator[str]:
    """A line for every body that the guide does not name, with what it is called."""
    yield from (
        texts.unnamed_body(body=body.value, called=called)
        for body, called in UNNAMED.items()
        if not guide.bodies.get(body)
    )
