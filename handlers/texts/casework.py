"""Words of cases: acts and states for staff and for applicants, units, sources, closed sets, notices."""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.texts import checklist, threads
from handlers.texts.bodies import BUREAU, GROUP, MEETING, OFFICE

OFFICE_STEP = "办公室工作环节（办法未规定）"
OFFICE_SOURCE = "办公室设置（办法未规定）"
MEASURE_SOURCE = "办法"
SYSTEM_SOURCE = "系统校验"
PROCEDURE_UNSTATED = "程序办法未作规定"

PAYER = "负责拨付的相关部门"
SUPERVISOR = "负责监督审核的相关部门"
MEETING_UNIT = f"{MEETING}（{OFFICE}跟进）"
APPLICANT = "贵单位"

ACTS = {
    "submit": ("登记申请", "已提交申请"),
    "resubmit": ("登记补正", "已补正并重新提交"),
    "withdraw": ("撤回申请", "已撤回申请"),
    "accept": ("受理", "已受理"),
    "return": ("退回补正", "已退回补正"),
    "decline": ("不予受理", "不予受理"),
    "opinion": ("登记业务审核意见", f"{BUREAU}已登记业务审核意见"),
    "sign_off": ("登记签批", "内部呈批"),
    "serve_decline": ("登记不予受理告知书送达", "已登记送达"),
    "serve_rectification": ("登记限期整改通知送达", "限期整改通知已登记送达"),
    "serve_demand": ("登记缴款通知送达", "缴款通知已登记送达"),
    "report": (f"上报{GROUP}", f"已上报{GROUP}"),
    "table": ("提请审议", f"已提请{MEETING}审议"),
    "agree": ("登记审议结果：同意", f"{MEETING}审议通过"),
    "agree_partly": ("登记审议结果：同意部分金额", f"{MEETING}同意拨付部分金额"),
    "agree_in_principle": ("登记审议结果：原则同意", f"{MEETING}原则同意"),
    "postpone": ("登记审议结果：暂缓", f"{MEETING}暂缓审议"),
    "reject": ("登记审议结果：未通过", f"{MEETING}审议未通过"),
    "minutes": ("补登会议纪要编号", "审议结果已登记"),
    "group_back": (f"登记{GROUP}退回", f"{GROUP}已退回{OFFICE}"),
    "agenda_back": ("登记政府办公室退回", f"提请审议的事项已退回{OFFICE}"),
    "not_heard": ("登记本次未上会", "本次没有审议"),
    "form_batch": ("编提请批次", ""),
    "table_batch": ("整批提请审议", ""),
    "drop_batch": ("作废提请批次", ""),
    "record_sitting": ("登记一批审议结果", ""),
    "batch_minutes": ("补登一批会议纪要编号", ""),
    "fulfil": ("登记条件落实", "审议所附的条件已登记落实"),
    "lapse": ("登记条件未落实", "审议所附的条件登记为没有落实"),
    "pay": ("登记拨付", "已登记拨付"),
    "reverse": ("登记退票", "一笔拨付被退回，将重新办理"),
    "archive": ("归档", "已归档"),
    "evaluate": ("登记中期绩效评价", "已登记中期绩效评价结果"),
    "recheck": ("登记整改复核", "已登记整改复核结果"),
    "dispose": ("登记处理决定", "已登记处理决定"),
    "complete": ("登记验收", "已登记验收结果"),
    "inspect": ("登记监督检查", "已登记监督检查"),
    "review": ("登记监督审核", "已登记监督审核"),
    "review_fund": ("登记季度监督审核（全部资金）", ""),
    "add_finding": ("补登检查问题", ""),
    "follow_up": ("登记复查", "已登记整改复查"),
    "recover": ("登记追回前期预付资金", "已登记追回前期预付资金的决定"),
    "reclaim": ("登记收回已拨付资金", "已登记收回已拨付资金的决定"),
    "notify": ("登记缴款通知", "缴款通知"),
    "correct_entry": ("更正代录的申请", "办公室已更正代录的申请"),
    "check_entry": ("复核代录申请：一致", "代录的申请已复核"),
    "return_entry": ("复核代录申请：退回更正", "代录的申请已退回更正"),
    "annul_entry": ("撤销代录的申请", "办公室已撤销误录的申请"),
    "enter_withdrawal": ("代录撤回申请", "已登记贵单位的撤回申请，等待复核"),
    "check_withdrawal": ("复核代录撤回：一致", "已撤回申请"),
    "return_withdrawal": ("复核代录撤回：退回更正", "撤回申请的代录已退回更正"),
    "enter_payment": ("代录拨付", "拨付凭证已登记，等待复核"),
    "check_payment": ("复核代录拨付：一致", "已登记拨付"),
    "return_payment": ("复核代录拨付：退回更正", "代录的拨付已退回更正"),
    "explain": ("登记企业说明", "已收到贵单位的说明"),
    "receive": ("登记缴款", "已登记缴款"),
    "refund": ("登记退付", "已登记退付"),
    "close": ("结案", "已结案"),
    "supersede": ("登记决定变更", f"{MEETING}变更了审议结果"),
    "settle_overpaid": ("登记超付缴回", "已登记超付缴回"),
    "correct": ("登记更正", "登记的内容已更正"),
    "check_correction": ("复核登记更正：一致", "登记的内容已更正"),
    "refuse_correction": ("复核登记更正：不一致", "登记的更正没有生效"),
    "correct_contract": ("登记更正", "登记的内容已更正"),
    "check_contract_correction": ("复核登记更正：一致", "登记的内容已更正"),
    "refuse_contract_correction": ("复核登记更正：不一致", "登记的更正没有生效"),
    "correct_case": ("登记更正", "登记的内容已更正"),
    "check_case_correction": ("复核登记更正：一致", "登记的内容已更正"),
    "refuse_case_correction": ("复核登记更正：不一致", "登记的更正没有生效"),
    "note": ("添加内部备注", "内部备注"),
    "note_contract": ("添加内部备注", "内部备注"),
    "nudge": ("催办", "已催办"),
    "activate": ("启用合同", "合同已启用"),
    "change_amount": ("变更合同金额", "已登记变更合同金额"),
    "change_ratio": ("变更预付比例", "已登记变更预付比例"),
    "change_due_date": ("变更完工日期", "已登记变更完工日期"),
    "change_payee": ("变更收款账户", "已登记变更收款账户，等待复核"),
    "check_payee": ("复核收款账户", "新收款账户已复核"),
    "discard_payee": ("作废新收款账户", "新收款账户已作废"),
    "pause": ("暂停合同", "合同已暂停"),
    "resume": ("恢复合同", "合同已恢复"),
    "end": ("终止合同", "合同已终止"),
    "add": ("登记合同", ""),
    "opening": ("登记以前拨付", "已登记以前的拨付"),
    "set_terms": ("登记付款约定", "已登记付款约定"),
    "add_quota": ("登记指标下达", ""),
    "adjust_quota": ("登记指标调整", ""),
    "withdraw_quota": ("登记指标收回", ""),
    "arrive_quota": ("登记资金到位", ""),
    "set_areas": ("登记支持范围", "已登记支持范围"),
    "register_paper": ("登记收文", ""),
    "add_scan": ("上传扫描件", ""),
    "void_paper": ("作废收文", ""),
    "pause_assistant": ("暂停助手", ""),
    "resume_assistant": ("恢复助手", ""),
    "bind_code": ("发绑定码", ""),
    "bind": ("绑定经办人", "已绑定"),
    "burn_code": ("作废一次性码", ""),
    "unbind": ("解除绑定", "已解除绑定"),
    "change_handler": ("更换经办人", "已更换经办人"),
    "staff_add": ("登记工作人员", ""),
    "staff_roles": ("改工作人员角色", ""),
    "staff_off": ("工作人员离岗", ""),
    "link_code": ("发关联码", ""),
    "link": ("关联工作账号", ""),
    "confirm_link": ("确认账号关联", ""),
    "drop_link": ("取消账号关联", ""),
    "enter_wecom": ("登记企业微信账号", ""),
    "add_recipient": ("登记举报受理公钥", ""),
    "retire_recipient": ("停用举报受理公钥", ""),
    "record_consent": ("登记举报窗口同意函", ""),
    "open_window": ("开通举报窗口", ""),
    "close_window": ("关闭举报窗口", ""),
    "handle_sealed": ("举报办理", ""),
    "mute_link": ("不在此接收通知", ""),
    "unmute_link": ("在此接收通知", ""),
    "login_link": ("发登录设置链接", ""),
    "ask_reset": ("申请重设登录方式", ""),
    "confirm_reset": ("确认重设登录方式", ""),
    "discard_reset": ("取消重设登录方式", ""),
    "enrol": ("设置登录方式", ""),
    "change_password": ("改密码", ""),
    "renew_recovery": ("换恢复码", ""),
    "end_sessions": ("结束全部登录", ""),
    "depute": ("登记代理（AB角）", ""),
    "end_deputy": ("结束代理（AB角）", ""),
    "register_intention": ("意向登记", "已登记"),
    "withdraw_intention": ("撤回意向登记", "已删除"),
    "telephone_intention": ("登记电话联系", "办公室打过电话"),
    "see_to_intention": ("意向登记已处理", "办公室已处理"),
    "leave_complaint": ("提交意见投诉", "已收到"),
    "add_to_complaint": ("补充意见投诉", "已补充"),
    "withdraw_complaint": ("撤回意见投诉", "已撤回"),
    "accept_complaint": ("受理意见投诉", "已受理"),
    "assign_complaint": ("转本级其他单位办理", "已转其他单位办理"),
    "refer_complaint": ("转办其他机关", "已转办"),
    "answer_complaint": ("答复意见投诉", "已答复"),
    "extend_complaint": ("延长答复期限", "已延长答复期限"),
    "close_complaint": ("办结意见投诉", "已办结"),
    "note_complaint": ("意见投诉备注", ""),
    "recuse": ("登记回避", ""),
    "lift_recusal": ("解除回避", ""),
    "draft_excerpt": ("起草留言选登", ""),
    "approve_excerpt": ("审核留言选登", ""),
    "drop_excerpt": ("撤下留言选登", ""),
    "ask_staff": (threads.ASK_COMMAND, "已转给工作人员"),
    "take_over": ("接入咨询", ""),
    "answer_thread": ("答复咨询", ""),
    "hand_back": ("交回助手", ""),
    "note_thread": ("咨询备注", ""),
    "close_thread": ("结束咨询", ""),
    "replay_message": ("重发消息", ""),
    "tell_by_phone": ("登记已电话告知", ""),
    "leave_phone": ("留联系电话", "已留联系电话"),
    "take_back_phone": ("删除联系电话", "已删除联系电话"),
    "follow_code": ("微信扫码绑定", ""),
    "check_original": ("核对原件", ""),
    "revoke_check": ("撤销核对原件", ""),
    "add_material": ("上传档案材料", "已登记项目材料"),
    "remove_material": ("移出档案材料", "已移出一份项目材料"),
    "describe_piece": ("登记归档目录", "已登记归档目录"),
    "hand_over": ("登记档案移交", "已登记档案移交"),
    "last_payment_day": ("登记最后支付日", ""),
    "close_year": ("年终结账", ""),
    "arrange": ("改办公室设置", ""),
    "mark_demo": ("标记为演示数据", ""),
    "open_terminal": ("标记为临时数据库", ""),
    "checklist_add": (checklist.ADD_ITEM, ""),
    "checklist_change": (checklist.CHANGE_ITEM, ""),
    "checklist_retire": (checklist.RETIRE_ITEM, ""),
    "draft_answer": ("起草咨询答复", ""),
    "change_answer": ("改答复草稿", ""),
    "approve_answer": ("审核通过，发布", ""),
    "retract_answer": ("撤下答复", ""),
    "interpret": ("登记书面解释", ""),
    "change_interpretation": ("改书面解释", ""),
}
"""Of each act: what staff press, and what the contractor reads when it is done."""

