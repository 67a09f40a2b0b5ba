"""Buttons below a notice to a member: acts without money that can be done now, each with its case's number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from handlers.casework.transitions import Subject
from handlers.identity.actors import StaffMember
from handlers.identity.who import staff_of
from handlers.messages import Person
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.target_words import name_of
from handlers.staff.actions.targets import Target, target_of
from handlers.staff.desk.replies import words_button
from handlers.texts import desk as texts
from policy_kb.models import Offer
from store.states import NoticeSubject
from store.tables.notices import StaffNotice
from store.work import Work

_MOST = 6
_SUBJECTS = {
    NoticeSubject.APPLICATION: Subject.APPLICATION,
    NoticeSubject.CONTRACT: Subject.CONTRACT,
    NoticeSubject.CASE: Subject.CASE,
    NoticeSubject.THREAD: Subject.THREAD,
}
"""What has acts at the chat desk."""

_LOOKED_AT = frozenset({Subject.APPLICATION, Subject.THREAD})
"""Whose card there shows something wherever the member is."""


class NoticeButtons:
    """Where a channel carries buttons. Pressing one is the same as typing its words at the desk."""

    def __init__(self, catalogue: Catalogue, *, is_assessed: bool = False) -> None:
        self._catalogue = catalogue
        self._is_assessed = is_assessed

    def __call__(self, work: Work, person: Person, notices: Sequence[StaffNotice]) -> tuple[Offer, ...]:
        """Of one case its acts; of several a look at each. None where the channel carries no buttons."""
        member = staff_of(work, person) if person.traits.carries_buttons else None
        if member is None:
            return ()
        targets = list(_targets(work, notices))
        words = [] if len(targets) != 1 else self._acts(work, person, member, targets[0])
        looks = (texts.look_label(number=name_of(target)) for target in targets if target.subject in _LOOKED_AT)
        return tuple(words_button(each, each) for each in islice((*words, *looks), _MOST))

    def _acts(self, work: Work, person: Person, member: StaffMember, target: Target) -> list[str]:
        """What asks for words is done at the console, from where only number and step may be shown."""
        is_discreet = person.traits.is_abroad and not self._is_assessed
        return [
            f"{action.label} {name_of(target)}"
            for action in self._catalogue.at_desk(work, member, target)
            if (action.waits or target.subject is Subject.THREAD) and not (is_discreet and action.records_content)
        ]


def _targets(work: Work, notices: Sequence[StaffNotice]) -> Iterator[Target]:
    """What the notices are about, each once, in their order."""
    named = dict.fromkeys((NoticeSubject(notice.about), notice.subject) for notice in notices)
    for about, number in named:
        subject = _SUBJECTS.get(about)
        target = target_of(work, subject, number) if subject and number else None
        if target is not None:
            yield target
