"""What a person sends and what the assistant says back, in no channel's terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum, StrEnum, auto
from types import MappingProxyType

from msgspec import Struct

from policy_kb.models import AnswerKind, Citation, Offer, Part, text_of
from policy_kb.once import once
from policy_kb.reading import Reading
from policy_kb.values import Value


class Files(Enum):
    """What people can send in a channel besides words; where nothing, they are given a link to the upload page."""

    NOTHING = auto()
    PHOTOS = auto()
    ANY = auto()


class StaffWay(Enum):
    """Whether notices to staff leave by a channel, and to whom; the console shows them all."""

    NONE = auto()
    IF_ALLOWED = auto()  # to the account that a member linked, where the office switched the channel on
    MEMBER = auto()  # to the member's account, as an administrator entered it
    GROUP = auto()  # to one group, which reads number and step only


class Traits(Struct, frozen=True, kw_only=True):
    """What others must know of a channel. Nothing has a default: a new channel answers every question."""

    pushes: bool
    """Messages can leave by themselves; elsewhere notices wait for the person's next message."""
    binds_firms: bool
    """A bind code is good there: who writes may act for a firm."""
    answers_only: bool
    """Applications, their state, complaints and a person's data are dealt with elsewhere."""
    is_abroad: bool
    """The platform's servers are out of the country: people are told, and staff see number and step only."""
    is_office_door: bool
    """Staff at their own door: the address is the member's name."""
    shows_pages: bool
    """The talk stands on a page of ours, which keeps it for a while and shows our other pages beside it."""
    proves_accounts: bool
    """Somebody vouches for who writes, so the account may be of staff: a page's cookie proves nothing."""
    carries_buttons: bool
    """What leaves by itself can have buttons; a press says what stood on its button, whatever was shown since."""
    files: Files
    tells_staff: StaffWay
    """Whether notices to staff leave by it."""


class Channel(StrEnum):
    """A way in. The name is stored with people and claims: never rename one.

    Who wants to know what a channel does asks its traits; by name it is known to its own modules and to wiring.
    """

    WECHAT = "wechat"
    WEB = "web"
    TERMINAL = "terminal"
    TELEGRAM = "telegram"
    CONSOLE = "console"
    WECOM_ROBOT = "wecom_robot"
    WECOM = "wecom"

    __hash__ = str.__hash__  # as of equal words, and found sooner than by an enum's name

    @property
    def traits(self) -> Traits:
        """What the channel can do."""
        return TRAITS[self]


TRAITS: Mapping[Channel, Traits] = MappingProxyType(
    {
        Channel.WECHAT: Traits(
            pushes=True,
            binds_firms=True,
            answers_only=False,
            is_abroad=False,
            is_office_door=False,
            shows_pages=False,
            proves_accounts=True,
            carries_buttons=False,
            files=Files.PHOTOS,
            tells_staff=StaffWay.IF_ALLOWED,
        ),
        Channel.WEB: Traits(
            pushes=False,
            binds_firms=True,
            answers_only=False,
            is_abroad=False,
            is_office_door=False,
            shows_pages=True,
            proves_accounts=False,
            carries_buttons=False,
            files=Files.NOTHING,
            tells_staff=StaffWay.NONE,
        ),
        Channel.TERMINAL: Traits(
            pushes=False,
            binds_firms=True,
            answers_only=False,
            is_abroad=False,
            is_office_door=False,
            shows_pages=False,
            proves_accounts=True,
            carries_buttons=False,
            files=Files.ANY,
            tells_staff=StaffWay.NONE,
        ),
        Channel.TELEGRAM: Traits(
            pushes=True,
            binds_firms=False,
            answers_only=True,
            is_abroad=True,
            is_office_door=False,
            shows_pages=False,
            proves_accounts=True,
            carries_buttons=True,
            files=Files.NOTHING,
            tells_staff=StaffWay.IF_ALLOWED,
        ),
        Channel.CONSOLE: Traits(
            pushes=False,
            binds_firms=False,
            answers_only=False,
            is_abroad=False,
            is_office_door=True,
            shows_pages=False,
            proves_accounts=False,
            carries_buttons=False,
            files=Files.NOTHING,
            tells_staff=StaffWay.NONE,
        ),
        Channel.WECOM_ROBOT: Traits(
            pushes=True,
            binds_firms=False,
            answers_only=True,
            is_abroad=False,
            is_office_door=False,
            shows_pages=False,
            proves_accounts=False,
            carries_buttons=False,
            files=Files.NOTHING,
            tells_staff=StaffWay.GROUP,
        ),
        Channel.WECOM: Traits(
            pushes=True,
            binds_firms=False,
            answers_only=True,
            is_abroad=False,
            is_office_door=False,
            shows_pages=False,
            proves_accounts=False,
            carries_buttons=False,
            files=Files.NOTHING,
            tells_staff=StaffWay.MEMBER,
        ),
    }
)
"""What each channel declares: `bot.channels.connecting` refuses the start where one is missing or not kept."""


