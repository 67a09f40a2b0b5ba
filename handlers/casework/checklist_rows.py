"""The rows of the office's acts on its checklists: what each records, and what keeps it from being done."""

from collections.abc import Callable, Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.fields import asked
from handlers.casework.register_rows import register_row
from handlers.casework.registers import kind_of
from handlers.casework.transitions import ActName, Subject
from handlers.materials.checklist import LONGEST_HINT, LONGEST_LABEL
from handlers.results import Reason
from handlers.texts import checklist as texts
from handlers.texts import desk_fields
from handlers.values.names import deceives
from policy_kb.expressions import lazy_compile
from policy_kb.models import Model
from store.audit.entries import Facts
from store.queries.materials import checklist, code_was_used
from store.states import Role
from store.tables.applications import ChecklistItem

MOST = 30
_CODE = lazy_compile(r"[a-z0-9][a-z0-9-]{0,31}")
_STEP = 10


class ItemFields(Model):
    """A new item. `code` names it for commands and is never used for anything else again."""

    code: str = asked(desk_fields.ITEM_CODE)
    label: str = asked(desk_fields.ITEM_LABEL)
    hint: str = asked(desk_fields.ITEM_HINT, default="")
    required: bool = asked(desk_fields.ITEM_REQUIRED, default=True)


class ItemChangeFields(Model):
    """What becomes other; None stays. It goes in front of the item of the code `before`, or to `place`, from 1."""

    label: str | None = asked(desk_fields.ITEM_LABEL, default=None)
    hint: str | None = asked(desk_fields.ITEM_NEW_HINT, default=None)
    required: bool | None = asked(desk_fields.ITEM_REQUIRED, default=None)
    before: str | None = asked(desk_fields.ITEM_BEFORE, default=None)
    place: int | None = asked(desk_fields.ITEM_PLACE, default=None)


@guard("label", "hint")
def _sound_words(attempt: Attempt) -> Iterator[Reason]:
    given = attempt.fields
    assert isinstance(given, ItemFields | ItemChangeFields)
    if given.label is not None and not 0 < len(_line(given.label)) <= LONGEST_LABEL:
        yield system(texts.BAD_LABEL)
    if given.hint is not None and len(_line(given.hint)) > LONGEST_HINT:
        yield system(texts.BAD_HINT)
    if any(deceives(_line(one)) for one in (given.label, given.hint) if one is not None):
        yield system(texts.UNSEEN)


@guard("code")
def _new_code(attempt: Attempt) -> Iterator[Reason]:
    """Files of an old item lie under its code for ever."""
    code = attempt.given(ItemFields).code
    if not _CODE.fullmatch(code):
        yield system(texts.BAD_CODE)
    elif code_was_used(attempt.work, kind_of(attempt.number).value, code):
        yield system(texts.USED_CODE)


@guard()
def _not_full(attempt: Attempt) -> Iterator[Reason]:
    if len(_list_of(attempt)) >= MOST:
        yield system(texts.TOO_MANY)


@guard("place")
def _in_the_list(attempt: Attempt) -> Iterator[Reason]:
    place, count = attempt.given(ItemChangeFields).place, len(_list_of(attempt))
    if place is not None and not 0 < place <= count:
        yield system(texts.no_such_place(count=count))


@guard("before")
def _behind_another(attempt: Attempt) -> Iterator[Reason]:
    before, own = attempt.given(ItemChangeFields).before, attempt.about(ChecklistItem)
    if before is not None and before not in {one.code for one in _list_of(attempt) if one.id != own.id}:
        yield system(texts.UNKNOWN_ITEM)


def _added(attempt: Attempt) -> Recorded:
    """At the list's end; it is asked for from the next answer on."""
    given, there = attempt.given(ItemFields), _list_of(attempt)
    item = ChecklistItem(
        kind=kind_of(attempt.number).value,
        code=given.code,
        label=_line(given.label),
        hint=_line(given.hint),
        required=given.required,
        position=there[-1].position + _STEP if there else _STEP,
        retired_at=None,
    )
    return Recorded(facts=_facts(attempt.work.add(item)))


def _changed(attempt: Attempt) -> Recorded:
    """What lies under the item stays there."""
    item, given = attempt.about(ChecklistItem), attempt.given(ItemChangeFields)
    item.label = _line(given.label) if given.label is not None else item.label
    item.hint = _line(given.hint) if given.hint is not None else item.hint
    item.required = given.required if given.required is not None else item.required
    _move(attempt, item, given)
    return Recorded(facts=_facts(item))


def _move(attempt: Attempt, item: ChecklistItem, given: ItemChangeFields) -> None:
    """Number the list anew with the item in its new place."""
    if given.place is None and given.before is None:
        return
    rest = [one for one in _list_of(attempt) if one.id != item.id]
    codes = [one.code for one in rest]
    place = given.place - 1 if given.place is not None else codes.index(given.before or "")
    for number, one in enumerate([*rest[:place], item, *rest[place:]], start=1):
        one.position = number * _STEP


def _retired(attempt: Attempt) -> Recorded:
    """Files that lie under it stay where they are."""
    item = attempt.about(ChecklistItem)
    item.retired_at = attempt.work.now
    return Recorded(facts=_facts(item))


def _facts(item: ChecklistItem) -> Facts:
    return {"kind": item.kind, "item": item.code, "required": item.required, "position": item.position}


def _list_of(attempt: Attempt) -> list[ChecklistItem]:
    return checklist(attempt.work, kind_of(attempt.number).value)


def _line(text: str) -> str:
    return " ".join(text.split())


def _row(
    act: ActName, on: Subject, *guards: Guard, fields: type[Model], record: Callable[[Attempt], Recorded]
) -> Transition:
    office = frozenset({Role.OFFICE})
    return register_row(act, on, *guards, roles=office, fields=fields, record=record, not_theirs=texts.NOT_ALLOWED)


CHECKLIST_ROWS = (
    _row(
        ActName.CHECKLIST_ADD,
        Subject.LIST,
        _sound_words,
        _new_code,
        _not_full,
        fields=ItemFields,
        record=_added,
    ),
    _row(
        ActName.CHECKLIST_CHANGE,
        Subject.ITEM,
        _sound_words,
        _in_the_list,
        _behind_another,
        fields=ItemChangeFields,
        record=_changed,
    ),
    _row(ActName.CHECKLIST_RETIRE, Subject.ITEM, fields=NothingFields, record=_retired),
)
