"""The door of the package: open a document's folder, ask it questions, show what an offer leads to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from policy_kb import texts
from policy_kb.added_answers import AddedAnswers
from policy_kb.answer import Answerer
from policy_kb.bodies import Body, mark_of, written_out
from policy_kb.compose import Composer, flow, joined
from policy_kb.dialogue.boundaries import Boundaries
from policy_kb.dialogue.following import Following
from policy_kb.dialogue.memory import Memory
from policy_kb.dialogue.refer import refer
from policy_kb.dialogue.replies import Replies
from policy_kb.dialogue.wants import Splitter
from policy_kb.errors import KbError
from policy_kb.fixed import FixedSentences
from policy_kb.guide import Edition, Guide, load_guide
from policy_kb.inputs import read_measure
from policy_kb.look_up import LookUps, contents_of
from policy_kb.matching.accusing import hints_at_wrong, tells_of_wrong, wishes_to_report
from policy_kb.matching.familiar import FamiliarWords
from policy_kb.matching.model import LinearModel
from policy_kb.matching.normalise import normalise
from policy_kb.matching.retrieve import Retriever, build_retriever
from policy_kb.matching.sounds import load_sounds
from policy_kb.matching.traditional import may_be_traditional
from policy_kb.models import Answer, AnswerKind, Offer, OfferKind, Passage, Quotation, Regulation
from policy_kb.opening import cutter_of, open_document
from policy_kb.passages import Units
from policy_kb.playing import role_faults
from policy_kb.reading import Reading
from policy_kb.references.contents import Contents
from policy_kb.references.listed import units_listed
from policy_kb.roles import PassageRole

FRESH = Memory()
"""A talk that has only begun."""


@dataclass(frozen=True, repr=False)
class PolicyKB:
    """One document, ready to answer. Holds no state of any talk: the same question gets the same answer."""

    answerer: Answerer
    splitter: Splitter

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read text, guide and model; a folder with the text alone works too.

        Raises:
            KbError: there is no text, the guide cannot be read, or a role names a passage that is not there.
        """
        text, guide = read_measure(folder), load_guide(folder)
        model = LinearModel.load(folder)
        opened = open_document(folder, text, guide, cutter_of(guide), model)
        if faults := list(role_faults(guide, opened[0])):
            raise KbError("\n".join(faults))
        return cls._join(guide, *opened)

    @classmethod
    def assemble(cls, units: Units, guide: Guide, model: LinearModel | None) -> Self:
        """Put the parts together; the measurements assemble models that were learnt without one author."""
        return cls._join(guide, units, build_retriever(units, guide, cutter_of(guide), model))

    @classmethod
    def _join(cls, guide: Guide, units: Units, retriever: Retriever) -> Self:
        may_be_traditional("")  # reads its table now, not at the first question
        contents = contents_of(units, guide.unit_of(PassageRole.SCOPE), load_sounds())
        answerer = Answerer(retriever, LookUps(Composer(units, guide), contents))
        return cls(answerer, Splitter(Boundaries.load()))

    @property
    def regulation(self) -> Regulation:
        """The document's structure."""
        return self.answerer.composer.units.regulation

    @property
    def contents(self) -> Contents:
        """What reading references knows of the document."""
        return self.answerer.contents

    @property
    def edition(self) -> Edition:
        """Which version of the document this is; a new version is another folder."""
        return self.answerer.composer.guide.edition

    @cached_property
    def fixed_sentences(self) -> FixedSentences:
        """Everything that an answer may say outside quotations."""
        return FixedSentences(self.answerer.composer.guide)

    @cached_property
    def familiar(self) -> FamiliarWords:
        """The everyday words of the document and its samples."""
        return FamiliarWords(self.answerer.retriever, self.answerer.composer.guide)

    def is_about_reporting(self, answer: Answer) -> bool:
        """Whether an answer is, or cites, the way to report a wrong."""
        window = self.answerer.composer.guide.unit_of(PassageRole.WINDOWS)
        cited = {citation.unit for citation in answer.citations}
        return answer.kind is AnswerKind.COMPLAINT or (bool(window) and window in cited)

    def may_report(self, question: Reading | str, answer: Answer) -> bool:
        """Whether a question with its answer reports, or any clause of it means to.

        Asking about the windows alone does not.
        """
        if answer.kind is AnswerKind.COMPLAINT:
            return True
        reading = Reading.of(question)
        text = reading.text
        wants = (text, *self._read(reading).cut(text).pieces) if hints_at_wrong(text) else (text,)
        if any(map(tells_of_wrong, wants)):
            return True
        return self.is_about_reporting(answer) and wishes_to_report(text)

    def unit(self, id: str) -> Passage | None:  # noqa: A002  it is the passage's id
        """The article or item with this id."""
        found = self.answerer.composer.units.by_id.get(id)
        return found.passage if found else None

    def quote(self, unit: str) -> Quotation | None:
        """The whole article or item with this id, as a quotation."""
        found = self.answerer.composer.units.by_id.get(unit)
        return found.quote() if found else None

    @property
    def office(self) -> str:
        """The full name of the office that answers for the document; what it is called where there is none."""
        return self.answerer.composer.guide.office or self.written_out(mark_of(Body.OFFICE))

    @cached_property
    def about(self) -> str:
        """What can be asked, as a greeting says it."""
        return self.answerer.composer.guide.about or texts.about(title=self.regulation.title)

    @property
    def examples(self) -> tuple[str, ...]:
        """Questions that are offered with a greeting."""
        return self.answerer.composer.guide.examples

    def from_text(self, question: Reading | str) -> Answer:
        """What the text itself says to a message, whatever dialogue it also asks for."""
        return self.answerer.from_text(Reading.of(question).text)

    def added_answers(self) -> AddedAnswers:
        """Finds the office's own answers among those that it is given to hold."""
        return AddedAnswers(self.answerer, self.splitter)

    def passages_in(self, words: str) -> tuple[str, ...]:
        """The ids of the passages that a list names (第九条、第七条第三项, or ids); none if one is not there."""
        return units_listed(normalise(words), self.contents, self.answerer.composer.units.by_id.keys())

    def role(self, role: PassageRole) -> Quotation | None:
        """The passage that plays the role, whole; None where the document has none."""
        return self.quote(self.answerer.composer.guide.unit_of(role))

    def clause(self, role: PassageRole) -> Quotation | None:
        """The words of the role's passage that are quoted by themselves; None where the guide names none."""
        whole, played = self.role(role), self.answerer.composer.guide.roles.get(role)
        return whole.clause(played.words) if whole and played and played.words else None

    def written_out(self, text: str) -> str:
        """A text of the product with the bodies called as the guide calls them."""
        return written_out(text, self.answerer.composer.guide.bodies)

    def label(self, role: PassageRole) -> str:
        """第十条: how people write the passage that plays the role; empty where the document has none."""
        found = self.role(role)
        return found.citation.label if found else ""

    def looks_up(self, message: Reading | str) -> bool:
        """Whether a message names passages of the document, or of another, and asks nothing else."""
        reading = Reading.of(message)
        return self._read(reading).answerer.found(reading.text).is_look_up

    def leads_on(self, message: Reading | str, memory: Memory) -> bool:
        """Whether a message makes a move that leads from what was shown to a passage."""
        reading = Reading.of(message)
        referral = refer(reading.text, memory) if memory.units else None
        moved = Following(self._read(reading).answerer).move(referral, memory) if referral else None
        return moved is not None and bool(moved.citations)

    def replies(self, message: Reading | str, memory: Memory = FRESH) -> tuple[Answer, ...]:
        """An answer to each want of a message as it was typed, in their order."""
        reading = Reading.of(message)
        if not reading.text:
            return (flow(AnswerKind.SMALLTALK),)
        return self._read(reading).reply(reading.text, memory)

    def _read(self, message: Reading) -> Replies:
        """What replies to a message, and knows all that was read of it before."""
        return Replies(self.answerer.remembering(message.memo(self.answerer)), self.splitter)

    def answer(self, question: Reading | str, memory: Memory = FRESH) -> Answer:
        """The answers to a message as one: the kind of the first want, and all citations in order."""
        return joined(self.replies(question, memory))

    def show_units(self, units: tuple[str, ...]) -> Answer:
        """These passages, whole, in their order."""
        return self.answerer.show_units(units)

    def show(self, offer: Offer, memory: Memory = FRESH) -> Answer:
        """What picking the offer gives."""
        match offer.kind:
            case OfferKind.UNIT | OfferKind.WHOLE:
                return self.answerer.show_unit(offer.value)
            case OfferKind.ASK:
                return self.answer(offer.value, memory)
            case OfferKind.FLOW:
                return flow(AnswerKind(offer.value))
