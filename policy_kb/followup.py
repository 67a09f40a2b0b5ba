"""Answer what only makes sense after an answer, and messages that ask two things at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from policy_kb import texts
from policy_kb.answer import Answerer
from policy_kb.compose import Composer, flow, joined, outside
from policy_kb.guide import Matter
from policy_kb.matching.follow import Step, find_step, find_topic, is_bare, two_questions
from policy_kb.matching.idle import says_nothing
from policy_kb.models import FLOWS, Answer, AnswerKind, Context, Quotation, Sentence

_CONTEXTUAL = frozenset({"amount", "ratio", "days", "date", "threshold", "frequency"})
"""Matters asked of what was talked about; a list, a telephone, an address have an article of their own."""


@dataclass(frozen=True, slots=True)
class FollowUps:
    """Decides with the talk so far; what needs none of it is the `Answerer`'s."""

    answerer: Answerer

    def answer(self, text: str, context: Context) -> Answer:
        """Answer a normalised message."""
        if says_nothing(text) and not (context.units and find_step(text)):
            return flow(AnswerKind.SMALLTALK)
        return (
            self.answerer.look_up(text)
            or self._followed(text, context)
            or self._both(text, context)
            or self.answerer.answer(text, context)
        )

    @property
    def _composer(self) -> Composer:
        return self.answerer.composer

    def _followed(self, text: str, context: Context) -> Answer | None:
        if step := find_step(text):
            return self._move(step, context)
        if not context.units:
            return None
        return self._same_of_another(text, context) or self._more_of_the_same(text, context)

    def _move(self, step: Step, context: Context) -> Answer:
        known = tuple(unit for unit in context.units if unit in self._composer.units.by_id)
        if not known:
            return outside(texts.NO_CONTEXT)
        act = self._moves[step]
        return act(known, context)

    @property
    def _moves(self) -> Mapping[Step, Callable[[tuple[str, ...], Context], Answer]]:
        return {
            Step.SAME: lambda units, _: self.answerer.show_unit(units[0]),
            Step.REPEAT: self._again,
            Step.SIMPLER: self._simpler,
            Step.PREVIOUS: lambda units, _: self._neighbour(units[0], forward=False),
            Step.NEXT: lambda units, _: self._neighbour(units[0], forward=True),
            Step.ONWARD: lambda units, _: self._onward(units),
            Step.OTHER: lambda units, _: self._neighbour(units[-1], forward=True),
        }

    def _again(self, units: tuple[str, ...], context: Context) -> Answer:
        """Say it once more: the lead and the passages of the last answer."""
        if self._composer.units.items_of(units[0]) and len(units) > 1:
            return self._composer.whole_list(units[0])
        return self._composer.shown(context.kind or AnswerKind.RULES, context.lead or texts.UNIT, units)

    def _simpler(self, units: tuple[str, ...], context: Context) -> Answer:
        """The lead alone, with where it stands; a passage without a lead has its first sentence quoted."""
        sources = texts.sources(labels=tuple(self._composer.units.label_of(unit) for unit in units[:3]))
        first = self._composer.units.by_id[units[0]].sentences()[0]
        says_enough = bool(context.lead) and not context.lead.endswith(("：", ":"))
        said: Sentence | Quotation = Sentence(text=context.lead) if says_enough else first
        return self._composer.brief(context.kind or AnswerKind.RULES, said, sources, units)

    def _neighbour(self, unit: str, *, forward: bool) -> Answer:
        """Show the next passage of the same rank; a number that is left out in between is said to be."""
        order = [one for one in self._composer.units.order if ("." in one) == ("." in unit)]
        place = order.index(unit) + (1 if forward else -1)
        if not 0 <= place < len(order):
            return self._composer.shown(
                self._composer.kind_of(unit), texts.LAST if forward else texts.FIRST, (unit,)
            )
        skipped = self._skipped(unit, order[place])
        shown = self.answerer.show_unit(order[place])
        said = tuple(
            Sentence(text=texts.no_such_article(label=self._composer.units.label_of(number))) for number in skipped
        )
        return shown.model_copy(update={"parts": (*said, *shown.parts)})

    def _skipped(self, one: str, other: str) -> tuple[str, ...]:
        if not (one.isdecimal() and other.isdecimal()):
            return ()
        low, high = sorted((int(one), int(other)))
        return tuple(
            gap for gap in self._composer.units.regulation.gaps if gap.isdecimal() and low < int(gap) < high
        )

    def _onward(self, units: tuple[str, ...]) -> Answer:
        """What comes after it in the course of things, as the guide orders it; off the course, the neighbour."""
        path = self._composer.guide.path
        places = [path.index(unit) for unit in units if unit in path]
        if not places:
            return self._neighbour(units[-1], forward=True)
        place = max(places) + 1
        if place >= len(path):
            return self._composer.shown(self._composer.kind_of(path[-1]), texts.END_OF_PATH, (path[-1],))
        return self._composer.shown(self._composer.kind_of(path[place]), texts.NEXT_STEP, (path[place],))

    def _same_of_another(self, text: str, context: Context) -> Answer | None:
        """那物流呢: what was asked before, of something else."""
        topic = find_topic(text)
        if topic is None or self.answerer.kind_of(text) in FLOWS:
            return None
        if context.kind is AnswerKind.UNSTATED:
            return self.answerer.unstated_matter(
                self._last_matter(context), self.answerer.nearest(topic.text), text
            )
        alone = self.answerer.kind_of(topic.text)
        return (
            None if alone in {AnswerKind.OOS, AnswerKind.SMALLTALK} else self.answerer.answer(topic.text, context)
        )

    def _last_matter(self, context: Context) -> Matter | None:
        """The matter of the last answer, which began by naming it."""
        return next((one for one in self._composer.guide.matters if one.text == context.lead), None)

    def _more_of_the_same(self, text: str, context: Context) -> Answer | None:
        """多少钱, 几天: the matter alone, of what the last answer was about."""
        matter = self.answerer.matter_of(text)
        if matter is None or matter.id not in _CONTEXTUAL or not is_bare(text, matter.pattern):
            return None
        return self.answerer.stated_about(context.units[0], text) or self.answerer.unstated(text, context.units[0])

    def _both(self, text: str, context: Context) -> Answer | None:
        """Two questions in one message, each with an answer of its own: both answered, both cited."""
        asked = two_questions(text)
        if asked is None:
            return None
        answers = [self.answerer.answer(question, context) for question in asked]
        firsts = [answer.citations[0].unit if answer.citations else "" for answer in answers]
        if not all(firsts) or firsts[0] == firsts[1] or any(answer.kind in FLOWS for answer in answers):
            return None
        return joined(answers)
