"""Offers as buttons, and what a pressed button says: its number and a digest of its label, 12 bytes at most."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from telegram import CallbackQuery, InlineKeyboardMarkup, Message

from handlers.messages import Press, Reply
from handlers.texts import talk
from policy_kb.expressions import lazy_compile

Rows = tuple[tuple[dict[str, object], ...], ...]

_PERSON = 0
_DATA = lazy_compile(r"([0-9]{1,2}):([A-Za-z0-9_-]{8})")
_MOST = 99  # buttons; a message takes a hundred
_UNKNOWN = "\0"
"""The label of a button whose message the platform does not bring along any more: no offer has it."""


def rows_of(reply: Reply) -> Rows:
    """Make the buttons below a reply, a row each; every menu ends with 0 for a person, but a notice to staff."""
    if not reply.offers:
        return ()
    labels = [offer.label for offer in reply.offers[:_MOST]]
    person = () if reply.leads_to else ((_PERSON, talk.HUMAN_LABEL),)
    numbered = [*enumerate(labels, start=1), *person]
    return tuple(
        ({"text": f"{number} {label}", "callback_data": data_of(number, label)},) for number, label in numbered
    )


def data_of(number: int, label: str) -> str:
    """Write what comes back when the button is pressed."""
    digest = hashlib.blake2b(label.encode("utf-8", "replace"), digest_size=6).digest()
    return f"{number}:{urlsafe_b64encode(digest).decode()}"


def pressed(query: CallbackQuery) -> Press | None:
    """Read a press; None where the data is none of ours."""
    found = _DATA.fullmatch(query.data or "")
    if found is None:
        return None
    return Press(int(found[1]), _label(query, found[0]) or _UNKNOWN)


def _label(query: CallbackQuery, data: str) -> str | None:
    """Find the label on the button itself, which comes back with the press unless the message is old."""
    message = query.message
    markup = message.reply_markup if isinstance(message, Message) else None
    if not isinstance(markup, InlineKeyboardMarkup):
        return None
    for button in (button for row in markup.inline_keyboard for button in row):
        number, _, label = button.text.partition(" ")
        if button.callback_data == data and number.isdecimal() and data_of(int(number), label) == data:
            return label
    return None
