"""The demonstration's script, as it stands in demo.toml."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from policy_kb.expressions import lazy_compile
from store.states import Kind, Role

_DAY = lazy_compile(r"([+-]\d{1,4})d")


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MemberLine(_Told):
    """A member of staff."""

    name: str
    roles: tuple[Role, ...]


class ItemLine(_Told):
    """An item of the office's checklist."""

    kind: Kind
    code: str
    label: str
    hint: str
    required: bool


class ContractLine(_Told):
    """A contract; its days are counted from today, its payee is the firm."""

    number: str
    firm_name: str
    credit_code: str
    project: str
    procurement: str
    amount: int
    ratio: int | None = None
    signed_on: str
    due_on: str
    payee_account: str
    payee_bank: str


class PersonLine(_Told):
    """Somebody who is bound to a contract's firm, in the terminal chat."""

    name: str
    contract: str


class DraftLine(_Told):
    """An application that is still being filled in."""

    by: str
    contract: str
    kind: Kind


class IntentionLine(_Told):
    """An entry of somebody who is no contractor."""

    by: str
    called: str
    phone: str
    wish: str


class EventLine(_Told):
    """One act: so many days before today, by whom, on which contract or named application, with which fields.

    A `submit` names the application for the events that follow, a `leave_complaint` what was left.
    """

    days: int
    by: str
    do: str
    on: str = ""
    name: str = ""
    kind: Kind | None = None
    amount: int = 0
    purpose: str = ""
    fields: dict[str, Any] = {}


class Script(_Told):
    """Everything that the demonstration holds."""

    staff: tuple[MemberLine, ...]
    item: tuple[ItemLine, ...]
    contract: tuple[ContractLine, ...]
    person: tuple[PersonLine, ...]
    draft: DraftLine
    intention: IntentionLine
    event: tuple[EventLine, ...]


@cache
def demo_script() -> Script:
    """Read the script that comes with the package."""
    text = files("bot.demo").joinpath("demo.toml").read_text(encoding="utf-8")
    return Script.model_validate(tomllib.loads(text))


def dated(value: str, today: date) -> date:
    """A day of the script: -30d is thirty days before today.

    Raises:
        ValueError: the script is written wrongly.
    """
    found = _DAY.fullmatch(value)
    if found is None:
        raise ValueError(f"no day of the script: {value}")
    return today + timedelta(days=int(found[1]))


def dated_fields(fields: dict[str, Any], today: date) -> dict[str, Any]:
    """The fields of an act with the script's days made days."""
    return {
        name: dated(value, today) if isinstance(value, str) and _DAY.fullmatch(value) else value
        for name, value in fields.items()
    }
