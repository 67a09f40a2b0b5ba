"""The office's own answers beside the measure: held in memory to be found, read from the database to be shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handlers.messages import Reply
from handlers.texts import office_answers as texts
from handlers.turn import Outcome
from policy_kb.added_answers import AddedAnswer
from policy_kb.compose import apart_from_offers
from policy_kb.kb import PolicyKB
from policy_kb.models import AnswerKind, Part, Sentence
from policy_kb.reading import Reading
from policy_kb.roles import PassageRole
from store.audit.vouching import altered_among, is_intact
from store.queries.office_answers import approved_answers
from store.states import OfficeAnswerKind
from store.tables.office_answers import OfficeAnswer
from store.work import Work

_UNANSWERED = frozenset({AnswerKind.OOS, AnswerKind.CLARIFY})
"""Answers that quote nothing: what stands in the passages of the office's answer is shown in their place."""


class Published(Struct, frozen=True):
    """An answer as people read it. `heading` says whose words these are, and what they are not."""

    id: int
    is_interpretation: bool
    heading: str
    question: str
    text: str
    wordings: tuple[str, ...]
    passages: tuple[str, ...]


class OfficeAnswers:
    """What is approved, as this process knows it; brought up to date by its owner."""

    def __init__(self, kb: PolicyKB) -> None:
        self._kb = kb
        self._answers, self._interpretations = kb.added_answers(), kb.added_answers()
        self.published: tuple[Published, ...] = ()

    def hold(self, work: Work) -> None:
        """Hold what is approved now; signed interpretations stand before answers."""
        found = [published(row, self._kb) for row in _vouched_for(work)]
        self.published = tuple(sorted(found, key=lambda one: (not one.is_interpretation, one.id)))
        self._interpretations.hold(_to_find(one for one in found if one.is_interpretation))
        self._answers.hold(_to_find(one for one in found if not one.is_interpretation))

    def find(self, question: Reading) -> tuple[int, ...]:
        """The ids of what answers a message, interpretations first; of each want one of either kind at most."""
        return (*self._interpretations.find(question), *self._answers.find(question))

    def beside(self, work: Work, outcome: Outcome, ids: Sequence[int]) -> Outcome:
        """The outcome with those that are approved at this moment, each apart and below its own heading."""
        rows = sorted(_vouched_for(work, ids), key=lambda row: ids.index(row.id))
        if not rows:
            return outcome
        first, *others = outcome.replies
        told = self._passages(first, rows) if first.kind in _UNANSWERED else first
        said, above_offers = apart_from_offers(told.parts)
        parts = (*said, *(_shown(published(row, self._kb)) for row in rows), *above_offers)
        return replace(outcome, replies=(replace(told, parts=parts), *others), miss=None)

    def _passages(self, reply: Reply, rows: Iterable[OfficeAnswer]) -> Reply:
        """The measure's own words on the matter, in the place of a reply that has none; where it has any."""
        units = dict.fromkeys(unit for row in rows for unit in units_of(row) if self._kb.quote(unit))
        if not units:
            return reply
        answer = self._kb.show_units(tuple(units))
        return replace(
            reply, parts=answer.parts, citations=answer.citations, offers=answer.offers, kind=answer.kind
        )


def _vouched_for(work: Work, ids: Sequence[int] | None = None) -> list[OfficeAnswer]:
    """What is approved and stands as it was approved: words put into the database are nobody's answer."""
    rows = approved_answers(work, ids)
    return [row for row in rows if is_intact(work, row)] if altered_among(work, rows) else rows


def published(row: OfficeAnswer, kb: PolicyKB) -> Published:
    """An answer as people read it."""
    return Published(
        id=row.id,
        is_interpretation=row.kind == OfficeAnswerKind.INTERPRETATION.value,
        heading=_heading(row, kb),
        question=row.question,
        text=row.text,
        wordings=tuple(row.wordings.splitlines()),
        passages=units_of(row),
    )


def units_of(row: OfficeAnswer) -> tuple[str, ...]:
    """The ids of the passages that an answer belongs to."""
    return tuple(unit for unit in row.passages.split(",") if unit)


def _heading(row: OfficeAnswer, kb: PolicyKB) -> str:
    article = kb.label(PassageRole.INTERPRETATION)
    if row.kind == OfficeAnswerKind.INTERPRETATION.value:
        return texts.interpretation_heading(document=row.document, signed_on=row.signed_on, article=article)
    return texts.heading(on=row.approved_at, article=article)


def _to_find(found: Iterable[Published]) -> Iterator[AddedAnswer]:
    for one in found:
        yield AddedAnswer(one.id, (one.question, *one.wordings), one.passages)


def _shown(one: Published) -> Part:
    said = texts.body(question=one.question, text=one.text)
    return Sentence(text=f"{one.heading}\n{said}", heading=one.heading)