RECORD_RESULT = "登记审议结果"
"""What comes next after the meeting, before anybody says which result."""

STATES = {
    "draft": ("草稿", "还没有提交"),
    "submitted": ("待受理", "已提交，等待受理"),
    "returned": ("已退回补正", "需要补正"),
    "accepted": ("已受理，待上报", "已受理"),
    "reported": ("已上报，待提请审议", f"已上报{GROUP}"),
    "tabled": ("已提请审议，待结果", f"已提请{MEETING}审议"),
    "postponed": ("暂缓审议", f"{MEETING}暂缓审议"),
    "approved": ("审议通过，待拨付", "审议通过，等待拨付"),
    "paying": ("已拨付一部分", "已拨付一部分"),
    "paid": ("已拨付，待归档", "已全部拨付"),
    "archived": ("已归档", "已归档"),
    "declined": ("不予受理", "不予受理"),
    "rejected": ("审议未通过", "审议未通过"),
    "withdrawn": ("已撤回", "已撤回"),
}
"""Of each state: staff's label and the applicant's."""

WITHHELD_STATES = {
    "approved": "审议通过，待补登会议纪要编号",
    "postponed": "暂缓审议，待补登会议纪要编号",
    "rejected": "审议未通过，待补登会议纪要编号",
}
"""Staff's label of a result that its contractor is not told yet."""

