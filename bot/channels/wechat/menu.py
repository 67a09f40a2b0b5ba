"""The account's menu: data, the platform's limits, and publishing only what changed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from msgspec import Struct

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.errors import Failure
from handlers.texts import talk
from handlers.texts import wechat as texts

_BUTTONS, _SUB_BUTTONS = 3, 5
_NAME_BYTES, _SUB_NAME_BYTES, _KEY_BYTES = 16, 60, 128


class Item(Struct, frozen=True):
    """An entry that says `key` to the assistant, as if the person had typed it.

    The words themselves are the key: phones keep old menus for a while, and words stay understood.
    """

    name: str
    key: str


class Button(Struct, frozen=True):
    """A button at the foot of the chat, and the entries that it opens."""

    name: str
    items: tuple[Item, ...]


class Published(Enum):
    """What publishing did."""

    CREATED = auto()
    UNCHANGED = auto()


class OverLimit(Struct, frozen=True):
    """The platform would refuse this menu; `problems` says where."""

    problems: tuple[str, ...]


def default_menu() -> tuple[Button, ...]:
    """Build the menu; each button's list ends with the way to a person."""
    person = Item(talk.HUMAN_LABEL, talk.HUMAN_LABEL)
    return tuple(
        Button(name, (*(Item(words, words) for words in entries), person)) for name, entries in texts.MENU.items()
    )


async def publish_menu(api: WeChatApi, menu: tuple[Button, ...]) -> Published | OverLimit | Failure:
    """Create the menu where the account's differs from it."""
    problems = problems_of(menu)
    if problems:
        return OverLimit(problems)
    wanted = definition_of(menu)
    current = await api.get_menu()
    if isinstance(current, Failure):
        return current
    if _comparable(current) == _comparable(wanted):
        return Published.UNCHANGED
    created = await api.create_menu(wanted)
    return created if isinstance(created, Failure) else Published.CREATED


def definition_of(menu: tuple[Button, ...]) -> Mapping[str, object]:
    """Write the menu as menu/create wants it."""
    return {"button": [{"name": button.name, "sub_button": _items_of(button)} for button in menu]}


def problems_of(menu: tuple[Button, ...]) -> tuple[str, ...]:
    """List where the menu exceeds the platform's limits, which are in bytes: a 汉字 has three."""
    found = [_over("buttons", len(menu), _BUTTONS)] if menu else ["no buttons"]
    for button in menu:
        found.append(_over(f"bytes of {button.name}", _bytes(button.name), _NAME_BYTES))
        found.append(_over(f"entries of {button.name}", len(button.items), _SUB_BUTTONS))
        for item in button.items:
            found.append(_over(f"bytes of {item.name}", _bytes(item.name), _SUB_NAME_BYTES))
            found.append(_over(f"bytes of the key {item.key}", _bytes(item.key), _KEY_BYTES))
    return tuple(filter(None, found))


def _items_of(button: Button) -> list[dict[str, object]]:
    return [{"type": "click", "name": item.name, "key": item.key} for item in button.items]


def _over(what: str, count: int, limit: int) -> str:
    if count == 0:
        return f"{what}: none"
    return f"{what}: {count} of at most {limit}" if count > limit else ""


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))


def _comparable(definition: object) -> object:
    """Leave out what the platform adds when it shows a menu: empty lists of sub-buttons, ids."""
    if isinstance(definition, Mapping):
        kept = {key: _comparable(value) for key, value in definition.items() if key != "menuid"}
        return {key: value for key, value in kept.items() if value not in ([], "", None)}
    return [_comparable(one) for one in definition] if isinstance(definition, list) else definition
