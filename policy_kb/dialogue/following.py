"""Answer what only makes sense after an answer: 第六个, 下一条, 头一句, 然后呢, 那物流呢, 多少钱."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from policy_kb import texts
from policy_kb.answer import Answerer
from policy_kb.compose import Composer, outside
from policy_kb.dialogue.ellipsis import find_topic, find_topic_asked, is_bare, is_later, is_our_side
from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.moves import Move
from policy_kb.dialogue.refer import Referral
from policy_kb.guide import Matter
from policy_kb.matching.accusing import may_accuse
from policy_kb.matching.ranking import Ranking
from policy_kb.models import FLOWS, Answer, AnswerKind, Course, Quotation, Sentence
from policy_kb.numerals import to_int

_CONTEXTUAL = frozenset({"amount", "ratio", "days", "date", "threshold", "frequency"})
"""Matters asked of what was talked about; a list, a telephone, an address have an article of their own."""

_WISHED = 0.5
"""How clearly two or three words must be a wish: 假的呢, 找工作呢 are topics, 我那笔申请呢 is none."""

_PAIR = 2
"""这俩, 这几个: so many answers at least."""

_WITHOUT_PLACE = frozenset({AnswerKind.OOS, AnswerKind.SMALLTALK})

Act = Callable[[Referral, Memory], Answer | None]


class Following(Struct, frozen=True):
    """Answers in the light of the memory; what needs none is the `Answerer`'s."""

    answerer: Answerer

    def move(self, referral: Referral, memory: Memory) -> Answer | None:
        """What the move leads to; None where this talk has nothing for it to refer to."""
        if referral.move is Move.CORRECT:
            return self._corrected(referral, memory)
        known = replace(memory, units=self._known(memory.units), listed=self._known(memory.listed))
        if not known.units:
            number = referral.count if referral.move is Move.NUMBER else 0
            return self.answerer.look_up(f"第{number}条") if number else outside(texts.NO_CONTEXT)
        if referral.again:
            known = replace(known, units=self._known(memory.asked[-2:-1]) or known.units)
        return self._acts[referral.move](referral, known)

    def ellipsis(self, text: str, memory: Memory) -> Answer | None:
        """那物流呢, 多少钱: half a question, of which the other half was asked before."""
        if not self._known((*memory.units, *memory.listed)):
            return None
        return (
            self._matter_of_another(text)
            or self._same_of_another(text, memory)
            or self._more_of_the_same(text, memory)
        )

    @property
    def _acts(self) -> Mapping[Move, Act]:
        return {
            Move.NUMBER: lambda referral, memory: self._number(referral.count, memory),
            Move.NTH: lambda referral, memory: self._nth(referral.count, memory),
            Move.NTH_LAST: lambda referral, memory: self._nth(-referral.count, memory),
            Move.BACK: lambda referral, memory: self._neighbour(memory.units[0], -referral.count),
            Move.FORTH: lambda referral, memory: self._neighbour(memory.units[0], referral.count),
            Move.MORE: lambda _, memory: self._neighbour(memory.units[-1], 1),
            Move.OTHER_ONE: lambda _, memory: self._other_one(memory),
            Move.SENTENCE: lambda referral, memory: self._sentence(memory.units[0], referral.count - 1),
            Move.LAST_SENTENCE: lambda _, memory: self._sentence(memory.units[0], -1),
            Move.LAST_ASKED: lambda referral, memory: self._last_asked(memory, referral.count),
            Move.FIRST_ASKED: lambda _, memory: self._asked(memory, 0),
            Move.ASKED_BEFORE: lambda _, memory: self._asked(memory, -2),
            Move.WHERE: lambda _, memory: self._simply(memory),
            Move.ARTICLE: lambda _, memory: self.answerer.show_unit(memory.units[0].partition(".")[0]),
            Move.WHOLE: lambda _, memory: self.answerer.show_unit(memory.units[0]),
            Move.AGAIN: lambda _, memory: self._again(memory),
            Move.SIMPLER: lambda _, memory: self._simply(memory),
            Move.ONWARD: lambda _, memory: self._onward(memory),
        }

    @property
    def _composer(self) -> Composer:
        return self.answerer.composer

    def _known(self, units: Sequence[str]) -> tuple[str, ...]:
        """Of remembered passages those that this document has: a folder may be exchanged during a talk."""
        return tuple(unit for unit in units if unit in self._composer.units.by_id)

    def _corrected(self, referral: Referral, memory: Memory) -> Answer | None:
        """What was meant: a bare number is an article, as is the number that it puts right."""
        printed = referral.rest.removeprefix("第")
        said = f"第{printed}条" if to_int(printed) else referral.rest
        return self.answerer.look_up(said) or self.answerer.answer(said, may_ask=not memory.clarified)

    def _number(self, number: int, memory: Memory) -> Answer | None:
        """A bare number: among the items that the talk is at, else an article."""
        items = self._items_around(memory.units[0])
        is_at_items = "." in memory.units[0] or set(items) & set(memory.listed)
        if is_at_items and number <= len(items):
            return self.answerer.show_unit(items[number - 1])
        return self.answerer.look_up(f"第{number}条")

    def _nth(self, count: int, memory: Memory) -> Answer | None:
        """Counted in the list that was shown, or in the items around what was shown."""
        listed = memory.listed or self._items_around(memory.units[0])
        place = count - 1 if count > 0 else len(listed) + count
        if not 0 <= place < len(listed):
            items = self._items_around(memory.units[0])
            return self.answerer.show_unit(items[place]) if 0 <= place < len(items) else None
        return self.answerer.show_unit(listed[place])

    def _items_around(self, unit: str) -> tuple[str, ...]:
        return tuple(item.id for item in self._composer.units.items_of(unit.partition(".")[0]))

    def _other_one(self, memory: Memory) -> Answer | None:
        """Of what was offered or cited together, the next that was not shown first."""
        choices = [unit for unit in (*memory.units, *memory.listed) if unit != memory.units[0]]
        return self.answerer.show_unit(choices[0]) if choices else None

    def _sentence(self, unit: str, place: int) -> Answer:
        """One sentence of the passage; behind its last one there is none, so that one is shown."""
        sentences = self._composer.units.by_id[unit].sentences()
        chosen = sentences[place] if -len(sentences) <= place < len(sentences) else sentences[-1]
        return self._composer.sentence(unit, chosen)

    def _asked(self, memory: Memory, place: int) -> Answer | None:
        """The passage that was come by first, or before the last one, and where it stands."""
        asked = self._known(memory.asked)
        if not asked:
            return None
        return self.answerer.show_unit(asked[place] if len(asked) >= -place else asked[0])

    def _last_asked(self, memory: Memory, count: int) -> Answer | None:
        """The passages of the last answers, side by side; after a question back, its choices."""
        shown = memory.units if memory.clarified else memory.asked[-max(count, _PAIR) :]
        units = self._known(tuple(dict.fromkeys(shown)))
        return self.answerer.show_units(units) if units else None

    def _again(self, memory: Memory) -> Answer:
        """The lead and the passages of the last answer."""
        if self._composer.units.items_of(memory.units[0]) and len(memory.units) > 1:
            return self._composer.whole_list(memory.units[0])
        return self._composer.shown(
            memory.kind or AnswerKind.RULES, self._lead(memory) or texts.UNIT, memory.units, topic=memory.topic
        )

    def _simply(self, memory: Memory) -> Answer:
        """The lead alone, with where it stands; a passage without a lead has its first sentence quoted."""
        sources = texts.sources(labels=tuple(self._composer.units.label_of(unit) for unit in memory.units[:3]))
        lead = self._lead(memory)
        says_enough = bool(lead) and not lead.endswith(("：", ":"))
        first = self._composer.units.by_id[memory.units[0]].sentences()[0]
        said: Sentence | Quotation = Sentence(text=lead) if says_enough else first
        return self._composer.brief(memory.kind or AnswerKind.RULES, said, sources, memory.units, memory.topic)

    def _lead(self, memory: Memory) -> str:
        is_unstated = memory.kind is AnswerKind.UNSTATED
        matter = self._composer.guide.matter(memory.matter) if is_unstated else None
        topic = self._composer.guide.topic(memory.topic)
        return (matter.text if matter else "") or (topic.lead if topic else "")

    def _neighbour(self, unit: str, steps: int) -> Answer:
        """The passage of the same rank so many places on; a number that is left out in between is said to be."""
        order = [one for one in self._composer.units.order if ("." in one) == ("." in unit)]
        place = order.index(unit) + steps
        if not 0 <= place < len(order):
            end, lead = (order[-1], texts.LAST) if steps > 0 else (order[0], texts.FIRST)
            return self._composer.shown(self._composer.kind_of(end), lead, (end,))
        shown = self.answerer.show_unit(order[place])
        said = tuple(
            Sentence(text=texts.no_such_article(label=self._composer.units.label_of(number)))
            for number in self._skipped(unit, order[place])
        )
        return replace(shown, parts=(*said, *shown.parts))

    def _skipped(self, one: str, other: str) -> tuple[str, ...]:
        if not (one.isdecimal() and other.isdecimal()):
            return ()
        low, high = sorted((int(one), int(other)))
        gaps = self._composer.units.regulation.gaps
        return tuple(gap for gap in gaps if gap.isdecimal() and low < int(gap) < high)

    def _onward(self, memory: Memory) -> Answer:
        """After a passage come by its number the next one, else what comes next in the course of things."""
        path = self._composer.guide.path
        places = [path.index(unit) for unit in memory.units if unit in path]
        if not places or memory.course is Course.NUMBERS:
            return self._neighbour(memory.units[-1], 1)
        place = max(places) + 1
        if place >= len(path):
            said, unit = texts.END_OF_PATH, path[-1]
        else:
            said, unit = texts.NEXT_STEP, path[place]
        shown = self._composer.shown(self._composer.kind_of(unit), said, (unit,))
        return replace(shown, course=Course.STEPS)

    def _matter_of_another(self, text: str) -> Answer | None:
        """核桃呢，给多少: the matter is asked of the topic, not of what was shown."""
        found = find_topic_asked(text)
        matter = self.answerer.matter_of(found[1]) if found else None
        if (
            found is None
            or matter is None
            or matter.id not in _CONTEXTUAL
            or not is_bare(found[1], matter.pattern)
        ):
            return None
        return self.answerer.unstated_matter(matter, self.answerer.nearest(found[0].text), text)

    def _same_of_another(self, text: str, memory: Memory) -> Answer | None:
        """那物流呢: what was asked before, of something else."""
        topic = find_topic(text)
        if topic is None:
            return None
        if is_our_side(topic.text):
            return self._on_our_side(memory)
        alone = self.answerer.ranking(topic.text)
        if _is_wish(topic.text, alone):
            return None
        matter = self._composer.guide.matter(memory.matter)
        if (matter or memory.kind is AnswerKind.UNSTATED) and not is_later(topic.text):
            return self._with_matter(topic.text, alone, matter)
        return None if alone.best in _WITHOUT_PLACE else self._about(topic.text, alone, memory)

    def _with_matter(self, topic: str, alone: Ranking, matter: Matter | None) -> Answer:
        """那物流呢 after a sum that is not stated: the passage on the topic, and that it states no sum either."""
        nearest, asked = self.answerer.nearest(topic), self.answerer.matter_of(topic)
        if asked and asked.id in _CONTEXTUAL:
            return self.answerer.unstated_matter(asked, nearest, topic)
        is_stated = alone.best in self._composer.units.by_id
        stated = (
            self.answerer.answer(topic, may_ask=False) if is_stated else self.answerer.stated_about(nearest, topic)
        )
        if stated is None or matter is None:
            return stated or self.answerer.unstated_matter(matter, nearest, topic)
        said = Sentence(text=matter.text)
        return replace(stated, parts=(*stated.parts, said), matter=matter.id)

    def _about(self, topic: str, alone: Ranking, memory: Memory) -> Answer:
        """A topic in the old question's place; what faintly sounds like a wish is a topic all the same."""
        if alone.best in FLOWS:
            return self.answerer.show_unit(self.answerer.nearest(topic))
        return self.answerer.answer(topic, may_ask=not memory.clarified)

    def _on_our_side(self, memory: Memory) -> Answer:
        """那咱们这边呢: of what was shown the passage on the county's own part, or the same once more."""
        if memory.kind is AnswerKind.OOS and memory.listed:
            return self.answerer.show_unit(memory.listed[0])
        name = self._composer.name_of(memory.units[0])
        near = self.answerer.nearest(texts.our_side(name=name), besides=memory.units)
        return self.answerer.show_unit(near)

    def _more_of_the_same(self, text: str, memory: Memory) -> Answer | None:
        """多少钱, 这个要几天: the matter alone, of what the last answer was about."""
        matter = self.answerer.matter_of(text)
        if matter is None or matter.id not in _CONTEXTUAL or not is_bare(text, matter.pattern):
            return None
        unit = next(iter(memory.units), "")
        if not unit:
            return None
        if matter.standard:  # 奖多少: that a reward is written says nothing of its sum
            return self.answerer.unstated_matter(matter, unit, text)
        return self.answerer.stated_about(unit, text) or self.answerer.unstated(text, unit)


def _is_wish(topic: str, alone: Ranking) -> bool:
    """Whether a topic is a wish by itself; what may accuse is one however faint."""
    is_accusing = alone.best == AnswerKind.COMPLAINT.value and may_accuse(topic)
    return alone.best in FLOWS and (alone.score > _WISHED or is_accusing)
