"""What became of a peer: its first citations, or the line that says why there are none."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel


class PeerError(Exception):
    """A peer cannot be set up or does not answer; the run goes on without it."""


class Found(BaseModel):
    """One line that a peer writes."""

    first: str
    seconds: float


@dataclass(frozen=True, slots=True)
class PeerRun:
    """A peer's answers in the order of the questions; without any, `trouble` says why."""

    name: str
    found: tuple[Found, ...] = ()
    trouble: str = ""
