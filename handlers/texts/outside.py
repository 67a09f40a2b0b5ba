"""What members of staff are told who order something outside their desk."""

from __future__ import annotations

ENTER = "工作台"
OUTSIDE = (
    f"办理业务请到工作台：回复“{ENTER}”进入，再发“待办”，或者“受理 AZ-2026-123456”这样的话；办完回复“退出工作台”。"
    "要问办法怎么规定，请问完整一些，例如“拨付要经过哪些步骤”。"
)
"""Said to members only."""
