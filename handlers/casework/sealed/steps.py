"""What an officer may do about a report: each step with what is recorded of it."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from handlers.casework.fields import Line, Number, OptionalNumber, asked
from handlers.texts import sealed_handling as texts
from policy_kb.models import Model
from store.states import RecipientUnit, SealedTrack


class HandlingStep(StrEnum):
    """What an officer does about a report. Stored with records: never rename one."""

    REGISTER = "register"  # 登记
    OPENED = "opened"  # another officer has opened it
    HAND_OVER = "hand_over"  # 移送
    RECEIPT = "receipt"  # 回执
    ACCEPT = "accept"  # 受理
    REFER = "refer"  # 转办
    NOT_ACCEPT = "not_accept"  # 不予受理
    TELL = "tell"  # 告知
    EXTEND = "extend"  # 延长办理期限
    ANSWER = "answer"  # 答复
    CLOSE = "close"  # 办结
    UNDO = "undo"  # the newest of those above was recorded by mistake
    LINK = "link"  # 重复举报
    UNLINK = "unlink"
    FREEZE = "freeze"  # 留存冻结
    UNFREEZE = "unfreeze"
    STAND_ASIDE = "stand_aside"  # 回避
    PROPOSE_DELETION = "propose_deletion"
    CANCEL_DELETION = "cancel_deletion"
    DELETE = "delete"  # the second officer approves, and it is gone


class Register(Model):
    """登记. `proof` stands in the report itself: whoever has it has opened it. It is not kept."""

    step: Literal[HandlingStep.REGISTER] = HandlingStep.REGISTER
    proof: OptionalNumber = asked(texts.PROOF, default="")
    track: SealedTrack = asked(texts.TRACK)
    is_named: bool = asked(texts.NAMED)
    concerns: tuple[RecipientUnit, ...] = asked(texts.CONCERNS, default=())


class Opened(Model):
    """已打开: another officer has read it, and may deal with it from now on."""

    step: Literal[HandlingStep.OPENED] = HandlingStep.OPENED
    proof: OptionalNumber = asked(texts.PROOF, default="")


class HandOver(Model):
    """移送."""

    step: Literal[HandlingStep.HAND_OVER] = HandlingStep.HAND_OVER
    organ: Line = asked(texts.HANDED_TO)
    on: date = asked(texts.DAY)


class Receipt(Model):
    """回执 of the organ to which it was handed over."""

    step: Literal[HandlingStep.RECEIPT] = HandlingStep.RECEIPT
    number: Number = asked(texts.RECEIPT)
    on: date = asked(texts.DAY)


class Accept(Model):
    """受理."""

    step: Literal[HandlingStep.ACCEPT] = HandlingStep.ACCEPT
    on: date = asked(texts.DAY)


class Refer(Model):
    """转办."""

    step: Literal[HandlingStep.REFER] = HandlingStep.REFER
    organ: Line = asked(texts.REFERRED_TO)
    on: date = asked(texts.DAY)


class NotAccept(Model):
    """不予受理."""

    step: Literal[HandlingStep.NOT_ACCEPT] = HandlingStep.NOT_ACCEPT
    reason: Line = asked(texts.WHY_NOT)
    on: date = asked(texts.DAY)


class Tell(Model):
    """告知: whoever sent it was told."""

    step: Literal[HandlingStep.TELL] = HandlingStep.TELL
    on: date = asked(texts.TOLD_DAY)


class Extend(Model):
    """延长办理期限, which the head approved and of which the reason was told."""

    step: Literal[HandlingStep.EXTEND] = HandlingStep.EXTEND
    head: Line = asked(texts.APPROVED_BY)
    reason: Line = asked(texts.WHY_LONGER)
    on: date = asked(texts.TOLD_DAY)


class Answer(Model):
    """答复."""

    step: Literal[HandlingStep.ANSWER] = HandlingStep.ANSWER
    on: date = asked(texts.ANSWERED_DAY)


class Close(Model):
    """办结."""

    step: Literal[HandlingStep.CLOSE] = HandlingStep.CLOSE
    on: date = asked(texts.DAY)


class Undo(Model):
    """撤销: the newest step of the procedure was recorded by mistake."""

    step: Literal[HandlingStep.UNDO] = HandlingStep.UNDO
    reason: Line = asked(texts.WHY_UNDONE)


class Link(Model):
    """重复举报: another report is about the same."""

    step: Literal[HandlingStep.LINK] = HandlingStep.LINK
    other: Number = asked(texts.OTHER)


class Unlink(Model):
    """It is not."""

    step: Literal[HandlingStep.UNLINK] = HandlingStep.UNLINK
    other: Number = asked(texts.OTHER)


class Freeze(Model):
    """留存冻结."""

    step: Literal[HandlingStep.FREEZE] = HandlingStep.FREEZE
    reason: Line = asked(texts.WHY_FROZEN)


class Unfreeze(Model):
    """解除留存冻结."""

    step: Literal[HandlingStep.UNFREEZE] = HandlingStep.UNFREEZE
    reason: Line = asked(texts.WHY_UNFROZEN)


class StandAside(Model):
    """回避: others deal with it from now on."""

    step: Literal[HandlingStep.STAND_ASIDE] = HandlingStep.STAND_ASIDE


class ProposeDeletion(Model):
    """The first of two officers."""

    step: Literal[HandlingStep.PROPOSE_DELETION] = HandlingStep.PROPOSE_DELETION


class CancelDeletion(Model):
    """It stays for now."""

    step: Literal[HandlingStep.CANCEL_DELETION] = HandlingStep.CANCEL_DELETION


class Delete(Model):
    """The second of two officers."""

    step: Literal[HandlingStep.DELETE] = HandlingStep.DELETE


Given = (
    Register
    | Opened
    | HandOver
    | Receipt
    | Accept
    | Refer
    | NotAccept
    | Tell
    | Extend
    | Answer
    | Close
    | Undo
    | Link
    | Unlink
    | Freeze
    | Unfreeze
    | StandAside
    | ProposeDeletion
    | CancelDeletion
    | Delete
)
"""What is recorded with a step."""

AnyGiven = Annotated[Given, Field(discriminator="step")]


class HandlingFields(Model):
    """What the one act on a report records: the step with all its fields, so that no entry tells them apart."""

    given: AnyGiven = asked(texts.STEP)
