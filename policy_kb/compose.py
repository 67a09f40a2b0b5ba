"""Put answers together out of quotations and fixed sentences; decides nothing about the question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace

from policy_kb import texts
from policy_kb.guide import Guide, Topic
from policy_kb.matching.pinyin import tokens_of
from policy_kb.models import (
    FLOWS,
    Answer,
    AnswerKind,
    Course,
    Offer,
    OfferKind,
    Part,
    Quotation,
    Sentence,
    citations_of,
)
from policy_kb.passages import Unit, Units
from policy_kb.roles import PassageRole

QUOTED = 400
"""Characters of one quotation unless the whole is asked; conditions are never cut off a shorter one."""

OFFERS = 3
_NAME_LENGTH = 24

_ABOVE_OFFERS = frozenset({texts.PERHAPS, texts.IF_OURS})
"""Said above one answer's own offers; of several answers the offers are mixed."""

Quotes = tuple[Quotation, ...]


_KEPT = 1024
"""Answers of a sort that are kept put together: what a guide's topics say, with what is offered besides."""

Cut = tuple[int, ...]
"""The sentences of a long passage that are quoted; of one that is quoted whole, none."""


class Composer(Struct, frozen=True, dict=True, eq=False):
    """Knows the document and what the office signed off.

    An answer hangs on few things besides the topic; put together once, it is the same for everybody who asks.
    """

    units: Units
    guide: Guide

    def stated(self, topic: Topic, kind: AnswerKind, question: str, others: Sequence[str] = ()) -> Answer:
        """The lead, the passages, what the office adds; below it the passages that also come near."""
        quoted = [unit for unit in topic.quoted if unit in self.units.by_id]
        cuts = tuple(self._cut(unit, question) for unit in quoted)
        return self._stated(topic, kind, cuts, self._remarks(topic.quoted, question), tuple(others))

    def unstated(
        self, said: str, nearest: str, question: str, *, matter: str = "", standard: bool = False
    ) -> Answer:
        """Says what is not stated, then the nearest passage, then where standards stand.

        `matter`: the id of what is not stated, where it has one.
        """
        beside = self.guide.unit_of(PassageRole.STANDARDS) if standard else ""
        quoted = [nearest, *([beside] if beside in self.units.by_id and beside != nearest else [])]
        cuts = tuple(self._cut(unit, question) for unit in quoted)
        return self._unstated(said, tuple(quoted), cuts, self._remarks((nearest,), question), matter)

    @cached_property
    def _stated(self) -> Callable[[Topic, AnswerKind, tuple[Cut, ...], tuple[str, ...], tuple[str, ...]], Answer]:
        return lru_cache(_KEPT)(self._put_stated)

    def _put_stated(
        self,
        topic: Topic,
        kind: AnswerKind,
        cuts: tuple[Cut, ...],
        remarks: tuple[str, ...],
        others: tuple[str, ...],
    ) -> Answer:
        first, *more = map(self._quoted, (unit for unit in topic.quoted if unit in self.units.by_id), cuts)
        notes = dict.fromkeys([*self._notes(topic), *remarks])
        parts: tuple[Part, ...] = (_say(topic.lead), *first, *chain(*more), *map(_say, notes))
        offers = self.offers([*topic.offers, *self._offered(topic.unit), *others], shown=topic.quoted)
        return _answer(kind, parts, (*self._whole(topic.unit), *offers), topic=self.guide.id_of(topic))

    @cached_property
    def _unstated(self) -> Callable[[str, tuple[str, ...], tuple[Cut, ...], tuple[str, ...], str], Answer]:
        return lru_cache(_KEPT)(self._put_unstated)

    def _put_unstated(
        self, said: str, quoted: tuple[str, ...], cuts: tuple[Cut, ...], remarks: tuple[str, ...], matter: str
    ) -> Answer:
        nearest, *beside = map(self._quoted, quoted, cuts)
        standards: list[Part] = [_say(texts.ALSO_STANDARD), *chain(*beside)] if beside else []
        ending = map(_say, (*remarks, self.guide.ask_office or texts.ASK_OFFICE))
        parts: tuple[Part, ...] = (_say(said), _say(texts.NEAREST), *nearest, *standards, *ending)
        return _answer(AnswerKind.UNSTATED, parts, (human_offer(),), matter=matter)

    def beside_gap(self, said: Sequence[str], units: Sequence[str]) -> Answer:
        """The numbers do not exist: said first, then the passages around them."""
        quotes = chain(*(self._quoted(unit, self._cut(unit, "")) for unit in units))
        return _answer(AnswerKind.UNSTATED, (*map(_say, said), *quotes), (human_offer(),))

    def passage(self, unit: str) -> Answer:
        """The whole passage, as somebody asked for it by number."""
        parts: tuple[Part, ...] = (
            _say(texts.UNIT),
            self.units.by_id[unit].quote(),
            *map(_say, self._unit_notes(unit)),
        )
        offers = self.offers(self._offered(unit), shown=(unit,))
        return _answer(self.kind_of(unit), parts, offers, course=Course.NUMBERS)

    def sentence(self, unit: str, quoted: Quotation) -> Answer:
        """One sentence of a passage; the rest is offered."""
        offers = (whole_offer(unit, self.units.label_of(unit)),)
        return _answer(self.kind_of(unit), [_say(texts.UNIT), quoted], offers, course=Course.NUMBERS)

    def listed(self, named: Iterable[str]) -> Answer:
        """Several passages whole, in the order asked; what is no passage's id is said in its place."""
        entries = tuple(named)
        units = [entry for entry in entries if entry in self.units.by_id]
        notes = dict.fromkeys(note for unit in units for note in self._unit_notes(unit))
        shown = (self._whole_of(entry) if entry in self.units.by_id else [_say(entry)] for entry in entries)
        parts: list[Part] = [_say(texts.UNIT), *chain(*shown), *map(_say, notes)]
        return _answer(self.kind_of(units[0]), parts, self.offers(self._offered(units[-1]), shown=units))

    def _whole_of(self, unit: str) -> list[Part]:
        """A passage; of an article with items, its opening and their headings."""
        return [self.units.by_id[unit].quote(), *(item.sentences()[0] for item in self.units.items_of(unit))]

    def beside(self, said: Sequence[str], units: Sequence[str], kind: AnswerKind = AnswerKind.RULES) -> Answer:
        """What the printed text says outside its articles, and the passage that goes with it."""
        parts: list[Part] = [*map(_say, said), *(self.units.by_id[unit].quote() for unit in units)]
        return _answer(kind, parts, ())

    @cached_property
    def whole_list(self) -> Callable[[str], Answer]:
        """The opening of an article and the headings of all its items; the items are the menu."""
        return lru_cache(_KEPT)(self._put_whole_list)

    def _put_whole_list(self, article: str) -> Answer:
        items = self.units.items_of(article)
        opening = self.units.by_id[article].quote()
        headings = [item.sentences()[0] for item in items]
        is_scope = article == self.guide.unit_of(PassageRole.SCOPE)
        lead = (self.guide.menu if is_scope else "") or texts.LIST_OPENING
        offers = [self.unit_offer(item.id) for item in items]
        return _answer(self.kind_of(article), (_say(lead), opening, *headings), offers)

    def articles(self, lead: str, units: Sequence[Unit]) -> Answer:
        """Several passages under one sentence: a chapter."""
        long = sum(len(unit.text) for unit in units) > QUOTED + QUOTED // 2
        quotes = [unit.sentences()[0] if long else unit.quote() for unit in units]
        cut = units if long else [unit for unit in units if self.units.items_of(unit.id)]
        offers = [self.unit_offer(unit.id) for unit in cut[:OFFERS]]
        return _answer(AnswerKind.RULES, [_say(lead), *quotes], offers)

    def choices(self, units: Sequence[str]) -> Answer:
        """A question back."""
        offers = tuple(map(self.unit_offer, units[:OFFERS]))
        citations = tuple(self.units.by_id[unit].quote().citation for unit in units[:OFFERS])
        return Answer(kind=AnswerKind.CLARIFY, parts=(_say(texts.WHICH),), citations=citations, offers=offers)

    def perhaps(self, answer: Answer, units: Iterable[str]) -> Answer:
        """The answer with passages that may be meant instead, in place of its neighbours."""
        quoted = {citation.unit for citation in answer.citations}
        ways = [offer for offer in answer.offers if offer.kind is not OfferKind.UNIT]
        other = [unit for unit in dict.fromkeys(units) if unit not in quoted][: OFFERS - len(ways)]
        offers = (*map(self.unit_offer, other), *ways)
        said = texts.IF_OURS if answer.kind is AnswerKind.OOS else texts.PERHAPS
        return replace(answer, parts=(*answer.parts, _say(said)), offers=offers)

    def shown(self, kind: AnswerKind, lead: str, units: Sequence[str], topic: str = "") -> Answer:
        """Passages under a sentence; `topic` is the id of the one whose lead it is."""
        parts: list[Part] = [_say(lead), *(self.units.by_id[unit].quote() for unit in units)]
        return _answer(kind, parts, self.offers(self._offered(units[0]), shown=units), topic=topic)

    def brief(self, kind: AnswerKind, said: Part, sources: str, units: Sequence[str], topic: str = "") -> Answer:
        """One sentence and where it stands, without the passages."""
        citations = tuple(self.units.by_id[unit].quote().citation for unit in units)
        return Answer(kind=kind, parts=(said, _say(sources)), citations=citations, topic=topic)

    def _cut(self, unit: str, question: str) -> Cut:
        """Of a long passage the sentences nearest to the question, in their order; a shorter one stays whole."""
        found = self.units.by_id[unit]
        return _nearest_sentences(found, question) if len(found.text) > QUOTED else ()

    def _quoted(self, unit: str, cut: Cut) -> Quotes:
        """The passage, or these sentences of it."""
        found = self.units.by_id[unit]
        return tuple(map(found.sentences().__getitem__, cut)) or (found.quote(),)

    def offers(self, units: Iterable[str], shown: Sequence[str]) -> tuple[Offer, ...]:
        """Passages not shown yet, two at most: the third place is for a person."""
        known = dict.fromkeys(unit for unit in units if unit in self.units.by_id and unit not in shown)
        return tuple(map(self.unit_offer, islice(known, OFFERS - 1)))

    @cached_property
    def unit_offer(self) -> Callable[[str], Offer]:
        """Picking it shows the passage."""
        return lru_cache(_KEPT)(lambda unit: Offer(label=self.name_of(unit), kind=OfferKind.UNIT, value=unit))

    def _whole(self, unit: str) -> tuple[Offer, ...]:
        """The way to the rest of a passage of which only some sentences are shown."""
        return (whole_offer(unit, self.units.label_of(unit)),) if len(self.units.by_id[unit].text) > QUOTED else ()

    def kind_of(self, unit: str) -> AnswerKind:
        """What sort of matter the unit is about."""
        entry = self.guide.by_id.get(unit)
        return entry.kind if entry else AnswerKind.RULES

    def name_of(self, unit: str) -> str:
        """The unit's menu label."""
        entry = self.guide.by_id.get(unit)
        if entry:
            return f"{entry.name}（{self.units.label_of(unit)}）"
        text = self.units.by_id[unit].text
        return f"{self.units.label_of(unit)} {text[:_NAME_LENGTH]}" + ("…" if len(text) > _NAME_LENGTH else "")

    def _offered(self, unit: str) -> tuple[str, ...]:
        entry = self.guide.by_id.get(unit)
        return entry.offers if entry else ()

    def _notes(self, topic: Topic) -> list[str]:
        return [*self._unit_notes(topic.unit), *([topic.note] if topic.note else [])]

    def _unit_notes(self, unit: str) -> list[str]:
        """What goes with the passage however it is come by: nobody is told that listed means supported."""
        entry = self.guide.by_id.get(unit)
        is_listed = "." in unit and unit.split(".", maxsplit=1)[0] == self.guide.unit_of(PassageRole.SCOPE)
        return [note for note in (self.guide.listed if is_listed else "", entry.note if entry else "") if note]

    def _remarks(self, units: Sequence[str], question: str) -> tuple[str, ...]:
        among = frozenset(units)
        return tuple(
            remark.text
            for remark in self.guide.remarks
            if not among.isdisjoint(remark.units) and remark.pattern.search(question)
        )


