"""Cut a reply to what one message of a channel holds; what is left over waits for 更多."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from handlers.messages import Reply
from handlers.rendering.cutting import best_cut, split_part
from handlers.texts import common
from policy_kb.models import Part, Sentence

_MORE = Sentence(text=common.MORE)


class Limit(Struct, frozen=True):
    """How large a message may be: `size` measures a reply as the channel renders it."""

    largest: int
    size: Callable[[Reply], int]

    def holds(self, reply: Reply) -> bool:
        """Whether the reply fits into one message."""
        return self.size(reply) <= self.largest


def byte_limit(largest: int, render: Callable[[Reply], str]) -> Limit:
    """A limit in bytes of UTF-8 of the rendered text."""
    return Limit(largest, lambda reply: len(render(reply).encode()))


def page(reply: Reply, limit: Limit | None) -> tuple[Reply, tuple[Part, ...]]:
    """The first message, and the parts left over; no limit leaves nothing over.

    Offers are shown with the last page only. A quotation that is cut is a true quotation in either piece.
    """
    if limit is None or limit.holds(reply):
        return reply, ()
    shown, rest = _first_page(reply.parts, limit)
    if rest:
        return replace(reply, parts=(*shown, _MORE), offers=()), rest
    return _without_some_offers(reply, limit), ()


def _first_page(parts: tuple[Part, ...], limit: Limit) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """As many whole parts as fit, then as much of the next as fits; something always stays for the last page."""
    count = 0
    while count < len(parts) - 1 and _fits(parts[: count + 1], limit):
        count += 1
    whole, following = parts[:count], parts[count:]
    pieces = _cut(following[0], whole, limit) if following else None
    if pieces is not None:
        return (*whole, pieces[0]), (pieces[1], *following[1:])
    return (whole, following) if whole else (parts, ())


def _cut(part: Part, whole: tuple[Part, ...], limit: Limit) -> tuple[Part, Part] | None:
    """Cut a part so that its first piece fits behind the whole ones; a page of its own is cut anywhere."""
    most = _longest_prefix(part, whole, limit)
    point = best_cut(part.text, most, anywhere=not whole) if most else None
    return None if point is None or (whole and _says_nothing(part, point)) else split_part(part, point)


def _says_nothing(part: Part, point: int) -> bool:
    """Whether no more than the heading stands before the cut: better on the next page as a whole."""
    return isinstance(part, Sentence) and bool(part.heading) and point <= len(part.heading) + 1


def _longest_prefix(part: Part, whole: tuple[Part, ...], limit: Limit) -> int:
    """How many characters of the part fit, by bisection: a longer prefix never renders shorter."""
    low, high = 0, len(part.text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if _fits((*whole, split_part(part, middle)[0]), limit):
            low = middle
        else:
            high = middle - 1
    return max(low, 0)


def _fits(parts: tuple[Part, ...], limit: Limit) -> bool:
    return limit.holds(Reply(parts=(*parts, _MORE)))


def _without_some_offers(reply: Reply, limit: Limit) -> Reply:
    """Fewer offers, for a message that cannot be cut: the numbers of those that are shown stay right."""
    offers = reply.offers
    while offers and not limit.holds(replace(reply, offers=offers)):
        offers = offers[:-1]
    return replace(reply, offers=offers)
