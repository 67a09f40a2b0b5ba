"""Whatever is typed into the fields of an action is a value or is said to be none, and never markup."""

from __future__ import annotations

import pytest

from bot.web.staff.action import FIELD
from bot.web.staff.addresses import act_on
from bot.wiring import Parts
from handlers.casework.table import TABLE
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.filled_form import DAY
from store.states import Role
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.handlers.casework.town import Town
from tests.handlers.staff.ready import Ready, ready
from tests.measure import opened

CATALOGUE = Catalogue(TABLE, opened().written_out)

_HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% for x in y %}",
    "' OR 1=1 --",
    "\x00\x01\x7f",
    "\u202e\u200b\ufeff\ue000office\ue001",
    "\ufffd\U0001f4b0" * 3,
    "-1",
    "1e99999",
    "9" * 400,
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "，" * 500,
)

_ACTIONS = (
    ("act.agree_partly", Role.OFFICE),
    ("act.return", Role.OFFICE),
    ("act.pay", Role.PAYER),
    ("act.evaluate", Role.BUREAU),
    ("act.change_ratio", Role.BUREAU),
    ("contract.enter", Role.BUREAU),
    ("submit.prepayment", Role.OFFICE),
    ("staff.add", Role.ADMINISTRATOR),
    ("act.arrange", Role.OFFICE),
)


def _name(words: str) -> str:
    """The words as far as the test's client sends them in a field's name."""
    return "".join(filter(str.isprintable, words))[:50]


_STAGES = ("review", "record", "")
"""Of a form; empty: the hostile words themselves."""


def _stages(soak_factor: int, turn: int) -> tuple[str, ...]:
    """At which words are sent: at all; every day at one, so that in three actions each words come to each."""
    return _STAGES if soak_factor > 1 else _STAGES[turn % 3 :][:1]


@pytest.mark.soak
@pytest.mark.sampled(2)
@pytest.mark.parametrize(("key", "role"), _ACTIONS)
async def test_no_words_break_the_page_or_stand_in_it_as_markup(
    parts: Parts, office: Office, key: str, role: Role, soak_factor: int
) -> None:
    action = CATALOGUE.by_key[key]

    def settle(work: Work) -> Ready:
        return ready(Town(work), action, 2)

    target = await parts.database.write(settle, parts.clock())
    seat, address = await office(f"新{role.value}", role), act_on(key, action.subject, target.number)
    place = _ACTIONS.index((key, role))
    for turn, words in enumerate(_HOSTILE, place):
        typed = {f"{FIELD}{name}{end}": words for name in action.fields.model_fields for end in ("", f".{DAY}")}
        boxes = {f"{FIELD}{name}.{_name(words)}": "on" for name in action.fields.model_fields}
        for stage in _stages(soak_factor, turn):
            sent = {"stage": stage or words, "token": words, "seen": words}
            status, page = await seat.post(address, **typed, **boxes, **sent)
            assert status in {200, 422}, (words, stage, status)
            assert "<script>alert" not in page
            assert "<img src=x" not in page
            assert "{{ 7*7 }}" not in words or status == 422 or "{{ 7*7 }}" in page
