"""Which acts of a person let the account send customer-service messages, how many and how long.

https://developers.weixin.qq.com/doc/service/api/customer/message/api_sendcustommessage: what is left of a window
is not added to the next. A passive reply counts nowhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from handlers.messages import Content, Event, EventKind
from store.outbox.allowances import Opening, Window

AFTER_MESSAGE = Opening(Window.TALK, timedelta(hours=48), 5)
AFTER_TOUCH = Opening(Window.TOUCH, timedelta(minutes=1), 3)

_EVENTS: Mapping[EventKind, Opening] = MappingProxyType(
    {EventKind.SUBSCRIBE: AFTER_TOUCH, EventKind.SCAN: AFTER_TOUCH, EventKind.MENU: AFTER_TOUCH}
)


def opening_after(content: Content) -> Opening | None:
    """What a message or event opens; leaving opens nothing."""
    return _EVENTS.get(content.kind) if isinstance(content, Event) else AFTER_MESSAGE
