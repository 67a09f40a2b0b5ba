"""The application's form, version 1: the contract, money, people, the office's checklist, the declaration."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct
from pydantic import Field

from handlers.applications.phone_step import phone_step
from handlers.forms import applying_words
from handlers.forms.spec import Answers, Choice, Form, Step
from handlers.money import yuan
from handlers.texts import amounts as amount_texts
from handlers.texts import applying as texts
from handlers.texts import casework as words
from handlers.texts import values as value_texts
from handlers.values.amounts import read_amount
from handlers.values.readers import likelihood, read_name, text_reader
from handlers.values.reading import Stored
from policy_kb.models import Citation, Model, Part, Sentence
from store.states import Kind
from store.tables.applications import ChecklistItem, Material
from store.tables.contracts import Contract

NAME = "application"
FILES = "file:"
"""What fields of handed-in files begin with; the item's code follows, nothing for what the list does not name."""

_SHORTEST, _LONGEST = 5, 500


class ApplicationData(Model):
    """What the form collects beside files."""

    contract: int
    kind: Kind
    amount: int = Field(gt=0)
    purpose: str
    contact: str
    phone: str


class Surroundings(Struct, frozen=True):
    """What the form has to know of the world around it, as it is in this very act."""

    title: str
    contracts: Sequence[Contract]
    items: Sequence[ChecklistItem]
    files: Sequence[Material]
    send: str  # how files are sent in this channel
    takes_files: bool  # whether they can be sent at all, there or by the upload page
    check_kind: Callable[[Stored], tuple[Part, ...]]
    check_amount: Callable[[Stored], tuple[Part, ...]]
    declaration: tuple[Part, ...]
    cited: tuple[Citation, ...] = ()
    is_resubmission: bool = False  # contract and kind stand already


Build = Callable[[Surroundings], Form]


def application_v1(around: Surroundings) -> Form:
    """The form as it was first issued."""
    return Form(
        name=NAME,
        version=1,
        title=around.title,
        model=ApplicationData,
        steps=(*_money_steps(around), *_people_steps(), *_file_steps(around)),
        declaration=around.declaration,
        confirm_by=texts.DECLARED,
        cited=around.cited,
        decided_by="kind",
    )


VERSIONS: Mapping[int, Build] = MappingProxyType({1: application_v1})
"""Every version that a draft may still have been begun with; the last is for new ones."""


def files_under(items: Sequence[ChecklistItem], files: Sequence[Material], code: str) -> tuple[Material, ...]:
    """The files of one item; under the empty code, those that no item of the list names."""
    known = {item.code for item in items}
    return tuple(file for file in files if (file.item if file.item in known else "") == code)


def item_of(field: str) -> str:
    """The checklist's code of a step that takes files."""
    return field.removeprefix(FILES)


def _money_steps(around: Surroundings) -> Iterator[Step]:
    def is_new(_answers: Answers) -> bool:
        return not around.is_resubmission

    yield Step(
        field="contract",
        label=texts.CONTRACT,
        prompt=texts.CONTRACT_ASK,
        choices=tuple(_contract_choices(around.contracts)),
        words=("合同",),
        when=is_new,
        resets=("kind", "amount"),
    )
    yield Step(
        field="kind",
        label=texts.KIND,
        prompt=texts.KIND_ASK,
        choices=tuple(
            Choice(kind.value, words.KINDS[kind.value], applying_words.KIND_WORDS[kind.value]) for kind in Kind
        ),
        words=("种类", "类别", "资金种类", "资金类别"),
        check=around.check_kind,
        when=is_new,
        resets=("amount", *(f"{FILES}{item.code}" for item in around.items)),
    )
    yield Step(
        field="amount",
        label=texts.AMOUNT,
        prompt=texts.AMOUNT_ASK,
        example=amount_texts.EXAMPLE,
        read=read_amount,
        show=lambda stored: yuan(int(stored or 0)),
        check=around.check_amount,
        words=("金额", "钱数", "数额", "申请金额"),
    )


def _people_steps() -> Iterator[Step]:
    yield Step(
        field="purpose",
        label=texts.PURPOSE,
        prompt=texts.PURPOSE_ASK,
        example=texts.PURPOSE_EXAMPLE,
        read=text_reader(texts.PURPOSE, least=_SHORTEST, most=_LONGEST),
        words=("用途", "说明"),
        free=True,
        likely=likelihood(applying_words.SURE_PURPOSE, applying_words.MAYBE_PURPOSE),
    )
    yield Step(
        field="contact",
        label=texts.CONTACT,
        prompt=texts.CONTACT_ASK,
        example=value_texts.NAME_EXAMPLE,
        read=read_name,
        again=value_texts.NAME_SAID,
        words=("姓名", "名字"),
    )
    yield phone_step("电话", "手机", "号码", "手机号", label=texts.PHONE, prompt=texts.PHONE_ASK)


def _contract_choices(contracts: Sequence[Contract]) -> Iterator[Choice]:
    for contract in contracts:
        label = texts.contract_label(project=contract.project, number=contract.number)
        yield Choice(contract.id, label, (contract.number, contract.project))


def _file_steps(around: Surroundings) -> Iterator[Step]:
    """The list's items in its order, then whatever else; without a list, the one free step that says so."""
    for item in around.items:
        yield _item_step(around, item)
    if not around.items:
        yield _files_step(around, "", texts.MATERIALS, texts.MATERIALS_UNLISTED, ())
    else:
        yield _files_step(around, "", texts.OTHERS, texts.OTHERS_ASK, ())


def _item_step(around: Surroundings, item: ChecklistItem) -> Step:
    missing: tuple[Part, ...] = (Sentence(text=texts.required_missing(label=item.label)),)
    prompt = texts.item_ask(label=item.label, hint=item.hint)
    return _files_step(around, item.code, item.label, prompt, missing if item.required else ())


def _files_step(around: Surroundings, code: str, label: str, prompt: str, missing: tuple[Part, ...]) -> Step:
    names = tuple(file.name for file in files_under(around.items, around.files, code))
    how = (around.send, texts.SKIP_FILES) if code and not missing else (around.send,)
    listed = (texts.files_so_far(names=names),) if names else ()
    return Step(
        field=f"{FILES}{code}",
        label=label,
        prompt="\n".join((prompt, *how, *listed)),
        show=lambda _stored: texts.files_shown(names=names),
        words=(texts.MATERIALS,),
        optional=not missing,
        files=True,
        commands=_file_commands(around, code, missing),
        enough=lambda: () if names else missing,
    )


def _file_commands(around: Surroundings, code: str, missing: tuple[Part, ...]) -> tuple[str, ...]:
    link = (texts.UPLOAD_LINK,) if around.takes_files else ()
    return (*link, texts.NEXT_ITEM, *((texts.SKIP,) if code and not missing else ()))
