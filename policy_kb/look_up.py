"""Answer what names passages by number, place or title: the passages themselves, and what does not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from policy_kb import texts
from policy_kb.compose import Composer, joined, outside
from policy_kb.documents.parts import annexes_of, issue_day_of, issuer_of, number_of
from policy_kb.expressions import lazy_compile
from policy_kb.matching.own_names import OwnNames
from policy_kb.matching.pinyin import Sounds
from policy_kb.models import Answer, AnswerKind
from policy_kb.numerals import to_chinese
from policy_kb.passages import Units
from policy_kb.references.contents import Contents
from policy_kb.references.counting import asks_how_many
from policy_kb.references.reference import Found, Reference, ReferenceKind
from policy_kb.references.terminals import DocumentPart

_FROM_ISSUE = lazy_compile("(?:印发|发布|公布|颁布)之日")
_LAST = 3
"""Articles at the end among which that about coming into force stands."""

_MISSING = 3
"""Of how many passages it is said that there is no such one: 第7项到第999项 names hundreds."""

_CONTRACTS = ("合同", "协议", "contract")
"""Of the fund's own contracts an article may be asked: what the measure says of them is the answer."""


def contents_of(units: Units, scope: str, sounds: Sounds) -> Contents:
    """What reading references may know of a document. `scope` is the article whose items are meant by default."""
    first = next((unit for unit in units.order if "." in unit), "")
    return Contents(
        articles=tuple(units.articles),
        units=units.by_id,
        headings=tuple(units.chapters),
        numbering=units.regulation.numbering,
        listed=scope if scope in units.articles else first.partition(".")[0],
        is_ours=OwnNames(units.regulation.title, sounds),
        chapters=lambda heading: units.chapters[heading],
    )


