"""The guide of a document: names, signed-off leads, and the matters that the document does not state."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from pydantic import Field, ValidationError, field_validator, model_validator

from policy_kb import texts
from policy_kb.bodies import Body
from policy_kb.errors import KbError
from policy_kb.inputs import GUIDE
from policy_kb.models import AnswerKind, Model
from policy_kb.roles import PassageRole
from policy_kb.spending import asks_whether_paid
from policy_kb.whose import Whose


class Unit(Model):
    """A passage as people know it: `name` is its menu label, `names` are everyday words for it."""

    id: str
    name: str
    kind: AnswerKind = AnswerKind.RULES
    names: tuple[str, ...] = ()
    note: str = ""  # said after the quotation
    offers: tuple[str, ...] = ()  # passages offered below the answer


class Matched(Model):
    """Something that is chosen by patterns found in the question."""

    words: tuple[str, ...] = ()

    @field_validator("words")
    @classmethod
    def _compile(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if not word.isalnum():  # otherwise it means itself, as nearly all do
                re.compile(word)
        return words

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the words."""
        return re.compile("|".join(self.words) or r"(?!)")

    def count_in(self, text: str) -> int:
        """How many different words of this entry stand in the text."""
        found = self.pattern.findall(text)
        return len(set(found)) if found else 0


class Topic(Matched):
    """One thing asked of a passage: the lead, and the passages quoted in order (the first is cited first)."""

    unit: str
    lead: str
    quotes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    note: str = ""
    decisive: bool = False  # one match is enough, whatever else is found

    @property
    def quoted(self) -> tuple[str, ...]:
        """The passages to quote."""
        return self.quotes or (self.unit,)


class Matter(Matched):
    """Something on the subject that the document does not state, and the sentence that says so."""

    id: str
    text: str
    standard: bool = False  # the passage on standards is quoted beside the nearest one


class Cue(Matched):
    """Words that the model looks at and that say nothing by themselves."""

    id: str


class Remark(Matched):
    """A sentence said with answers from `units` when the question holds one of the words (a date that passed)."""

    units: tuple[str, ...]
    text: str
    decides: bool = False  # asked whether such a thing may be paid, its first passage answers, whatever comes near


class Gap(Model):
    """A number that the document leaves out, and the passages shown instead."""

    number: str
    shown: tuple[str, ...]


class Played(Model):
    """The passage that plays a role; `words` are a clause of it that is quoted by itself."""

    unit: str
    words: str = ""

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, written: object) -> object:
        """A passage's id alone is enough."""
        return {"unit": written} if isinstance(written, str) else written


class Belongings(Model):
    """Patterns of words that belong to the document's matter alone, and of names of other places."""

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Edition(Model):
    """Which version of the document this folder holds: a new version is a new folder with its own dates."""

    name: str = ""  # as people tell it from the others: 晋商务发〔2023〕1号, 2023年版
    in_force_from: date | None = None
    in_force_until: date | None = None  # the last day, once it is known
    replaces: str = ""  # the name of the edition before


class Guide(Model):
    """Everything the office has signed off for one document. An empty guide is a bare document's."""

    edition: Edition = Edition()
    outside: str = ""  # said when the matter is not this document's
    roles: Mapping[PassageRole, Played] = Field(default_factory=dict)
    bodies: Mapping[Body, str] = Field(default_factory=dict)
    office: str = ""  # the full name of the office that answers for the document
    about: str = ""  # what can be asked: the second half of a greeting
    examples: tuple[str, ...] = ()  # questions that are offered with a greeting
    ask_office: str = ""  # who gives a sure answer, said with what is not stated
    menu: str = ""  # the sentence above the list of the scope
    listed: str = ""  # said after an answer from the list
    path: tuple[str, ...] = ()  # passages in the course of things: 然后呢 leads from one to the next
    gaps: tuple[Gap, ...] = ()
    units: tuple[Unit, ...] = ()
    topics: tuple[Topic, ...] = ()
    matters: tuple[Matter, ...] = ()
    cues: tuple[Cue, ...] = ()
    remarks: tuple[Remark, ...] = ()
    belongs: Belongings = Belongings()

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """The units by their passage's id."""
        return {unit.id: unit for unit in self.units}

    @property
    def not_stated(self) -> str:
        """What is said where none of the matters fits: the sentence of the matter called `other`."""
        return next((matter.text for matter in self.matters if matter.id == "other"), "")

    @cached_property
    def whose(self) -> Whose:
        """Tells the document's own matters from other places' rules."""
        return Whose(self.belongs.own, self.belongs.others)

    @cached_property
    def topics_of(self) -> Mapping[str, tuple[Topic, ...]]:
        """The topics of each passage that has any, in their order."""
        units = dict.fromkeys(topic.unit for topic in self.topics)
        return {unit: tuple(topic for topic in self.topics if topic.unit == unit) for unit in units}

    def topic(self, id: str) -> Topic | None:  # noqa: A002  it is the topic's id
        """The topic with this id, which is its place in the guide."""
        return self.topics[int(id)] if id.isdecimal() and int(id) < len(self.topics) else None

    def id_of(self, topic: Topic) -> str:
        """The topic's id; empty where it is none of the guide's."""
        return next((str(place) for place, one in enumerate(self.topics) if one is topic), "")

    def not_judged(self, text: str) -> str:
        """The passage to show where it is asked whether something may be paid of which nobody here may say so."""
        if not asks_whether_paid(text):
            return ""
        remarks = (remark for remark in self.remarks if remark.decides and remark.pattern.search(text))
        return next((remark.units[0] for remark in remarks), "")

    def matter(self, id: str) -> Matter | None:  # noqa: A002  it is the matter's id
        """The matter with this id."""
        return next((matter for matter in self.matters if matter.id == id), None)

    def unit_of(self, role: PassageRole) -> str:
        """The id of the passage that plays the role; empty where none does."""
        played = self.roles.get(role)
        return played.unit if played else ""

    @property
    def patterns(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """The named patterns that the model looks at."""
        matters = ((matter.id, matter.pattern) for matter in self.matters if matter.words)
        return (*matters, *((cue.id, cue.pattern) for cue in self.cues))


def load_guide(folder: Path) -> Guide:
    """The folder's guide, or an empty one.

    Raises:
        KbError: the guide is no TOML, or holds what a guide has not, such as a role that nobody knows.
    """
    path = folder / GUIDE
    if not path.is_file():
        return Guide()
    try:
        return Guide.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise KbError("\n".join(_faults(error))) from error


def _faults(error: tomllib.TOMLDecodeError | ValidationError) -> Iterator[str]:
    """What is wrong, a line each, with the place in the file."""
    if isinstance(error, tomllib.TOMLDecodeError):
        yield texts.unreadable(reason=str(error))
        return
    for fault in error.errors(include_url=False):
        place = [str(step) for step in fault["loc"]]
        if place[:1] == ["roles"] and place[-1] == "[key]":
            yield texts.unknown_role(role=place[1], known=tuple(PassageRole))
        elif place[:1] == ["bodies"] and place[-1] == "[key]":
            yield texts.unknown_body(body=place[1], known=tuple(Body))
        else:
            yield texts.unreadable(reason=f"{'.'.join(place)}: {fault['msg']}")
