"""Who asks for the whole measure is led to the page that shows it, and to its chapters everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from handlers.messages import Channel, Reply
from handlers.talk import whole_text_words
from handlers.texts import whole_text as texts
from handlers.turn import Turn, say
from policy_kb.kb import PolicyKB
from policy_kb.labels import article_label
from policy_kb.models import AnswerKind, Offer, OfferKind
from policy_kb.numerals import to_chinese
from policy_kb.reading import Reading
from policy_kb.texts import no_such_article


class WholeText:
    """`web_link` is the address under which people reach our pages, or empty."""

    def __init__(self, kb: PolicyKB, web_link: str) -> None:
        self._kb = kb
        self._web_link = web_link

    def is_asked(self, words: Reading, turn: Turn) -> bool:
        """Whether the whole is meant, rather than the passage that the last answer cites."""
        said = words.bare
        if not said or len(said) > whole_text_words.LONGEST or not self._chapters:
            return False
        if whole_text_words.ASKS_ALONE.fullmatch(said):
            return not any(self._kb.unit(unit) for unit in turn.session.memory.units)
        return whole_text_words.ASKS.fullmatch(said) is not None

    def reply(self, turn: Turn) -> Reply:
        """The link where there is a page, and the chapters as a menu."""
        link = self._link(turn.inbound.person.channel)
        where = (texts.whole_at(link=link),) if link else ()
        gaps = (
            no_such_article(label=article_label(gap, self._kb.regulation.numbering))
            for gap in self._kb.regulation.gaps
        )
        return say(*where, texts.BY_CHAPTER, *gaps, kind=AnswerKind.RULES, offers=self._chapters)

    def _link(self, channel: Channel) -> str:
        if channel.traits.shows_pages:
            return texts.MEASURE
        return self._web_link and f"{self._web_link}{texts.MEASURE}"

    @cached_property
    def _chapters(self) -> tuple[Offer, ...]:
        return tuple(self._offers())

    def _offers(self) -> Iterator[Offer]:
        articles: dict[str, list[str]] = {}
        for article in self._kb.regulation.articles:
            if article.chapter:
                articles.setdefault(article.chapter, []).append(
                    article_label(article.number, self._kb.regulation.numbering)
                )
        for number, (heading, labels) in enumerate(articles.items(), start=1):
            label = texts.chapter(heading=" ".join(heading.split()), first=labels[0], last=labels[-1])
            yield Offer(label=label, kind=OfferKind.ASK, value=f"第{to_chinese(number)}章")
