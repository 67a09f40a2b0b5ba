"""Several notices to staff as one message: as much of each as the channel may show, as many as it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from handlers.messages import Channel, NoticeCard, NoticeKind, Reply, StaffWay
from handlers.notices.inbox import INBOX
from handlers.texts import notices as notice_texts
from handlers.texts import staff_notices as texts
from handlers.turn import say
from store.tables.notices import StaffNotice

ROOM: Mapping[StaffWay, int] = MappingProxyType(
    {StaffWay.GROUP: 1100, StaffWay.MEMBER: 165, StaffWay.IF_ALLOWED: 500}
)
"""Characters below the first line, of which WeCom makes a title."""

_LONGEST, _LONGEST_TITLE = 120, 40

Lead = Callable[[str, str], str]
"""The console's page of what a notice is about, by its kind and number; empty where there is none."""


class StaffMessage(Struct, frozen=True):
    """A message, and the notices that are told by it; others have to wait for the next."""

    reply: Reply
    told: tuple[StaffNotice, ...]


def compose(notices: Sequence[StaffNotice], channel: Channel, lead: Lead) -> StaffMessage:
    """One message of at least one notice: what is urgent comes first, what says the same is said once.

    To a group everything is told, in several messages where it has to be: nobody else keeps its inbox. Members are
    told how many more there are.
    """
    ordered = sorted(notices, key=lambda one: not one.urgent)
    lines = dict.fromkeys(_line(one, channel) for one in ordered)
    if len(lines) == 1:
        return StaffMessage(_single(ordered[0], channel, lead), tuple(ordered))
    way = channel.traits.tells_staff
    shown = _fitting(list(lines), ROOM[way])
    if way is StaffWay.GROUP:
        ordered = [one for one in ordered if _line(one, channel) in shown]
    left = len(lines) - len(shown)
    tail = [texts.more(count=left)] if left and way is not StaffWay.GROUP else []
    urgent = len({_line(one, channel) for one in ordered if one.urgent})
    title = texts.several(count=len(lines) if way is not StaffWay.GROUP else len(shown), urgent=urgent)
    return StaffMessage(_reply([title, *shown, *tail], channel, ordered, INBOX), tuple(ordered))


def _single(notice: StaffNotice, channel: Channel, lead: Lead) -> Reply:
    words = [notice.brief[:_LONGEST_TITLE]]
    if not _is_brief(channel) and notice.text.rstrip("。") != notice.brief.rstrip("。"):
        words.append(_cut(notice.text, ROOM[channel.traits.tells_staff]))
    return _reply(words, channel, [notice], lead(notice.about, notice.subject) or INBOX)


def _reply(lines: list[str], channel: Channel, notices: Sequence[StaffNotice], page: str) -> Reply:
    is_talk = channel.traits.tells_staff is StaffWay.IF_ALLOWED
    text = "\n".join(lines)
    reply = say(notice_texts.to_staff(text=text) if is_talk else text)
    return replace(reply, leads_to=page, card=_card(lines[0], notices) if is_talk else None)


def _card(title: str, notices: Sequence[StaffNotice]) -> NoticeCard | None:
    """For a platform that lets nothing else through: the first number, and how many there are."""
    numbered = next((one for one in notices if one.subject), None)
    if numbered is None:
        return None
    return NoticeCard(
        kind=NoticeKind.PROGRESS, number=numbered.subject, step=title, brief=texts.CARD_STEP, at=numbered.at
    )


def _line(notice: StaffNotice, channel: Channel) -> str:
    return notice.brief if _is_brief(channel) else _cut(" ".join(notice.text.split()), _LONGEST)


def _is_brief(channel: Channel) -> bool:
    """Whether others read along, or the platform's servers are abroad."""
    return channel.traits.tells_staff is StaffWay.GROUP or channel.traits.is_abroad


def _fitting(lines: Sequence[str], room: int) -> list[str]:
    """As many as fit, at least one."""
    shown, length = [lines[0]], len(lines[0])
    for line in lines[1:]:
        length += len(line) + 1
        if length > room:
            break
        shown.append(line)
    return shown


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
