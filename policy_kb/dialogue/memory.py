"""What is remembered of a talk between two messages: ids of what was shown and asked, never a word."""

from __future__ import annotations

from msgspec.structs import replace

from policy_kb.models import Answer, AnswerKind, Course, OfferKind
from policy_kb.values import Value

_KEPT = 12
"""Answers of which the first passage is remembered."""

_SHOWS = frozenset({OfferKind.UNIT, OfferKind.WHOLE})


class Memory(Value, frozen=True, forbid_unknown_fields=False):
    """Everything that the knowledge base knows of the talk so far.

    A session stored by an earlier version may hold the lead's words; they are let go.
    """

    units: tuple[str, ...] = ()  # cited by the last answer, in order
    listed: tuple[str, ...] = ()  # the last list or choice, in order: 第六个 is counted in it
    asked: tuple[str, ...] = ()  # the first passage of each answer, oldest first
    kind: AnswerKind | None = None  # of the last answer
    topic: str = ""  # id of the lead that the last answer began with
    matter: str = ""  # id of the matter that the last answer said is not stated
    course: Course = Course.NUMBERS
    clarified: bool = False  # the last answer was a question back: never two in a row

    def after(self, answer: Answer) -> Memory:
        """The memory once the answer was given; what cites nothing leaves the talk where it was."""
        units = tuple(dict.fromkeys(citation.unit for citation in answer.citations))
        offered = tuple(offer.value for offer in answer.offers if offer.kind in _SHOWS)
        if not units:
            return replace(self, kind=answer.kind, clarified=False, listed=offered or self.listed)
        return Memory(
            units=units,
            listed=self._list_after(units, offered),
            asked=(*self.asked, units[0])[-_KEPT:],
            kind=answer.kind,
            topic=answer.topic,
            matter=answer.matter,
            course=answer.course,
            clarified=answer.kind is AnswerKind.CLARIFY,
        )

    def _list_after(self, units: tuple[str, ...], offered: tuple[str, ...]) -> tuple[str, ...]:
        """A list stays while its members are read one by one; else what was offered, or cited together.

        An article that opens its items is none of them.
        """
        if len(units) == 1 and units[0] in self.listed:
            return self.listed
        members = tuple(unit for unit in units if unit.startswith(f"{units[0]}."))
        if len(units) > 1 and len(units) > len(offered):
            return members if len(members) == len(units) - 1 else units
        return offered if len(offered) > 1 else self.listed
