"""What became of notices that the platform had taken: it pushes an event for each."""

from __future__ import annotations

from msgspec import Struct

from bot.channels.wechat.push import Push
from bot.channels.wechat.signals import Signal

_BLOCKED = "block"  # `failed:user block`, written with and without gaps


class Receipt(Struct, frozen=True):
    """That what the platform had taken under this number did not arrive."""

    number: str
    signal: Signal


def receipts_of(push: Push) -> tuple[Receipt, ...]:
    """Return a receipt for each notice that did not arrive."""
    match push.event.lower():
        case "templatesendjobfinish":
            return () if push.status in {"", "success"} else (Receipt(push.sent_id, _signal(push.status)),)
        case "subscribe_msg_sent_event":
            return tuple(_failed(push.sent))
        case _:
            return ()


def _failed(sent: object) -> list[Receipt]:
    """What was not sent; one entry parses to a dict, several to a list."""
    entries = sent.get("List") if isinstance(sent, dict) else None
    found = entries if isinstance(entries, list) else [entries]
    return [
        Receipt(str(entry.get("MsgID") or entry.get("MsgId") or ""), _signal(str(entry.get("ErrorStatus") or "")))
        for entry in found
        if isinstance(entry, dict) and str(entry.get("ErrorCode") or "0") != "0"
    ]


def _signal(status: str) -> Signal:
    return Signal.NOTICE_BLOCKED if _BLOCKED in status.lower() else Signal.NOTICE_FAILED