def flow(kind: AnswerKind) -> Answer:
    """A dialogue of the assistant takes over; it has words of its own."""
    return Answer(kind=kind, parts=())


def outside(sentence: str) -> Answer:
    """Off the topic: one sentence, no citation."""
    return Answer(kind=AnswerKind.OOS, parts=(_say(sentence),))


def joined(answers: Sequence[Answer]) -> Answer:
    """Several answers in one message, the first one's kind and first citation in front.

    A passage that was quoted already is named instead; a dialogue that is wanted besides is the first offer.
    A list of passages keeps all its numbers, and no other offer stands among them.
    """
    if len(answers) == 1:
        return answers[0]
    citations = dict.fromkeys(citation for answer in answers for citation in answer.citations)
    flows = (flow_offer(answer.kind) for answer in answers if answer.kind in FLOWS)
    mixed = dict.fromkeys(chain(flows, (offer for answer in answers for offer in answer.offers)))
    listed = next((answer.offers for answer in answers if len(answer.offers) > OFFERS), ())
    return replace(
        answers[0],
        parts=tuple(_quoted_once(answers)),
        citations=tuple(citations),
        offers=listed or tuple(mixed)[:OFFERS],
    )


def _quoted_once(answers: Sequence[Answer]) -> Iterator[Part]:
    """All parts in order; where a quotation stood already, its place names it."""
    seen: set[Quotation] = set()
    for answer in answers:
        if answer.kind in FLOWS and not answer.parts:
            yield _say(texts.FLOW_BESIDE[answer.kind.value])
        yield from dict.fromkeys(_named(part, seen) for part in answer.parts if part.text not in _ABOVE_OFFERS)
        seen |= {part for part in answer.parts if isinstance(part, Quotation)}


