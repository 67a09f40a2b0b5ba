"""The lines of `chat --jsonl`: what one may hold, and what is wrong with one that cannot be played."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, from_json

from handlers.messages import Content, Event, EventKind, Media, MediaKind, Press, Text
from handlers.texts import terminal as texts
from handlers.texts.faults import fault_of, fault_reason

_EVENTS: dict[str, Callable[[str], Content]] = {
    "subscribe": lambda value: Event(EventKind.SUBSCRIBE, value),
    "unsubscribe": lambda value: Event(EventKind.UNSUBSCRIBE, value),
    "scan": lambda value: Event(EventKind.SCAN, value),
    "menu": lambda value: Event(EventKind.MENU, value),
    **{kind.value: lambda value, kind=kind: Media(kind, value) for kind in MediaKind},  # type: ignore[misc]
}

_WHO = ("user", "staff", "bind_code")
"""The fields that name whom or what a line is about; its answer names the same."""


class Line(BaseModel):
    """One line: exactly one act of one person, a member to be made, a bind code, or a move of the clock."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    user: str | None = Field(default=None, min_length=1, max_length=64)
    staff: str | None = Field(default=None, min_length=1, max_length=64)
    roles: tuple[str, ...] | None = None
    bind_code: str | None = Field(default=None, min_length=1, max_length=64)
    text: str | None = None
    press: int | None = Field(default=None, ge=0)
    event: str | None = None
    path: str = ""
    advance_hours: float | None = Field(default=None, ge=0)

    @property
    def is_one_act(self) -> bool:
        """Whether the line holds one thing to do, and whom it is done by where that must be said."""
        acts = [self.text, self.press, self.event, self.roles, self.bind_code, self.advance_hours]
        people = [name for name in (self.user, self.staff) if name is not None]
        if sum(act is not None for act in acts) != 1:
            return False
        if self.roles is not None:
            return self.staff is not None and self.user is None
        return len(people) == (1 if self.bind_code is None and self.advance_hours is None else 0)

    def content(self) -> Content | None:
        """What the person sent; None where the event is not known."""
        if self.text is not None:
            return Text(self.text)
        if self.press is not None:
            return Press(self.press)
        make = _EVENTS.get(self.event or "")
        return make(self.path) if make else None


def parsed_line(line: str) -> Line | dict[str, Any]:
    """The line, or the answer that says why it cannot be played."""
    try:
        parsed = Line.model_validate_json(line)
    except ValidationError as error:
        return refuse_line(line, error, named=_WHO)
    if parsed.is_one_act:
        return parsed
    return _named(line, _WHO) | {"error": texts.bad_line(reason=texts.ONE_ACT)}


def refuse_line(line: str, error: ValidationError, *, named: tuple[str, ...]) -> dict[str, Any]:
    """Say what is wrong with a JSON line, beside the names that it gave itself."""
    reasons = dict.fromkeys(map(_fault, error.errors(include_url=False)))
    return _named(line, named) | {"error": texts.bad_line(reason="；".join(reasons))}


def _fault(fault: ErrorDetails) -> str:
    reason = fault_reason(kind=fault["type"], context=fault.get("ctx", {}), otherwise=fault["msg"])
    return fault_of(field=str(fault["loc"][0]) if fault["loc"] else "", reason=reason)


def _named(line: str, names: tuple[str, ...]) -> dict[str, Any]:
    """Those fields of the line, whatever they hold, if they can be told."""
    try:
        value = from_json(line)
        found = {name: value[name] for name in names if name in value} if isinstance(value, dict) else {}
        json.dumps(found, allow_nan=False)
    except ValueError:
        return {}
    return found


def dump(played: dict[str, Any]) -> str:
    """One JSON line of the answer."""
    return json.dumps(played, ensure_ascii=False)