class Person(Struct, frozen=True):
    """Somebody in a channel: `address` is the openid, the web visitor's id, the terminal's user name.

    In WeCom it is the member's userid; its robot speaks to one group, whose address is always the same word.
    """

    channel: Channel
    address: str

    @property
    def traits(self) -> Traits:
        """What the channel can do."""
        return self.channel.traits


class Text(Struct, frozen=True, dict=True):
    """Typed (or dictated) words."""

    text: str

    @once
    def reading(self) -> Reading:
        """What is read of them: made once a message, whoever asks."""
        return Reading(self.text)


class Press(Struct, frozen=True):
    """A button or offer of the last reply, counted from 1.

    Channels that know it pass the button's `label`: a button of an older message must not pick the newest menu's.
    """

    number: int
    label: str = ""


class MediaKind(StrEnum):
    """What came instead of words."""

    IMAGE = "image"
    VOICE = "voice"
    VIDEO = "video"
    FILE = "file"
    LOCATION = "location"
    LINK = "link"
    OTHER = "other"


class Media(Struct, frozen=True):
    """Something that is not text. `reference` is the channel's own handle (a media id), `name` a file's name.

    `caption` holds the words that were sent along with it.
    """

    kind: MediaKind
    reference: str = ""
    name: str = ""
    caption: str = ""


class EventKind(StrEnum):
    """Acts of a person that are not messages."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    SCAN = "scan"
    MENU = "menu"
    GROUP = "group"  # addressed where others read along
    OVERHEARD = "overheard"  # not addressed, but what others read there looks like a one-time code
    EDIT = "edit"  # an earlier message was changed


class Event(Struct, frozen=True):
    """`value` is the menu's key, the scanned scene (also of a subscribe by scan) or a code seen in a group."""

    kind: EventKind
    value: str = ""


class Handling(Struct, frozen=True):
    """What a member of staff ordered for the person's talk, by the order's id: nothing that the person sent.

    It takes its place in the person's own line, behind the turn that is running.
    """

    order: int


Content = Text | Press | Media | Event | Handling


class Inbound(Struct, frozen=True):
    """One delivery of one message. `key` is the same for every delivery of the same message of this person."""

    person: Person
    key: str
    content: Content
    received_at: datetime
    greeted: bool = False  # the person has the greeting before their eyes: a page shows it above the talk


class NoticeKind(StrEnum):
    """What a notice with a card is about. Stored with unsent messages: never rename one."""

    PROGRESS = "progress"  # an application has another step
    MEND = "mend"  # 退回补正: something is to be done
    PAYMENT = "payment"
    REPAYMENT = "repayment"  # money taken back, 追回 or 收回


class NoticeCard(Value, frozen=True):
    """The little of a notice that may stand on a lock screen: never a person, a sum or any content.

    `number` is the 申请编号 (of a contract where there is none), `brief` the step in at most five 汉字.
    """

    kind: NoticeKind
    number: str
    step: str
    brief: str
    at: datetime


class Reply(Value, frozen=True):
    """One message back: fixed sentences and quotations, and numbered offers below them."""

    parts: tuple[Part, ...]
    offers: tuple[Offer, ...] = ()
    kind: AnswerKind | None = None
    citations: tuple[Citation, ...] = ()
    asks: bool = False  # a form waits for an answer to this
    commands: tuple[Offer, ...] = ()  # what can be said besides, as buttons where a page shows some; no number
    files_for: int = 0  # the draft that files are waited for: a page leads to where they are uploaded
    leads_to: str = ""  # the page of the console, from /staff on, that a notice to staff is about
    awaits_staff: bool = False  # a member of staff answers: a page that stays open looks for it
    card: NoticeCard | None = None  # beside the words of a notice: for platforms with forms for notices

    @property
    def text(self) -> str:
        """The words without the offers, a part a line."""
        return text_of(self.parts)
