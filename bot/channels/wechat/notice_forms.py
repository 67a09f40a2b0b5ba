"""Settings of notices: which template a notice goes out by, and what stands in each of its fields."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

from bot.channels.wechat.notice_fields import TAKES, FieldType, Source, fit, type_of
from handlers.messages import NoticeKind
from handlers.texts import wechat_notices as texts
from policy_kb.expressions import lazy_compile

_ID = lazy_compile(r"[0-9A-Za-z_-]{10,64}")
_GAPS = lazy_compile(r"[\s,，、;；]+")


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a template: filled from the notice, or always with the same `words`."""

    name: str
    kind: FieldType
    source: Source | None
    words: str = ""


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """A template or subscription template of the account."""

    template_id: str
    fields: tuple[FormField, ...]


def read_form(value: object) -> object:
    """Read `ID field=what field=what`; an empty text is no form."""
    if value is None or isinstance(value, NoticeForm):
        return value
    if not isinstance(value, str):
        raise _wrong(texts.FORM)
    template_id, *pairs = list(filter(None, _GAPS.split(value))) or [""]
    if not template_id:
        return None
    if not pairs or not _ID.fullmatch(template_id):
        raise _wrong(texts.FORM)
    return NoticeForm(template_id, _fields(pairs))


def _fields(pairs: Iterable[str]) -> tuple[FormField, ...]:
    found: dict[str, FormField] = {}
    for pair in pairs:
        name, _, what = pair.partition("=")
        kind = type_of(name)
        if not what or kind is None:
            raise _wrong(texts.unknown_field(field=name, types=tuple(FieldType)))
        if name in found:
            raise _wrong(texts.field_twice(field=name))
        found[name] = _field(name, kind, what)
    return tuple(found.values())


def _field(name: str, kind: FieldType, what: str) -> FormField:
    if what in set(Source):
        source = Source(what)
        if kind not in TAKES[source]:
            raise _wrong(texts.wrong_type(field=name, source=source, types=tuple(sorted(TAKES[source]))))
        return FormField(name, kind, source)
    if re.fullmatch(r"[A-Za-z_]+", what):
        raise _wrong(texts.unknown_source(field=name, source=what, sources=tuple(Source)))
    words = fit(kind, what)
    if words != what:
        raise _wrong(texts.wrong_words(field=name))
    return FormField(name, kind, None, words)


def _wrong(reason: str) -> PydanticCustomError:
    # With the text as a value: braces of an operator's own would be read as placeholders.
    return PydanticCustomError("wechat", "{reason}", {"reason": reason})


OneForm = Annotated[NoticeForm | None, NoDecode, BeforeValidator(read_form)]


class NoticeForms(BaseModel):
    """A form for each kind of notice; without one, the kind goes out another way."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    progress: OneForm = Field(default=None, description="for 进度更新: `ID field=what field=what`")
    mend: OneForm = Field(default=None, description="for 需要补正, written likewise")
    payment: OneForm = Field(default=None, description="for 拨付更新, written likewise")
    repayment: OneForm = Field(default=None, description="for 合同通知 (money taken back), written likewise")

    def of(self, kind: NoticeKind) -> NoticeForm | None:
        """Return the form of a kind."""
        forms = {
            NoticeKind.PROGRESS: self.progress,
            NoticeKind.MEND: self.mend,
            NoticeKind.PAYMENT: self.payment,
            NoticeKind.REPAYMENT: self.repayment,
        }
        return forms[kind]


class Way(StrEnum):
    """How a card can leave, in the order of choice."""

    SUBSCRIPTION = "subscription"
    TEMPLATE = "template"


class Ways(Struct, frozen=True):
    """The forms that are set."""

    subscriptions: NoticeForms
    templates: NoticeForms

    def of(self, kind: NoticeKind) -> Iterator[tuple[Way, NoticeForm]]:
        """The forms of a kind of notice, the first choice first."""
        for way, forms in ((Way.SUBSCRIPTION, self.subscriptions), (Way.TEMPLATE, self.templates)):
            form = forms.of(kind)
            if form is not None:
                yield way, form
