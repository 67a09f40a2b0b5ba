"""What became of notices that the platform had taken: it pushes an event for each."""

from __future__ import annotations

from bot.channels.wechat.push import Push
from bot.channels.wechat.signals import Signal

_BLOCKED = "block"  # `failed:user block`, written with and without gaps


def receipts_of(push: Push) -> tuple[Signal, ...]:
    """Return a signal for each notice that did not arrive. Nothing is stored: the next notice is tried anew."""
    match push.event.lower():
        case "templatesendjobfinish":
            return () if push.status in {"", "success"} else (_signal(push.status),)
        case "subscribe_msg_sent_event":
            return tuple(_signal(status) for status in _failed(push.sent))
        case _:
            return ()


def _failed(sent: object) -> list[str]:
    """The statuses of what was not sent; one entry parses to a dict, several to a list."""
    entries = sent.get("List") if isinstance(sent, dict) else None
    found = entries if isinstance(entries, list) else [entries]
    return [
        str(entry.get("ErrorStatus") or "")
        for entry in found
        if isinstance(entry, dict) and str(entry.get("ErrorCode") or "0") != "0"
    ]


def _signal(status: str) -> Signal:
    return Signal.NOTICE_BLOCKED if _BLOCKED in status.lower() else Signal.NOTICE_FAILED
