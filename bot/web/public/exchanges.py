"""Replies as the chat shows them: each citation folds out to its whole article, the last menu can be pressed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from bot.web.public.history import Exchange
from bot.web.public.measure import MeasureText, ShownArticle, anchor_of
from handlers.messages import Reply
from policy_kb.models import AnswerKind, Offer, Part, Quotation

_RATED = frozenset(
    {
        AnswerKind.CATEGORIES,
        AnswerKind.MATERIALS,
        AnswerKind.STEPS,
        AnswerKind.RULES,
        AnswerKind.UNSTATED,
        AnswerKind.OOS,
    }
)
"""What may be called 有用 or 没用: answers to questions, not the dialogues that they lead to."""


class ShownPart(Struct, frozen=True):
    """A sentence, or a quotation with its citation; the last one from an article carries the article itself."""

    text: str
    cited: str = ""
    anchor: str = ""
    article: ShownArticle | None = None


class ShownReply(Struct, frozen=True):
    """One answer. `offers` are there only where they can still be pressed."""

    parts: tuple[ShownPart, ...]
    offers: tuple[Offer, ...] = ()
    commands: tuple[Offer, ...] = ()
    is_last: bool = False
    is_rated: bool = False
    leads_home: bool = False  # to the firm's own pages
    files_for: int = 0  # the draft whose upload page opens at a press
    awaits_staff: bool = False


class ShownExchange(Struct, frozen=True):
    """What was said and what was answered, and what stands below."""

    said: str
    replies: tuple[ShownReply, ...]
    below: str = ""


class Exchanges:
    """Prepares exchanges for the page."""

    def __init__(self, text: MeasureText) -> None:
        self._text = text

    def show(self, exchanges: Sequence[Exchange]) -> tuple[ShownExchange, ...]:
        """The exchanges with their last answer open to be pressed and rated, and the last menu above it."""
        flat = [reply for exchange in exchanges for reply in exchange.replies]
        with_menu = next((reply for reply in reversed(flat) if reply.offers), None)
        last = flat[-1] if flat else None
        return tuple(
            ShownExchange(
                exchange.said,
                tuple(
                    self._reply(reply, is_open=reply is with_menu, is_last=reply is last)
                    for reply in exchange.replies
                ),
                exchange.below,
            )
            for exchange in exchanges
        )

    def _reply(self, reply: Reply, *, is_open: bool, is_last: bool) -> ShownReply:
        lasts = {_article(part): place for place, part in enumerate(reply.parts) if isinstance(part, Quotation)}
        parts = tuple(
            self._part(part, reply, carries=place in lasts.values()) for place, part in enumerate(reply.parts)
        )
        return ShownReply(
            parts=parts,
            offers=reply.offers if is_open else (),
            commands=reply.commands if is_last else (),
            is_last=is_last,
            is_rated=is_last and reply.kind in _RATED,
            files_for=reply.files_for if is_last else 0,
            awaits_staff=reply.awaits_staff,
            leads_home=reply.kind is AnswerKind.STATUS,
        )

    def _part(self, part: Part, reply: Reply, *, carries: bool) -> ShownPart:
        if not isinstance(part, Quotation):
            return ShownPart(part.text)
        quoted = [one for one in reply.parts if isinstance(one, Quotation) and _article(one) == _article(part)]
        marks = [(one.start, one.end) for one in quoted]
        article = self._text.article(part.citation.unit, marks) if carries else None
        return ShownPart(part.text, part.citation.label, anchor_of(part.citation.unit), article)


def _article(quotation: Quotation) -> str:
    return quotation.citation.unit.partition(".")[0]
