"""Which of the answers that the office adds to the document a question asks for: rather none than a wrong one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum, auto
from functools import lru_cache

from msgspec import Struct

from policy_kb.answer import Answerer
from policy_kb.dialogue.replies import Replies
from policy_kb.dialogue.wants import Splitter
from policy_kb.matching.accusing import hints_at_wrong
from policy_kb.matching.danger import endangers_life
from policy_kb.matching.model import OOS, UNSTATED
from policy_kb.matching.normalise import normalise
from policy_kb.matching.wordings import Asked, Weigh, Weighed, Wording, read_wording
from policy_kb.memo import Memo
from policy_kb.reading import Reading

_ALONE = frozenset({Asked.WHY, Asked.PLACE_OF_RULE, Asked.WHO})
"""What makes another question of the same words."""


class AddedAnswer(Struct, frozen=True):
    """`key` is the office's; `wordings` are ways to ask for it, `passages` the ids that it belongs to."""

    key: int
    wordings: tuple[str, ...]
    passages: tuple[str, ...] = ()


class _Place(Enum):
    """How the document takes a question."""

    STATED = auto()
    UNSTATED = auto()
    FOREIGN = auto()
    DIALOGUE = auto()


class _Bar(Struct, frozen=True):
    """The least share of the question that the answer's wordings know, of one wording that is asked, and both."""

    known: float
    met: float
    both: float

    def holds(self, near: _Near) -> bool:
        return near.known >= self.known and near.met >= self.met and near.score >= self.both


_USUAL = _Bar(0.5, 0.4, 0.25)
"""Of what is not stated, and comes near the same passage as the answer."""
_STATED = _Bar(0.7, 0.6, 0.5)
"""Of what the document itself answers, or takes to be none of its matters where it takes the answer to be none."""
_ELSEWHERE = _Bar(0.9, 0.7, 0.65)
"""Of what comes near another passage."""
_FOREIGN = _Bar(0.9, 0.8, 0.75)
"""Of what the document takes to be none of its matters."""


class _Near(Struct, frozen=True):
    """How near a question is to an answer."""

    of: _Known
    known: float
    met: float

    @property
    def score(self) -> float:
        return self.known * self.met


class _Known(Struct, frozen=True):
    """An answer made ready: all terms of its wordings, and how the document takes these."""

    key: int
    wordings: tuple[tuple[Wording, Weighed], ...]
    terms: frozenset[str]
    places: frozenset[_Place]
    units: frozenset[str]


class AddedAnswers:
    """Finds among the answers that it holds; what it made ready of one is kept as long as that is held."""

    def __init__(self, answerer: Answerer, splitter: Splitter) -> None:
        self._answerer = answerer
        self._splitter = splitter
        self._weigh = _weights(answerer)
        self._held: Mapping[AddedAnswer, _Known] = {}

    def hold(self, answers: Iterable[AddedAnswer]) -> None:
        """Hold these and no others."""
        before = self._held
        self._held = {one: before.get(one) or self._ready(one) for one in answers}

    def find(self, question: Reading | str) -> tuple[int, ...]:
        """The keys of the answers that a message asks for, by its wants; none where none is near enough.

        Nor is one found for what may tell a wrong or a danger, or asks what nobody here may judge.
        """
        reading = Reading.of(question)
        held, text = self._held, reading.text
        if not held or self._is_left_alone(text):
            return ()
        answerer = self._answerer.remembering(reading.memo(self._answerer))
        wants = dict.fromkeys((text, *Replies(answerer, self._splitter).cut(text).pieces))
        found = dict.fromkeys(self._find(want, held.values(), answerer) for want in wants)
        return tuple(key for key in found if key is not None)

    def _find(self, text: str, held: Iterable[_Known], answerer: Answerer) -> int | None:
        """The key of the answer that one want asks for."""
        asked = read_wording(text)
        weighed = Weighed.by(asked.terms, self._weigh)
        found = (self._near(asked, weighed, known) for known in held)
        near = [one for one in found if one is not None and _USUAL.holds(one)]
        if not near:
            return None
        place, unit = _read(text, answerer)
        fit = (one for one in near if _is_near_enough(one, place, unit))
        best = max(fit, key=lambda one: one.score, default=None)
        return best.of.key if best is not None else None

    def _is_left_alone(self, text: str) -> bool:
        guide = self._answerer.composer.guide
        return hints_at_wrong(text) or endangers_life(text) or bool(guide.not_judged(text))

    def _ready(self, answer: AddedAnswer) -> _Known:
        texts, answerer = tuple(map(normalise, answer.wordings)), self._answerer.remembering(Memo())
        wordings, read = tuple(map(read_wording, texts)), tuple(_read(text, answerer) for text in texts)
        return _Known(
            key=answer.key,
            wordings=tuple((one, Weighed.by(one.terms, self._weigh)) for one in wordings),
            terms=frozenset[str]().union(*(one.terms for one in wordings)),
            places=frozenset(place for place, _ in read),
            units=frozenset((*answer.passages, *(unit for _, unit in read))),
        )

    def _near(self, asked: Wording, weighed: Weighed, known: _Known) -> _Near | None:
        share = weighed.share_in(known.terms, self._weigh)
        if share < _USUAL.known:
            return None
        alike = (all_of for one, all_of in known.wordings if _asks_alike(asked, one))
        met = (all_of.share_in(asked.terms, self._weigh) for all_of in alike)
        return _Near(known, share, max(met, default=0.0))


def _read(text: str, answerer: Answerer) -> tuple[_Place, str]:
    """How the document takes a text, and the passage that comes nearest."""
    best, nearest = answerer.ranking(text).best, answerer.nearest(text)
    if best in answerer.composer.units.by_id:
        return _Place.STATED, best
    return {UNSTATED: _Place.UNSTATED, OOS: _Place.FOREIGN}.get(best, _Place.DIALOGUE), nearest


def _asks_alike(asked: Wording, wording: Wording) -> bool:
    """Whether both want to know the same, whatever it is of."""
    if asked.asked & _ALONE != wording.asked & _ALONE:
        return False
    return bool(asked.asked & wording.asked) or not (asked.asked or wording.asked)


def _is_near_enough(near: _Near, place: _Place, unit: str) -> bool:
    """Whether it is, for how the document takes the question."""
    known = near.of
    match place:
        case _Place.DIALOGUE:
            return False
        case _Place.FOREIGN:
            is_alike = place in known.places and unit in known.units
            return (_STATED if is_alike else _FOREIGN).holds(near)
        case _Place.STATED:
            return unit in known.units and _STATED.holds(near)
        case _Place.UNSTATED:
            return (_USUAL if unit in known.units else _ELSEWHERE).holds(near)


def _weights(answerer: Answerer) -> Weigh:
    """By how rare a term is in the samples; what none of them holds is rarest. Without samples all weigh alike."""
    model = answerer.retriever.model
    if model is None:
        return lambda _term: 1.0
    return lru_cache(maxsize=20_000)(model.terms.rarity_of)
