"""The server API as the product uses it: each call returns its value or a `Failure`, and none raises."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TypeVar

from msgspec import Struct
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.channels.wechat.caller import Caller
from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.media import MediaFile, read_media
from bot.channels.wechat.transport import DOWNLOAD, Call, Raw, read_json

M = TypeVar("M", bound=BaseModel)

NoticeData = Mapping[str, Mapping[str, str]]
"""The values of a notice's fields, each as `{"value": …}`."""

MEDIA_CAP = 10 * 1024 * 1024


class Done(Struct, frozen=True):
    """The platform did it; `receipt` is its number for what was sent, where it gave one."""

    receipt: str = ""


class QrCode(BaseModel):
    """A code with a scene; the page showqrcode draws its `ticket`."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    ticket: str
    url: str
    expire_seconds: int = 0


class _DomainIps(BaseModel):
    ip_list: tuple[str, ...]


class WeChatApi:
    """Calls of the server API for one account."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def send_text(self, openid: str, text: str) -> Done | Failure:
        """Send a customer-service message, once: the platform takes no key that would make a repeat harmless."""
        payload = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        return await self._caller.once(Call("POST", "/cgi-bin/message/custom/send", payload=payload), _read_done)

    async def send_template(self, openid: str, template_id: str, data: NoticeData, *, key: str) -> Done | Failure:
        """Send a template message; one with the same `key` (of 32 characters) goes once in ten minutes."""
        payload = {"touser": openid, "template_id": template_id, "client_msg_id": key, "data": data}
        return await self._caller.once(Call("POST", "/cgi-bin/message/template/send", payload=payload), _read_done)

    async def send_subscription(self, openid: str, template_id: str, data: NoticeData) -> Done | Failure:
        """Send a subscription notice, once: it spends a consent of the person's, and takes no key."""
        payload = {"touser": openid, "template_id": template_id, "data": data}
        call = Call("POST", "/cgi-bin/message/subscribe/bizsend", payload=payload)
        return await self._caller.once(call, _read_done)

    async def show_typing(self, openid: str, *, on: bool = True) -> Done | Failure:
        """Show “typing” for up to 15 seconds; wants an exchange within the last 30."""
        payload = {"touser": openid, "command": "Typing" if on else "CancelTyping"}
        return await self._caller.once(Call("POST", "/cgi-bin/message/custom/typing", payload=payload), _read_done)

    async def get_menu(self) -> Mapping[str, object] | Failure:
        """Return the account's menu as the platform keeps it; empty where none was made."""
        answer = await self._caller.with_retries(Call("GET", "/cgi-bin/menu/get"), read_json)
        if isinstance(answer, Failure):
            return {} if answer.reaction is Reaction.NO_MENU else answer
        menu = answer.get("menu")
        return menu if isinstance(menu, dict) else {}

    async def create_menu(self, definition: Mapping[str, object]) -> Done | Failure:
        """Replace the account's menu."""
        return await self._caller.with_retries(
            Call("POST", "/cgi-bin/menu/create", payload=definition), _read_done
        )

    async def delete_menu(self) -> Done | Failure:
        """Take the account's menu away."""
        return await self._caller.with_retries(Call("GET", "/cgi-bin/menu/delete"), _read_done)

    async def get_media(self, media_id: str, *, cap: int = MEDIA_CAP) -> MediaFile | Failure:
        """Fetch what a person sent, at most `cap` bytes; media ids live three days."""
        call = Call("GET", "/cgi-bin/media/get", params={"media_id": media_id}, cap=cap, timeout=DOWNLOAD)
        return await self._caller.with_retries(call, read_media)

    async def create_qr_code(self, scene: str, *, lives: timedelta) -> QrCode | Failure:
        """Make a code that opens the account and brings `scene` along."""
        payload = {
            "expire_seconds": int(lives.total_seconds()),
            "action_name": "QR_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        call = Call("POST", "/cgi-bin/qrcode/create", payload=payload)
        return _as_model(QrCode, await self._caller.with_retries(call, read_json))

    async def check_access(self) -> Done | Failure:
        """Ask for something harmless: proves reachability, AppID, AppSecret and the IP list, for `doctor`."""
        call = Call("GET", "/cgi-bin/get_api_domain_ip")
        ips = _as_model(_DomainIps, await self._caller.with_retries(call, read_json))
        return ips if isinstance(ips, Failure) else Done()


def _read_done(raw: Raw) -> Done | Failure:
    """Read an answer that says no more than that it was done; without an errcode it does not say so."""
    answer = read_json(raw)
    if isinstance(answer, Failure):
        return answer
    return (
        Done(str(answer.get("msgid") or "")[:64])
        if "errcode" in answer
        else Failure(Reaction.OUTCOME_UNKNOWN, detail="no errcode")
    )


def _as_model(model: type[M], answer: dict[str, object] | Failure) -> M | Failure:
    if isinstance(answer, Failure):
        return answer
    try:
        return model.model_validate(answer)
    except ValidationError:
        return Failure(Reaction.UNREADABLE, detail=f"no {model.__name__.lower()} in the answer")
