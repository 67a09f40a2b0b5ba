"""What is said where a person wants to act: apply, complain, reach a person."""

APPLY_NOT_HERE = "本渠道还不能在线提交拨付申请，请向办公室提交。"
APPLY_WHO = (
    "按第十条申请拨付的是承办企业。不是承办企业、想了解奖励或者减免房租的，办法没有写明申请办法，请向办公室咨询。"
)

COMPLAINT_FIRST = "反映公职人员违纪违法，可直接向纪检监察机关举报：12388。"
COMPLAINT_NOT_HERE = "请不要在这里写举报内容：本渠道还没有开通意见和举报，您刚才发来的话没有保存。"
COMPLAINT_WINDOWS = "办法写明的意见窗口、举报窗口在这里："

HUMAN = "我是自动应答助手，不能替您转接；可以这样找到工作人员："
