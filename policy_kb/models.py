"""What the knowledge base speaks in: the structure of a regulation, and answers made of quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec.structs import replace
from pydantic import BaseModel, ConfigDict

from policy_kb.values import Value


class Model(BaseModel):
    """A frozen value; unknown fields are mistakes. What checks it is built at its first use: most is staff's."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Passage(Value, frozen=True):
    """A piece of the source: `text` is exactly `source[start:end]`, `clean` is it without page furniture.

    Ids: `12`, `12-1` (第十二条之一), `7.3` (第七条第（三）项), `7.3.1`, a duplicate `9#2`.
    """

    id: str
    number: str
    text: str
    clean: str
    start: int
    end: int


class Item(Passage, frozen=True):
    """第…项 of an article, with the items below it."""

    items: tuple[Item, ...] = ()


class Article(Passage, frozen=True):
    """第…条: `chapter` is the chapter's heading as printed (“第二章 专项资金支持范围和标准”), or empty."""

    chapter: str = ""
    paragraphs: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


class Numbering(StrEnum):
    """How a document numbers its articles."""

    ARTICLE = "条"
    SECTION = "一、"
    PAREN = "（一）"
    ARABIC = "1."


class Regulation(Value, frozen=True):
    """A whole document. `source` is the extracted text to which every offset points."""

    source: str
    articles: Sequence[Article]  # a tuple; of a large document, made as they are asked for
    title: str = ""
    numbering: Numbering = Numbering.ARTICLE
    gaps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class AnswerKind(StrEnum):
    """What sort of answer this is; the first four state something that the measure says."""

    CATEGORIES = "categories"
    MATERIALS = "materials"
    STEPS = "steps"
    RULES = "rules"
    UNSTATED = "unstated"
    OOS = "oos"
    STATUS = "status"
    APPLY = "apply"
    COMPLAINT = "complaint"
    HUMAN = "human"
    SMALLTALK = "smalltalk"
    CLARIFY = "clarify"


FLOWS = frozenset({AnswerKind.STATUS, AnswerKind.APPLY, AnswerKind.COMPLAINT, AnswerKind.HUMAN})
"""Kinds that lead to a dialogue of `handlers` rather than to an article."""


class Citation(Value, frozen=True):
    """Where a quotation stands: `unit` is a passage id, `label` is how people write it (第七条第（三）项).

    `edition` names the edition quoted, where the guide does: an answer kept in a session stays tied to it.
    """

    unit: str
    label: str
    edition: str = ""


class Sentence(Value, frozen=True, tag_field="kind", tag="sentence"):
    """A fixed sentence of the product: from the catalogue or from the guide's signed-off leads.

    `heading` is the first line of words that are not the product's own, and says whose they are: where the text is
    cut, every piece begins with it.
    """

    text: str
    heading: str = ""


class Quotation(Value, frozen=True, tag_field="kind", tag="quotation"):
    """A verbatim span of the source: `text == source[start:end]`, shown in “ ” and followed by its citation.

    `text` may differ from the source span only by page furniture that the parser took out (`clean`).
    """

    text: str
    start: int
    end: int
    citation: Citation

    def clause(self, words: str) -> Quotation | None:
        """These words of the quotation by themselves; None where they do not stand in it."""
        before, found, _ = self.text.partition(words)
        if not found:
            return None
        start = self.start + len(before)
        return replace(self, text=words, start=start, end=start + len(words))

    @property
    def shown(self) -> str:
        """As people see it: “…”（第九条）."""
        return f"“{self.text}”（{self.citation.label}）"


Part = Sentence | Quotation


def citations_of(parts: Iterable[Part]) -> tuple[Citation, ...]:
    """What the parts cite, in order of first appearance."""
    return tuple(dict.fromkeys(part.citation for part in parts if isinstance(part, Quotation)))


def text_of(parts: tuple[Part, ...]) -> str:
    """The parts as people read them, a part a line."""
    return "\n".join(part.shown if isinstance(part, Quotation) else part.text for part in parts)


class OfferKind(StrEnum):
    """What picking an offer does."""

    UNIT = "unit"  # answer from the passage `value`
    WHOLE = "whole"  # the whole article `value`
    ASK = "ask"  # as if the person had typed `value`
    FLOW = "flow"  # start the flow `value` (an AnswerKind)


class Offer(Value, frozen=True):
    """A numbered choice below an answer, and what it leads to."""

    label: str
    kind: OfferKind
    value: str


class Course(StrEnum):
    """By which order a talk moves on from an answer: to the next article, or to the next step of the procedure."""

    NUMBERS = "numbers"
    STEPS = "steps"


class Answer(Value, frozen=True):
    """A reply made of fixed sentences and quotations; nothing in it is generated.

    `citations` are in order of first appearance; for `clarify`, those of the choices offered.
    """

    kind: AnswerKind
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...] = ()
    offers: tuple[Offer, ...] = ()
    matter: str = ""  # id of the guide's matter that is not stated
    topic: str = ""  # id of the guide's topic whose lead the answer begins with
    course: Course = Course.STEPS  # of a passage that was come by its number: `NUMBERS`

    @property
    def text(self) -> str:
        """The answer without its offers, a part a line."""
        return text_of(self.parts)
