"""How wiring connects a channel. One that does not keep what it declares is refused at the start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from bot.channels.base import Sender
from bot.encoding import decode_reply
from bot.errors import ChannelError
from bot.turns.ending import Page
from bot.turns.runs import Opens
from handlers.materials.handing_in import Fetch
from handlers.messages import TRAITS, Channel, Content, Files, Handling, Inbound, Reply
from handlers.rendering.paging import Limit, page
from handlers.texts.binding import CHANNELS
from store.outbox.allowances import Opening
from store.turns.waiting import Fits

_LONGEST_NAME = 16
"""Characters of the columns in which a channel's name is stored."""


class Connection(Struct, frozen=True, kw_only=True):
    """A channel as wiring connects it: the one line that a new one needs there."""

    channel: Channel
    limit: Limit | None
    """How much one message holds; None where there is no limit."""
    is_on: bool = True
    """Whether its keys are set; what is off has neither sender nor fetch."""
    sender: Sender | None = None
    fetch: Fetch | None = None
    opens: Callable[[Content], Opening | None] | None = None
    """How many messages its platform takes after something that a person did; None where it does not count."""
    holds: Callable[[Sequence[Reply]], bool] | None = None
    """Whether these fit into the one message that answers at once; None where any number does."""


def check_connections(connections: Iterable[Connection]) -> None:
    """See that every channel is connected once, and keeps what its traits declare.

    Raises:
        ChannelError: names each channel, and what is missing.
    """
    given = list(connections)
    faults = [*_unconnected(given), *(fault for one in given for fault in _faults(one))]
    if faults:
        raise ChannelError("\n".join(faults))


def pulled_channels() -> frozenset[str]:
    """Channels that cannot push: notices wait there for the person's next message, and stand before its answer."""
    return frozenset(channel.value for channel in Channel if not channel.traits.pushes)


def openings(connections: Iterable[Connection]) -> Opens:
    """What the platform of a message's channel takes after it."""
    known = {one.channel: one.opens for one in connections if one.opens}

    def opens(inbound: Inbound) -> Opening | None:
        of_channel = known.get(inbound.person.channel)
        is_theirs = not isinstance(inbound.content, Handling)
        return of_channel(inbound.content) if of_channel and is_theirs else None

    return opens


def fitter(connections: Iterable[Connection]) -> Fits:
    """Whether messages, as they are stored, fit into one answer of a channel."""
    known = {one.channel.value: one.holds for one in connections if one.holds}

    def fits(channel: str, messages: Sequence[str]) -> bool:
        holds = known.get(channel)
        replies = [decode_reply(message) for message in messages]
        return holds is None or holds([one for one in replies if one])

    return fits


def pager(connections: Iterable[Connection]) -> Page:
    """Cuts a reply to what one message of its channel holds."""
    limits = {one.channel: one.limit for one in connections}
    return lambda reply, channel: page(reply, limits[channel])


def _unconnected(connections: list[Connection]) -> Iterator[str]:
    named = [one.channel for one in connections]
    for channel in Channel:
        if channel not in TRAITS:
            yield f"{channel.value}: has no line in handlers.messages.TRAITS"
        if channel.value not in CHANNELS:
            yield f"{channel.value}: has no words in handlers.texts.binding.CHANNELS"
        if named.count(channel) != 1:
            yield f"{channel.value}: is connected {named.count(channel)} times in bot.wiring, once is right"


def _faults(one: Connection) -> Iterator[str]:
    name, traits = one.channel.value, TRAITS.get(one.channel)
    if len(name) > _LONGEST_NAME or not name.isascii() or not name.islower():
        yield f"{name}: a name is stored: small letters, at most {_LONGEST_NAME}"
    if traits is None:
        return
    if one.is_on and traits.pushes and one.sender is None:
        yield f"{name}: declares pushes=True, but wiring gives it no sender"
    if one.sender is not None and not (one.is_on and traits.pushes):
        yield f"{name}: has a sender, but is off or declares pushes=False: nothing would be sent"
    if one.sender is not None and one.sender.channel is not one.channel:
        yield f"{name}: its sender is of {one.sender.channel.value}"
    if one.fetch is not None and traits.files is Files.NOTHING:
        yield f"{name}: has a fetch, but declares files=Files.NOTHING"
    if traits.is_abroad and not traits.answers_only:
        yield f"{name}: is_abroad without answers_only: personal data and reports may not be taken there"
    if traits.answers_only and traits.binds_firms:
        yield f"{name}: answers_only, yet binds_firms: whoever is bound could do nothing there"
