"""Check a document's folder: the guide fits the text, leads say no more than it, the model is learnt from it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from policy_kb import texts
from policy_kb.documents.structure import parse
from policy_kb.errors import KbError
from policy_kb.expressions import lazy_compile
from policy_kb.guide import Edition, Guide, Topic, load_guide
from policy_kb.inputs import read_measure
from policy_kb.leads import find_faults
from policy_kb.matching.examples import examples, fingerprint
from policy_kb.matching.model import LinearModel
from policy_kb.matching.samples import STATED, Sample, read_samples
from policy_kb.opening import is_stale
from policy_kb.passages import Units
from policy_kb.playing import absent_roles, role_faults, unnamed_bodies

_QUOTED = lazy_compile(r"“([^“”]*)”")


def check(folder: Path) -> list[str]:
    """What is wrong with the folder, a line each; an empty list is a folder that may be published."""
    try:
        units, guide, samples = Units(parse(read_measure(folder))), load_guide(folder), read_samples(folder)
    except (KbError, ValidationError, ValueError) as error:
        return [texts.unreadable(reason=str(error))]
    return [
        *_check_edition(guide.edition),
        *_check_names(guide, units),
        *(fault for topic in guide.topics for fault in _check_topic(topic, units)),
        *_check_said(guide, units),
        *(fault for sample in samples for fault in _check_sample(sample, units)),
        *_check_model(folder, samples, units, guide),
        *((texts.INDEX_AGAIN,) if is_stale(folder, units, guide) else ()),
    ]


def remarks(folder: Path) -> list[str]:
    """What the folder does without: no fault, but the operator should know what is off.

    Raises:
        KbError: the guide cannot be read.
    """
    guide = load_guide(folder)
    return [*absent_roles(guide), *unnamed_bodies(guide)]


def _check_edition(edition: Edition) -> Iterator[str]:
    """An edition has a name of its own, and ends after it began."""
    if edition != Edition() and not edition.name.strip():
        yield texts.EDITION_WITHOUT_NAME
    if edition.name and edition.name == edition.replaces:
        yield texts.edition_replaces_itself(name=edition.name)
    first, last = edition.in_force_from, edition.in_force_until
    if first and last and last < first:
        yield texts.edition_ends_early(first=first.isoformat(), last=last.isoformat())


def _check_names(guide: Guide, units: Units) -> Iterator[str]:
    """Whatever the guide names must be a passage of the text."""
    named = [unit.id for unit in guide.units]
    named += [offer for entry in guide.units for offer in entry.offers]
    named += [offer for topic in guide.topics for offer in topic.offers]
    named += [unit for remark in guide.remarks for unit in remark.units]
    named += [unit for gap in guide.gaps for unit in gap.shown]
    yield from role_faults(guide, units)
    yield from (texts.unknown_unit(unit=unit) for unit in dict.fromkeys(named) if unit not in units.by_id)
    yield from (texts.not_a_gap(number=g.number) for g in guide.gaps if g.number not in units.regulation.gaps)


def _check_topic(topic: Topic, units: Units) -> Iterator[str]:
    unknown = [unit for unit in (topic.unit, *topic.quoted) if unit not in units.by_id]
    if unknown:
        yield from (texts.unknown_unit(unit=unit) for unit in unknown)
        return
    spans = [units.by_id[unit].text for unit in topic.quoted]
    yield from (texts.foreign(lead=topic.lead, words=words) for words in find_faults(topic.lead, spans))


def _check_said(guide: Guide, units: Units) -> Iterator[str]:
    """What any other sentence puts in “ ” must be the source's own words."""
    source = "".join(units.regulation.source.split())
    said = [*(unit.note for unit in guide.units), *(topic.note for topic in guide.topics)]
    said += [*(matter.text for matter in guide.matters), *(remark.text for remark in guide.remarks)]
    for sentence in said:
        for quoted in _QUOTED.findall(sentence):
            if "".join(quoted.split()) not in source and quoted not in texts.COMMANDS:
                yield texts.not_in_source(quoted=quoted)


def _check_sample(sample: Sample, units: Units) -> Iterator[str]:
    """A label must name a passage; what is answered from the text must have one."""
    unlabelled = sample.kind in STATED and not sample.articles
    if unlabelled or any(unit not in units.by_id for unit in sample.articles):
        yield texts.bad_sample(question=sample.q)


def _check_model(folder: Path, samples: tuple[Sample, ...], units: Units, guide: Guide) -> Iterator[str]:
    learnt = fingerprint(examples(samples, units, guide), guide)
    if samples and not _is_learnt_from(folder, learnt):
        yield texts.BUILD_AGAIN


def _is_learnt_from(folder: Path, inputs: str) -> bool:
    with contextlib.suppress(KbError):
        model = LinearModel.load(folder)
        return model is not None and model.inputs == inputs
    return False