class LookUps(Struct, frozen=True):
    """Shows passages that are named."""

    composer: Composer
    contents: Contents

    def answer(self, text: str, found: Found) -> Answer | None:
        """The named passages where nothing else is asked, several side by side, or what does not exist."""
        if gap := self._asked_gap(text, found):
            return self._missing(gap)
        if found.is_look_up:
            return self.show(found)
        if not found.references:
            return None
        units = [unit for unit in found.units if unit in self.composer.units.by_id]
        articles = dict.fromkeys(unit.partition(".")[0] for unit in units)
        if len(articles) > 1:
            return self.composer.shown(self.composer.kind_of(units[0]), texts.SIDE_BY_SIDE, units)
        return self._absent(found)

    def show(self, found: Found) -> Answer | None:
        """All that is named."""
        if not found.references:
            return None
        if not found.own:
            return None if self.is_contract(found) else outside(texts.ANOTHER_LAW)
        answers = [answer for run in _runs(found.own) if (answer := self._run(run))]
        return (joined(answers) if len(answers) > 1 else answers[0]) if answers else None

    def passage(self, unit: str) -> Answer:
        """The passage; of an article with items, its opening and its headings as a menu."""
        if self.composer.units.items_of(unit):
            return self.composer.whole_list(unit)
        return self.composer.passage(unit)

    def is_contract(self, found: Found) -> bool:
        """Whether articles of a contract alone are named."""
        return all(one.law.endswith(_CONTRACTS) for one in found.references)

    def _asked_gap(self, text: str, found: Found) -> str:
        """A number that is left out: asked for, between its neighbours, or by how many articles there are."""
        gaps = self.composer.units.regulation.gaps
        if gaps and asks_how_many(text):
            return gaps[0]
        if not gaps or not found.references or found.is_look_up:
            return ""
        named = [one.article for one in found.own]
        asked = next((number for number in named if number in gaps), "")
        between = (gap for gap in gaps if all(number in named for number in _around(gap)))
        return asked or next(between, "")

    def _absent(self, found: Found) -> Answer | None:
        """Beside a question: an article or item that there is not."""
        first = next((one for one in found.own if one.article), None)
        if first is None or first.unit in self.composer.units.by_id:
            return None
        return self._unit(first.unit)

    def _run(self, references: Sequence[Reference]) -> Answer | None:
        first = references[0]
        match first.kind:
            case ReferenceKind.CHAPTER:
                return self._chapter(first.chapter)
            case ReferenceKind.PART:
                return self._part(first.part) if first.part else None
            case _:
                return self._units([unit for one in references if (unit := self._unit_of(one))])

    def _unit_of(self, reference: Reference) -> str:
        """The passage's id; of what stands deeper than passages are kept, the item that holds it."""
        article = reference.article or self.contents.listed
        unit = f"{article}.{reference.item}" if reference.item else article
        above = unit.rpartition(".")[0]
        return above if unit.count(".") > 1 and above in self.composer.units.by_id else unit if article else ""

    def _units(self, units: Sequence[str]) -> Answer | None:
        named = tuple(dict.fromkeys(units))
        if len(named) <= 1:
            return self._unit(named[0]) if named else None
        known = [unit for unit in named if unit in self.composer.units.by_id]
        if not known:
            first = self._unit(named[0])
            said = [self._not_there(unit) for unit in named[:_MISSING]]
            return self.composer.beside_gap(said, [citation.unit for citation in first.citations])
        missing = [unit for unit in named if unit not in known][:_MISSING]
        told = (unit for unit in named if unit in known or unit in missing)
        return self.composer.listed(self._not_there(unit) if unit in missing else unit for unit in told)

    def _unit(self, unit: str) -> Answer:
        if unit in self.composer.units.by_id:
            return self.passage(unit)
        article = unit.partition(".")[0]
        if article not in self.composer.units.articles:
            return self._missing(article)
        items = self.composer.units.items_of(article)
        return self.composer.beside_gap([self._not_there(unit)], [items[-1].id if items else article])

    def _missing(self, number: str) -> Answer:
        articles = self.composer.units.articles
        known = next((gap.shown for gap in self.composer.guide.gaps if gap.number == number), ())
        shown = known or _neighbours(number, self.contents.articles)
        return self.composer.beside_gap([self._not_there(number)], [unit for unit in shown if unit in articles])

    def _not_there(self, unit: str) -> str:
        article, _, item = unit.partition(".")
        label = self.composer.units.label_of(article)
        if article not in self.composer.units.articles:
            return texts.no_such_article(label=label)
        return texts.no_such_item(article=label, item=to_chinese(int(item.partition(".")[0])))

    def _in_force(self) -> Sequence[str]:
        """The article that ties its coming into force to the day of issue."""
        last = (self.contents.articles[-place] for place in range(1, min(_LAST, len(self.contents.articles)) + 1))
        return [unit for unit in last if _FROM_ISSUE.search(self.composer.units.by_id[unit].text)][:1]

    def _chapter(self, number: int) -> Answer:
        if not self.contents.chapter_at(number):
            said = texts.no_such_chapter(number=to_chinese(number))
            return self.composer.beside_gap([said], self.contents.inside(len(self.contents.headings)))
        inside = self.contents.inside(number)
        lead = texts.chapter_holds(chapter=to_chinese(number))
        return self.composer.articles(lead, [self.composer.units.by_id[unit] for unit in inside])

    def _part(self, part: DocumentPart) -> Answer:
        """What the printed text says of itself."""
        regulation = self.composer.units.regulation
        units: Sequence[str] = ()
        match part:
            case DocumentPart.NUMBER:
                printed = number_of(regulation)
                said = texts.document_number(printed=printed)
            case DocumentPart.ISSUED:
                printed, units = issue_day_of(regulation), self._in_force()
                said = texts.issue_day(printed=printed)
            case DocumentPart.ISSUER:
                printed = issuer_of(regulation)
                said = texts.issuer(printed=printed)
            case DocumentPart.TITLE:
                printed = regulation.title
                said = texts.document_title(printed=printed)
            case DocumentPart.ANNEX:
                annexes = annexes_of(regulation)
                printed, said = "".join(annexes), texts.annexes(printed=annexes)
        return self.composer.beside([said], units, AnswerKind.RULES if printed else AnswerKind.UNSTATED)


def _runs(references: Sequence[Reference]) -> Iterator[Sequence[Reference]]:
    """Articles and items that stand together; each chapter and each part by itself."""
    for is_unit, run in groupby(references, lambda one: one.kind in {ReferenceKind.ARTICLE, ReferenceKind.ITEM}):
        if is_unit:
            yield list(run)
        else:
            yield from ([reference] for reference in run)


def _around(gap: str) -> tuple[str, str]:
    """The numbers before and after; a gap is always a plain number."""
    return str(int(gap) - 1), str(int(gap) + 1)


def _neighbours(number: str, articles: Sequence[str]) -> list[str]:
    """The articles before and after a number that does not exist; beyond the end, the last."""
    wanted = int(number.split("-", maxsplit=1)[0])
    numbers = [(int(article.split("-")[0].split("#")[0]), article) for article in articles]
    before = [article for value, article in numbers if value < wanted][-1:]
    after = [article for value, article in numbers if value > wanted][:1]
    return [*before, *after]
