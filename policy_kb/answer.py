"""Decide what a question gets: a passage by number, a topic, what is not stated, a flow, or a question back."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from policy_kb import texts
from policy_kb.compose import Composer, flow, outside
from policy_kb.guide import Matter, Topic
from policy_kb.look_up import LookUps
from policy_kb.matching.accusing import accuses, asks_how_to_report, may_accuse
from policy_kb.matching.bare import Sought, sought_in, wish_of
from policy_kb.matching.model import OOS, UNSTATED
from policy_kb.matching.ranking import Ranking
from policy_kb.matching.retrieve import Retriever
from policy_kb.matching.support import support_asked
from policy_kb.memo import Memo
from policy_kb.models import FLOWS, Answer, AnswerKind
from policy_kb.references.contents import Contents
from policy_kb.references.grammar import find_numbers, find_references
from policy_kb.references.reference import Found
from policy_kb.roles import PassageRole

_CLASSES = frozenset({*(kind.value for kind in FLOWS), AnswerKind.SMALLTALK.value})

_OTHER_ACTS = frozenset({AnswerKind.STATUS.value, AnswerKind.APPLY.value, AnswerKind.HUMAN.value})
_SUMS = frozenset({"amount", "ratio"})

_CLOSE = 0.12
_FAINT = -0.5
"""A question back only where the winner is hardly ahead and faint itself: there it is right one time in five, and
one of three choices two times in three (authors left out; under 2 % of their content questions)."""

_DOUBTFUL = 0.75
"""Ahead by less, the answer offers what else may be meant: one answer in four, and 99 times in a hundred the right
passage is shown or offered (authors left out)."""

_TOUCHES, _REACHES = 0.15, 0.6
"""What is foreign by less touches the document and is not stated; by less than the second, it has offers."""
_NEARNESS = 0.5
"""How much a passage that comes near speaks against its being foreign."""

_NEAR = 0.6
"""How far behind the winner a unit may be and still be offered."""

_FOREIGN = 1.0
"""How sure the model must be that a matter is not of this document, so that no words of a complaint count."""

_FEW, _CLEAR = 10, 0.0
"""Characters and margin of an accusation that is told without any of its words (authors left out)."""

_OFFERED = 6
"""Passages looked at for offers: three, besides those quoted."""

_READ = 200
"""Passages that are looked at for what a question asks, where there are no samples."""

_NAMED_LIFT = 0.6
"""How much a number in the question speaks for its article."""


class Answerer(Struct, frozen=True):
    """Answers normalised questions."""

    retriever: Retriever
    look_ups: LookUps
    memo: Memo | None = None

    @property
    def composer(self) -> Composer:
        """Puts its answers together."""
        return self.look_ups.composer

    @property
    def contents(self) -> Contents:
        """What reading references knows of the document."""
        return self.look_ups.contents

    def answer(self, text: str, *, may_ask: bool = True) -> Answer:
        """Numbers first, then meaning; what names a passage is about this document, whatever else it says.

        `may_ask`: a question back is allowed.
        """
        found = self.found(text)
        if found.is_apart and not may_accuse(text) and (shown := self.look_ups.show(found)):
            return shown
        if named := self.look_ups.answer(text, found):
            return named
        if found.references and not found.own and not self.look_ups.is_contract(found):
            return self._of_another_law(text)
        answer = self._by_meaning(text, may_ask=may_ask)
        is_lost = answer.kind in {AnswerKind.OOS, AnswerKind.SMALLTALK} and any(
            one.is_free and (one.article or one.chapter) for one in found.own
        )
        return (self.look_ups.show(found) or answer) if is_lost else answer

    def look_up(self, text: str) -> Answer | None:
        """The passages that the text names, where it asks nothing else."""
        found = self.found(text)
        return self.look_ups.answer(text, found) if found.is_look_up else None

    def look_up_numbers(self, text: str) -> Answer | None:
        """The articles of a message that is nothing but their numbers."""
        return self.look_ups.show(find_numbers(text, self.contents))

    def kind_of(self, text: str) -> AnswerKind:
        """What sort of question it is by its meaning alone."""
        best = self.ranking(text).best
        return self.composer.kind_of(best) if best in self.composer.units.by_id else AnswerKind(best)

    def nearest(self, text: str, besides: Sequence[str] = ()) -> str:
        """The passage that comes nearest, whether it states the matter or not; of some, another one."""
        return next(unit for unit in self.ranking(text).places if unit not in besides)

    def ranking(self, text: str) -> Ranking:
        """What a text would be taken for by its meaning, and how clearly."""
        if self.memo is None:
            return self._ranked(text)
        if text not in self.memo.rankings:
            self.memo.rankings[text] = self._ranked(text)
        return self.memo.rankings[text]

    def stated_about(self, unit: str, text: str) -> Answer | None:
        """What the passage says about the matter, where a topic of it holds a word of the text."""
        topics = (topic for topic in self.composer.guide.topics if topic.unit == unit and topic.count_in(text))
        topic = next(topics, None)
        return None if topic is None else self.composer.stated(topic, self.composer.kind_of(unit), text)

    def unstated(self, text: str, nearest: str) -> Answer:
        """Say that the matter that the text asks about is not stated, and show the nearest passage."""
        return self.unstated_matter(self.matter_of(text), nearest, text)

    def unstated_matter(self, matter: Matter | None, nearest: str, text: str) -> Answer:
        """Say that this matter is not stated, and show the nearest passage."""
        if matter is None:
            return self.composer.unstated(self.composer.guide.not_stated or texts.NOT_STATED, nearest, text)
        listed = nearest.split(".", maxsplit=1)[0] == self.composer.guide.unit_of(PassageRole.SCOPE)
        return self.composer.unstated(
            matter.text, nearest, text, matter=matter.id, standard=listed and matter.standard
        )

    def show_unit(self, unit: str) -> Answer:
        """The passage; of an article with items, its opening and its headings as a menu."""
        return self.look_ups.passage(unit)

    def show_units(self, units: Sequence[str]) -> Answer:
        """Several passages, side by side."""
        return self.composer.listed(units) if len(units) > 1 else self.show_unit(units[0])

    def _of_another_law(self, text: str) -> Answer:
        """Another law's article is not answered from this document; what comes nearest in it is offered."""
        best = self.ranking(text).best
        answer = outside(texts.ANOTHER_LAW)
        if best not in self.composer.units.by_id:
            return answer
        return replace(answer, offers=self.composer.offers([best], shown=()))

    def _by_meaning(self, text: str, *, may_ask: bool = True) -> Answer:
        if self.retriever.model is None:
            return self._by_its_words(text, may_ask=may_ask)
        not_judged = self.composer.guide.not_judged(text)
        return self._passage_for(not_judged, text) if not_judged else self._by_samples(text, may_ask=may_ask)

    def _by_samples(self, text: str, *, may_ask: bool) -> Answer:
        """What the model takes it for."""
        ranking = self.ranking(text)
        best = ranking.best
        is_complaint = self._is_complaint(text, ranking)
        if is_complaint or best in _CLASSES:
            return flow(AnswerKind.COMPLAINT if is_complaint else AnswerKind(best))
        asks_for_support = best == OOS and self._asks_for_support(text)
        if best != OOS and self.composer.guide.whose.is_of_another_place(text):
            return self._perhaps(outside(texts.ANOTHER_PLACE), ranking)
        if best == OOS and not asks_for_support:
            return self._outside(text, ranking)
        if best == UNSTATED or asks_for_support:
            return self._doubted(self.unstated(text, ranking.nearest), ranking)
        return self._stated(text, ranking, may_ask=may_ask)

    def _outside(self, text: str, ranking: Ranking) -> Answer:
        """Foreign only where nothing of it touches the document: what does is not stated."""
        if self.composer.guide.whose.is_of_another_place(text):
            return outside(texts.ANOTHER_PLACE)
        if self.composer.guide.whose.is_own(text) or not self._is_foreign_by(_TOUCHES, ranking):
            return self._doubted(self.unstated(text, ranking.nearest), ranking)
        answer = outside(self.composer.guide.outside or texts.OUTSIDE)
        return answer if self._is_foreign_by(_REACHES, ranking) else self._perhaps(answer, ranking)

    def _is_foreign_by(self, least: float, ranking: Ranking) -> bool:
        """Whether it is so far ahead of what is ours; a passage that comes near speaks against it."""
        ours, places = self._units | {UNSTATED}, ranking.places
        return ranking.classes.leads_by(least + _NEARNESS * places.at_most, ours) or ranking.classes.leads_by(
            least + _NEARNESS * places[0], ours
        )

    def _doubted(self, answer: Answer, ranking: Ranking) -> Answer:
        """With other passages where the winner is hardly ahead of one."""
        is_sure = ranking.classes.leads_by(_DOUBTFUL, self._units)
        return answer if is_sure else self._perhaps(answer, ranking)

    def _perhaps(self, answer: Answer, ranking: Ranking) -> Answer:
        return self.composer.perhaps(answer, list(islice(ranking.places, _OFFERED)))

    @property
    def _units(self) -> AbstractSet[str]:
        return self.composer.units.by_id.keys()

    def _by_its_words(self, text: str, *, may_ask: bool = True) -> Answer:
        """Without samples: a plain wish, else what the text itself says."""
        wish = wish_of(text)
        is_rule = self.ranking(text).best == self._window and not accuses(text)
        is_answered = wish is AnswerKind.COMPLAINT and is_rule
        return self.from_text(text, may_ask=may_ask) if wish is None or is_answered else flow(wish)

    def from_text(self, text: str, *, may_ask: bool = True) -> Answer:
        """The passage that comes nearest by the document's own words, if any does."""
        sought = sought_in(text)
        ranking = self.ranking(f"{text} {sought.words}" if sought else text)
        has = self._holding(sought, ranking) if sought else frozenset[str]()
        if not has and not self.retriever.knows(text):
            return outside(self.composer.guide.outside or texts.OUTSIDE)
        ranking = ranking if has else self.ranking(text)
        return self._stated(text, ranking.lifted(lambda unit: float(unit in has)), may_ask=may_ask)

    def _holding(self, sought: Sought, ranking: Ranking) -> frozenset[str]:
        """The nearest passages that have what is sought; of a long document not all are read."""
        near = [unit for unit in islice(ranking.classes, _READ) if unit in self.composer.units.by_id]
        return frozenset(unit for unit in near if sought.has.search(self.composer.units.by_id[unit].text))

    @property
    def _window(self) -> str:
        return self.composer.guide.unit_of(PassageRole.WINDOWS)

    def _is_complaint(self, text: str, ranking: Ranking) -> bool:
        """A wrong that is told, or the way to report one where the passage about it was not found."""
        best, is_told = ranking.best, accuses(text)
        if best in _OTHER_ACTS or not (is_told or asks_how_to_report(text)):
            return False
        if best == OOS and ranking.classes.exceeds(_FOREIGN):
            return False
        return is_told or not self._tells_the_way(ranking)

    def _tells_the_way(self, ranking: Ranking) -> bool:
        """Whether the passage about reporting is the answer, or the nearest to what is not stated."""
        return self._window in {ranking.best, ranking.nearest if ranking.best == UNSTATED else ranking.best}

    def _asks_for_support(self, text: str) -> bool:
        """Whether the sum of a support is asked, and what is to be supported stands in the document."""
        matter = self.matter_of(text)
        topic = support_asked(text) if matter is not None and matter.id in _SUMS else None
        if topic is None:
            return False
        pairs = [one + other for one, other in pairwise(topic)]
        return not pairs or self.retriever.holds_any(pairs)

    def remembering(self, memo: Memo) -> Answerer:
        """The same, which reads no text of a message twice."""
        return Answerer(self.retriever, self.look_ups, memo)

    def found(self, text: str) -> Found:
        """What the text refers to."""
        if self.memo is None:
            return find_references(text, self.contents)
        if text not in self.memo.found:
            self.memo.found[text] = find_references(text, self.contents)
        return self.memo.found[text]

    def _ranked(self, text: str) -> Ranking:
        """A number in the question speaks for its article, but what is asked decides.

        What holds no word of an accusation must be long and clear to be taken for one: nothing is kept of it.
        """
        ranking = self.retriever.rank(text)
        best = ranking.best
        if best == AnswerKind.COMPLAINT.value and not may_accuse(text):
            is_thin = len(text) <= _FEW or ranking.score < _CLEAR
            ranking = ranking.without(best) if is_thin else ranking
        found = self.found(text)
        reference = found.first if found.references else None
        unit = reference.unit if reference else ""
        if not unit:
            return ranking
        return ranking.lifted(lambda name: _NAMED_LIFT if name == unit or name.startswith(f"{unit}.") else 0.0)

    def _stated(self, text: str, ranking: Ranking, *, may_ask: bool) -> Answer:
        others = [unit for unit in ranking.classes.runners_up(_NEAR) if unit in self.composer.units.by_id]
        if may_ask and self._is_unsure(ranking) and others:
            return self.composer.choices([ranking.best, *others])
        topic = self._topic(ranking.best, text)
        if topic is None:
            return self.composer.whole_list(ranking.best)
        answer = self.composer.stated(topic, self.composer.kind_of(ranking.best), text, others[:1])
        return self._doubted(answer, ranking) if self.retriever.model is not None else answer

    def _passage_for(self, unit: str, text: str) -> Answer:
        """What a passage says to the question, whatever else comes near."""
        topic = self._topic(unit, text) or Topic(unit=unit, lead=texts.UNIT)
        return self.composer.stated(topic, self.composer.kind_of(unit), text)

    def _is_unsure(self, ranking: Ranking) -> bool:
        if ranking.leads_by(_CLOSE) or ranking.score >= _FAINT:
            return False
        return next(islice(ranking.classes, 1, None), "") in self.composer.units.by_id

    def _topic(self, unit: str, text: str) -> Topic | None:
        """The topic whose words the question holds; else the unit's first; of a list without one, None."""
        topics = self.composer.guide.topics_of.get(unit, ())
        most, best = (False, 0), None
        for topic in topics:
            if (strength := _strength(topic, text)) > most:
                most, best = strength, topic
        if best is not None:
            return best
        plain = next((topic for topic in topics if not topic.words), None)
        if plain is None and not self.composer.units.items_of(unit):
            return Topic(unit=unit, lead=texts.UNIT)
        return plain

    def matter_of(self, text: str) -> Matter | None:
        """The matter with most words in the question; of several the last, as the guide puts the special last."""
        matters = reversed(self.composer.guide.matters)
        most, best = 0, None
        for matter in matters:
            if (count := matter.count_in(text)) > most:
                most, best = count, matter
        return best


def _strength(topic: Topic, text: str) -> tuple[bool, int]:
    found = topic.count_in(text)
    return topic.decisive and found > 0, found
