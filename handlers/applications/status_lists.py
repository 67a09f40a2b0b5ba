"""Which application is meant: the list to pick from, and the only one that an act fits."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from handlers.applications.status_reply import command
from handlers.applications.told import told_states
from handlers.identity.actors import Contractor
from handlers.materials.material_words import NAMES_KIND
from handlers.messages import Reply
from handlers.texts import casework as words
from handlers.texts import status as texts
from handlers.turn import say
from policy_kb.matching.normalise import simplify
from policy_kb.models import AnswerKind, Offer, OfferKind
from store.queries.status import Owned, application_of_firm, applications_of_firm
from store.states import Kind, State
from store.work import Work

_MOST_LISTED = 9
_TELLING = 4
"""Characters of a project's name that tell which one is meant."""


def picked(
    work: Work, actor: Contractor, numbers: Sequence[str], fits: Callable[[Owned], bool]
) -> Owned | list[Owned] | Reply:
    """The application meant; where none is named, the only one that fits, or all that do."""
    if numbers:
        owned = application_of_firm(work, actor.firm_id, numbers[0])
        return owned or say(texts.not_found(number=numbers[0]), kind=AnswerKind.STATUS)
    fitting = [owned for owned in applications_of_firm(work, actor.firm_id) if fits(owned)]
    return fitting[0] if len(fitting) == 1 else fitting


def listed(work: Work, found: Sequence[Owned], *, of: int) -> Reply:
    """The newest of `of` applications with their steps, each a number to pick."""
    shown = found[:_MOST_LISTED]
    states = told_states(work, shown)
    offers = tuple(Offer(label=_label(one, states), kind=OfferKind.ASK, value=one[0].number) for one in shown)
    return say(texts.listed(count=len(found), shown=len(shown), of=of), kind=AnswerKind.STATUS, offers=offers)


def narrowed(found: Sequence[Owned], text: str) -> Sequence[Owned]:
    """Those that the words name by their contract, its project or the kind of money; all where none is named."""
    return by_contract(found, text) or by_kind(found, text) or found


def by_contract(found: Sequence[Owned], text: str) -> list[Owned]:
    """Those whose contract's number or project is named in the words."""
    said = _bare(text)
    return [owned for owned in found if _bare(owned[1].number) in said or _is_named(owned[1].project, said)]


def by_kind(found: Sequence[Owned], text: str) -> list[Owned]:
    """Those of the kind of money that the words name."""
    return [owned for owned in found if NAMES_KIND[Kind(owned[0].kind)].search(text)]


def _is_named(project: str, said: str) -> bool:
    """Whether the project stands in the words, or enough of it in one piece (分拣中心 of 乡村物流分拣中心)."""
    name = _bare(project.split("（", maxsplit=1)[0])
    pieces = (name[start : start + _TELLING] for start in range(max(1, len(name) - _TELLING + 1)))
    return any(piece in said for piece in pieces if len(piece) == _TELLING) or (bool(name) and name in said)


def _bare(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", simplify(text)).lower() if char.isalnum())


def which(work: Work, found: Sequence[Owned], label: str, which: str, none: str) -> Reply:
    """Let the person pick, or say that there is none."""
    states = told_states(work, found[:_MOST_LISTED])
    offers = tuple(
        replace(command(label, owned[0].number), label=_label(owned, states)) for owned in found[:_MOST_LISTED]
    )
    return say(which if found else none, kind=AnswerKind.STATUS, offers=offers)


def _label(owned: Owned, states: Mapping[int, State]) -> str:
    application = owned[0]
    return texts.list_label(
        number=application.number,
        kind=words.KINDS[application.kind],
        state=words.STATES[states[application.id].value][1],
    )