ALL_PAID = ("已归档", "已全部拨付，已归档")
"""Archived, and the whole sum was paid."""

NOT_ALL_PAID = ("已归档（未全部拨付）", "没有全部拨付，其余不再拨付，已归档")
"""Archived without the whole sum being paid."""

NOTHING_TO_RESUBMIT = ("已退回补正，合同已终止", "已退回补正，合同已终止，不能再补正")
"""Returned, and there is no contract any more that it could be sent again on."""

NOTHING_TO_PAY = ("不再拨付，待归档", "不再拨付，等待归档")
"""Approved and not fully paid, and nothing more can be paid."""

NEXT = {
    "draft": "填完后提交。",
    "submitted": f"{OFFICE}查看材料，受理或者一次性告知要补正的内容。",
    "returned": "贵单位按告知的内容补正后重新提交。",
    "returned_ended": f"{OFFICE}登记不予受理，贵单位也可以撤回申请。",
    "accepted": f"{OFFICE}上报{GROUP}。",
    "reported": f"提请{MEETING}审议。",
    "tabled": f"{MEETING}审议。",
    "postponed": f"{OFFICE}再次提请{MEETING}审议。",
    "approved": "由相关部门办理拨付。",
    "approved_minutes": f"{OFFICE}补登审议手续，之后由相关部门办理拨付。",
    "withheld": f"{OFFICE}补登会议纪要编号，结果随后告知承办企业。",
    "approved_condition": f"条件落实后，由{OFFICE}登记，之后由相关部门办理拨付。",
    "paying": "由相关部门办理其余部分的拨付。",
    "paid": f"{BUREAU}整理归档。",
    "archived": "",
    "declined": f"如有疑问，请联系{OFFICE}。",
    "rejected": f"如有疑问，请联系{OFFICE}。",
    "withdrawn": "需要时可以重新申请。",
}
"""What comes next, for the applicant."""

