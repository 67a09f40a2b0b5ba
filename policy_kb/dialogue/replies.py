"""Answer one message of a talk: what it refers to, else what it wants, each want by itself."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from policy_kb.answer import Answerer
from policy_kb.compose import flow
from policy_kb.cut import Cut
from policy_kb.dialogue.ellipsis import is_bare
from policy_kb.dialogue.following import Following
from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.question_words import question_words
from policy_kb.dialogue.refer import refer
from policy_kb.dialogue.story import find_question
from policy_kb.dialogue.wants import CERTAIN, Splitter
from policy_kb.matching.asking import asks
from policy_kb.matching.idle import says_nothing
from policy_kb.matching.model import OOS, UNSTATED
from policy_kb.matching.ranking import Ranking
from policy_kb.matching.samples import STATED
from policy_kb.models import Answer, AnswerKind

_LIKELY = -0.6
"""Sureness of two wants in about one case of three: what is cut wrongly is still answered by its first piece."""

_MEANING, _OF_LEAD = 0.8, 0.6
"""How much it speaks for two wants that the second is not stated; and against them, how far both lead as one."""

_DENIED = -9.0
_GREETING = AnswerKind.SMALLTALK.value
_PLAIN, _CLEAR, _NEVER = {UNSTATED: 0.15, OOS: 0.5, _GREETING: 0.5}, 0.3, -9.0
"""What as a whole is clearly not stated, or off the topic, and so in part, is one want told at length, unless the
cut is plain or the second half is but a matter."""

_STORY, _PLAINLY, _CLEARER, _UNCLEAR = 25, 0.5, 0.6, 0.8
"""Characters of a story; margin of the clause that asks where the whole is lost, and its lead over a story that is
not clear (questions of unseen authors set in stories)."""

_AFTERTHOUGHT, _FAINTLY = 10, 1.4
"""Characters of what says too little to be about something of its own, and the margin below which it is hardly
foreign: 彩票怎么买 is so by 3."""

_ABOUT = frozenset({*STATED, AnswerKind.UNSTATED})

_LONG = 30
"""Characters of a piece that is as long as any."""


class Replies(Struct, frozen=True):
    """Answers a normalised message; made for each, so that what was read of it is let go with it."""

    answerer: Answerer
    splitter: Splitter

    def reply(self, text: str, memory: Memory) -> tuple[Answer, ...]:
        """One answer to each want of the message, in their order; at least one."""
        followed = self._followed(text, memory)
        return (followed,) if followed else self._wanted(text, memory)

    def cut(self, text: str) -> Cut:
        """The message in the pieces that it may be of."""
        memo = self.answerer.memo
        if memo is None:
            return self.splitter.split(text)
        if text not in memo.cuts:
            memo.cuts[text] = self.splitter.split(text)
        return memo.cuts[text]

    def _followed(self, text: str, memory: Memory) -> Answer | None:
        """A passage's number, a move in the talk, idle words, or half a question."""
        if looked_up := self.answerer.look_up(text):
            return looked_up
        if not memory.units and (numbered := self.answerer.look_up_numbers(text)):
            return numbered
        referral, following = refer(text, memory), Following(self.answerer)
        if says_nothing(text) and not (referral and memory.units):
            return flow(AnswerKind.SMALLTALK)
        if referral and not memory.units and self.answerer.ranking(text).best == _GREETING:
            return flow(AnswerKind.SMALLTALK)
        moved = following.move(referral, memory) if referral else None
        return moved or following.ellipsis(text, memory)

    def _wanted(self, text: str, memory: Memory) -> tuple[Answer, ...]:
        cut = self._kept(self.cut(text))
        if not cut.scores:
            return (self._single(text, memory),)
        answers = dict(zip(cut.pieces, self._in_turn(cut.pieces, memory), strict=False))
        whole = self.answerer.kind_of(text)
        reports = AnswerKind.COMPLAINT in {whole, *(answer.kind for answer in answers.values())}
        return (flow(AnswerKind.COMPLAINT),) if reports else tuple(_told_once(_asked(answers)))

    def _single(self, text: str, memory: Memory) -> Answer:
        """One want; where the whole is doubtful, the clause of it that asks decides if it is plain by itself."""
        answer = self.answerer.answer(text, may_ask=not memory.clarified)
        if answer.kind is AnswerKind.OOS and memory.kind in _ABOUT and asks(text):
            answer = self._little(text, memory) or answer
        clause = self._deciding(text, answer)
        return self.answerer.answer(clause, may_ask=not memory.clarified) if clause else answer

    def _deciding(self, text: str, answer: Answer) -> str:
        """The clause of a story, or of what the whole is lost on, that asks and is plainer than the whole."""
        if answer.kind is AnswerKind.COMPLAINT:
            return ""
        whole = self.answerer.ranking(text)
        is_lost = answer.kind is AnswerKind.SMALLTALK or (answer.kind is AnswerKind.OOS and bool(answer.offers))
        is_unclear = answer.kind is AnswerKind.OOS and not whole.leads_by(_UNCLEAR)
        is_story = len(text) >= _STORY and not whole.leads_by(_CLEAR)
        clause = find_question(text) if is_lost or is_unclear or is_story else ""
        asked = self.answerer.ranking(clause) if clause else None
        if asked is None or asked.best in {OOS, _GREETING}:
            return ""
        is_lost |= is_unclear and asked.best != UNSTATED
        is_plainer = is_story and asked.margin > whole.margin + _CLEARER
        return clause if is_plainer or (is_lost and asked.leads_by(_PLAINLY)) else ""

    def _in_turn(self, pieces: Sequence[str], memory: Memory) -> Iterator[Answer]:
        """Each piece in the light of those before it: 建冷库算不算，补几成 asks the second of the first.

        Of several wants none is asked back.
        """
        for place, piece in enumerate(pieces):
            answer = (self._followed(piece, memory) if place else None) or self.answerer.answer(
                piece, may_ask=False
            )
            if answer.kind is AnswerKind.OOS and place:
                answer = self._of_what_stands_before(piece, memory) or answer
            memory = memory.after(answer)
            yield answer

    def _of_what_stands_before(self, piece: str, memory: Memory) -> Answer | None:
        """查出毛病罚多少, 谈不拢找谁: by itself off the topic, and a matter of what was asked just before."""
        matter = self.answerer.matter_of(piece)
        if matter is None or not memory.units:
            return self._little(piece, memory)
        return self.answerer.unstated_matter(matter, memory.units[0], piece)

    def _little(self, text: str, memory: Memory) -> Answer | None:
        """谈不拢找谁 is faintly foreign by itself; in a talk it is not stated of what the talk is about."""
        if not memory.units or len(text) > _AFTERTHOUGHT or self.answerer.ranking(text).leads_by(_FAINTLY):
            return None
        return self.answerer.unstated(text, memory.units[0])

    def _kept(self, cut: Cut) -> Cut:
        """The cut with everything taken back that is not clearly the end of a want."""
        while cut.scores:
            sureness = [self._sureness(cut, place) for place in range(len(cut.scores))]
            place = min(range(len(sureness)), key=sureness.__getitem__)
            if sureness[place] > _LIKELY:
                return cut
            cut = cut.without(place)
        return cut

    def _asks_barely(self, piece: str) -> bool:
        """Whether a piece is but a matter (几成, 找谁), asked of what stands before it."""
        matter = self.answerer.matter_of(piece)
        return matter is not None and is_bare(piece, matter.pattern)

    def _sureness(self, cut: Cut, place: int) -> float:
        """How sure it is that two wants meet here: it looks so, and both ask.

        The weights are those of a logistic regression over messages that people wrote with two wants and with one.
        """
        if cut.scores[place] >= CERTAIN:
            return CERTAIN
        left, right = cut.pieces[place : place + 2]
        by_form = (
            2.9
            + 2.3 * cut.scores[place]
            + 1.3 * bool(question_words(left))
            + 0.9 * bool(question_words(right))
            + 0.6 * self._asks_barely(right)
            - 2.5 * (not cut.between[place])
            - 3.6 * min(len(left), _LONG) / _LONG
            - 7.2 * min(len(right), _LONG) / _LONG
        )
        if by_form + _MEANING < _LIKELY:
            return by_form
        return self._by_meaning(cut, place, by_form)

    def _by_meaning(self, cut: Cut, place: int, by_form: float) -> float:
        """What the pieces would be taken for: at most `_MEANING` speaks for two wants.

        A piece is read only where it can still decide. Of the only place it is enough whether it falls short.
        """
        least = _LIKELY if len(cut.scores) == 1 else -math.inf
        both, right_piece = self.answerer.ranking(cut.joined(place)), cut.pieces[place + 1]
        if both.leads_by((by_form + _MEANING - least) / _OF_LEAD):
            return least
        is_one_told = self._may_be_one(cut, place, both)
        if is_one_told and both.best == _GREETING:
            return _DENIED
        right = self.answerer.ranking(right_piece)
        told = by_form + _MEANING * (right.best == UNSTATED) - 0.4 * (both.best == right.best)
        if both.leads_by((told - least) / _OF_LEAD):
            return least
        left_piece = cut.pieces[place]
        if is_one_told and any(both.best == self.answerer.ranking(one).best for one in (right_piece, left_piece)):
            return _DENIED
        told -= 1.2 * (self.answerer.ranking(left_piece).best == _GREETING)
        if len(cut.scores) == 1:
            return least if both.leads_by((told - least) / _OF_LEAD) else CERTAIN
        return told - _OF_LEAD * both.margin

    def _may_be_one(self, cut: Cut, place: int, both: Ranking) -> bool:
        """Whether it is one want told at length, should either piece be taken for what both are together."""
        is_plain = not both.leads_by(_CLEAR) or cut.scores[place] >= _PLAIN.get(both.best, _NEVER)
        return not is_plain and not self._asks_barely(cut.pieces[place + 1])


def _asked(answers: Mapping[str, Answer]) -> list[Answer]:
    """The answers without those to what is foreign and asks nothing: 会计走了 beside 谁来记账."""
    asked = [answer for piece, answer in answers.items() if answer.kind is not AnswerKind.OOS or asks(piece)]
    return asked or list(answers.values())


def _told_once(answers: Sequence[Answer]) -> Sequence[Answer]:
    """Off-topic pieces beside an answered one say nothing; of two alike one is enough."""
    distinct = list({(answer.kind, answer.parts): answer for answer in answers}.values())
    near = [answer for answer in distinct if answer.kind is not AnswerKind.SMALLTALK]
    return near or distinct