def apart_from_offers(parts: tuple[Part, ...]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The parts of an answer, and by itself the sentence that stands above its offers, where there is one."""
    at = len(parts) - 1 if parts and parts[-1].text in _ABOVE_OFFERS else len(parts)
    return parts[:at], parts[at:]


def _named(part: Part, seen: AbstractSet[Quotation]) -> Part:
    if isinstance(part, Quotation) and part in seen:
        return _say(texts.as_above(label=part.citation.label))
    return part


def whole_offer(unit: str, label: str) -> Offer:
    """Picking it shows the whole passage."""
    return Offer(label=texts.whole_passage(label=label), kind=OfferKind.WHOLE, value=unit)


def flow_offer(kind: AnswerKind) -> Offer:
    """Picking it begins the dialogue."""
    return Offer(label=texts.FLOW_OFFERS[kind.value], kind=OfferKind.FLOW, value=kind.value)


def human_offer() -> Offer:
    """Picking it reaches a person."""
    return flow_offer(AnswerKind.HUMAN)


@lru_cache(_KEPT)
def _say(text: str) -> Sentence:
    return Sentence(text=text)


def _answer(
    kind: AnswerKind,
    parts: Iterable[Part],
    offers: Iterable[Offer],
    *,
    topic: str = "",
    matter: str = "",
    course: Course = Course.STEPS,
) -> Answer:
    """An answer that cites what it quotes; `course` `NUMBERS` is that from which a talk goes on by number."""
    kept = tuple(parts)
    return Answer(
        kind=kind,
        parts=kept,
        citations=citations_of(kept),
        offers=tuple(offers),
        topic=topic,
        matter=matter,
        course=course,
    )


def _nearest_sentences(unit: Unit, question: str) -> Cut:
    sentences = unit.sentences()
    asked = set(tokens_of(question))
    by_nearness = sorted(range(len(sentences)), key=lambda i: (-len(asked & set(sentences[i].text)), i))
    kept: list[int] = []
    for number in by_nearness:
        if kept and sum(len(sentences[i].text) for i in kept) + len(sentences[number].text) > QUOTED:
            break
        kept.append(number)
    return tuple(sorted(kept))
