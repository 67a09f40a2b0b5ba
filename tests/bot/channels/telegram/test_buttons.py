"""What a button carries: short, opaque, and true to the label that was pressed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from telegram import Update

from bot.channels.telegram.buttons import pressed, rows_of
from bot.channels.telegram.text import LIMIT_UNITS, fitting_text_of, size, units
from handlers.messages import Press
from handlers.rendering.paging import Limit, page
from handlers.turn import say
from policy_kb.models import Offer, OfferKind
from tests.fakes.telegram import user

LABELS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90), min_size=1, max_size=30
)


def offer(label: str) -> Offer:
    return Offer(label=label, kind=OfferKind.ASK, value=label)


def press(data: str, keyboard: object = None) -> Press | None:
    message: dict[str, Any] = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}
    if keyboard is not None:
        message["reply_markup"] = {"inline_keyboard": keyboard}
    query = {"id": "1", "from": user(1), "chat_instance": "1", "data": data, "message": message}
    update = Update.de_json({"update_id": 1, "callback_query": query}, None)
    assert update.callback_query is not None
    return pressed(update.callback_query)


@given(LABELS)
def test_every_button_comes_back_as_its_number_and_label(labels: list[str]) -> None:
    rows = rows_of(say("问", offers=tuple(map(offer, labels))))
    assert len(rows) == len(labels) + 1
    for number, ((button,), label) in enumerate(zip(rows, labels, strict=False), start=1):
        assert len(str(button["callback_data"]).encode()) <= 64
        assert press(str(button["callback_data"]), rows) == Press(number, label)


def test_the_last_button_is_a_person() -> None:
    [*_, (last,)] = rows_of(say("问", offers=(offer("a"),)))
    came = press(str(last["callback_data"]), [[last]])
    assert came is not None
    assert came.number == 0


def test_the_data_tells_nothing_of_the_label() -> None:
    ((button,), _) = rows_of(say("问", offers=(offer("我要举报"),)))
    assert re.fullmatch(r"1:[A-Za-z0-9_-]{8}", str(button["callback_data"]))


def test_a_label_that_does_not_match_its_digest_is_no_offers() -> None:
    ((button,), _) = rows_of(say("问", offers=(offer("甲"),)))
    came = press(str(button["callback_data"]), [[{**button, "text": "1 乙"}]])
    assert came is not None
    assert came.label not in {"", "甲", "乙"}


@pytest.mark.parametrize(
    "data", ["", "1", "1:", "100:abcdefgh", "1:abc", "1:abcdefgh\n", "x:abcdefgh", "١:abcdefgh"]
)
def test_data_of_somebody_else_is_no_press(data: str) -> None:
    assert press(data) is None


@given(st.text(max_size=6000))
def test_no_text_is_sent_over_the_limit_nor_with_what_cannot_be_written(text: str) -> None:
    sent = fitting_text_of(say(text))
    assert units(sent) <= LIMIT_UNITS
    assert sent.encode().decode() == sent.strip()


@given(st.text(st.sampled_from("汉😀。\n"), min_size=1, max_size=9000))
def test_pages_fit_and_lose_nothing(text: str) -> None:
    limit, parts, shown = Limit(LIMIT_UNITS, size), say(text).parts, ""
    while parts:
        reply, parts = page(replace(say(""), parts=parts), limit)
        assert size(reply) <= LIMIT_UNITS
        shown += "".join(part.text for part in reply.parts[: -1 if parts else None])
    assert shown == text