KINDS = {"prepayment": "前期预付资金", "midterm": "中期建设资金", "followup": "后续资金（办法未单列）"}
GRADES = {"qualified": "合格", "basic": "基本合格", "unqualified": "不合格"}
MEASURES = {"reduce": "减少支持资金", "revoke": "取消培育资格并收回已拨付资金", "other": "其他措施"}
RESULTS = {
    "agreed": "同意",
    "partly": "同意部分金额",
    "in_principle": "原则同意",
    "postponed": "暂缓",
    "rejected": "未通过",
}
ENTERPRISE_SIZES = {"small": "是中小企业", "other": "不是中小企业", "unknown": "还不清楚"}
MONEY_SOURCES = {"province": "省级资金", "county": "县级配套资金"}
GROUNDS = {"overdue": "建设项目未能如期完工", "unrectified": "要求限期整改不到位"}
EVALUATIONS = {"17": "本级开展的评价", "18": "据以拨付的评价"}
"""Where the document has no article on it; else the article's label says which."""
CASE_KINDS = {"recovery": "追回前期预付资金", "reclaim": "收回已拨付资金"}
CASE_STATES = {"opened": "已登记决定，待通知", "notified": "已通知，待缴款", "closed": "已结案"}
CONTRACT_STATES = {"entered": "未启用", "active": "履行中", "paused": "已暂停", "ended": "已终止"}


def sent_back(*, on: date, document: str, reason: str) -> str:
    """Why something came back, for the house."""
    return f"退回日期：{day(on)}；依据：{document}。\n{reason}"


def not_heard(*, on: date, document: str, reason: str) -> str:
    """Why a sitting did not come to it, for the house."""
    paper = f"；通知文号：{document}" if document else ""
    return f"会议日期：{day(on)}{paper}。\n{reason}"


def case_number(*, number: str) -> str:
    """A case of money taken back, as staff call it."""
    return f"案件{number}"
