"""Words of the web form of 意见 and 投诉, and of what its 查询码 shows. What it asks stands in its template."""

from __future__ import annotations

from handlers.texts.bodies import OFFICE

LABEL = "提意见、投诉"
HINT = f"意见建议、投诉办事和服务，以及县里的其他事。由{OFFICE}和办理的单位查看、答复。"

KEPT_HERE = "没有提交，也没有保存。您填写的内容都在下面，改好后再提交。"
NO_KIND = "请选择是哪一类事。"
NO_WORDS = "请写清楚是什么事。"
TOO_LONG = "内容太长，最多2000字。请写短一些。"
LONG_CONTACT = "联系方式太长，最多200字。"
HOLDS_CODE = "内容里像有查询码。查询码不要写在这里，请去掉；是发票号码等别的号码的，请在前面写明是什么号码。"
LOOKS_LIKE_REPORT = (
    "您写的像是举报违纪违法。举报请回到上一页选“我要举报”：交出时立即加密，只有举报受理人员能打开；"
    "也可以直接打12388。这里提交的内容由办公室和办理的单位查看，可能包括您反映的人。"
)
STALE = "这一页打开太久了，还没有提交。请看一遍，再按一次“提交”。"
TOO_FAST = "提交得太快了，这次没有收。请过一分钟，再按一次“提交”。"
TOO_MANY_TODAY = (
    "从您这里的网络今天已经提交了很多件，这一件还没有收。内容都在下面，可以先复制："
    "请明天再提交，或者换手机流量提交。"
)
FAILED = "服务出了问题，还不能确定有没有收到。您填写的内容都在下面，再按一次“提交”，不会重复。"

NOTHING_ADDED = "请写补充的情况。"
NOT_SURE = "要撤回，请先勾选“确定撤回”。"
ADDED = "已补充，与原来的话一起办理。"
WITHDRAWN = "已撤回，内容已删除，编号留存备查。这个查询码以后只能查到“已撤回”。"
