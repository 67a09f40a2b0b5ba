"""What is said where a person wants to act: apply, complain, reach a person."""

COMPLAINT_FIRST = "反映公职人员违纪违法，可直接向纪检监察机关举报：12388。"
COMPLAINT_WINDOWS = "办法写明的意见窗口、举报窗口在这里："
FORM_STAYS = "填到一半的内容还在：回复“继续填写”就能接着填。"

HUMAN = "我是自动应答助手，不是工作人员；可以这样找到工作人员："

HOW_TO_LEAVE = "不是要反映问题，或者要说别的事，请回复“取消”。"
LEFT = "好的，不说意见和举报的事了，刚才的话没有保存。别的事可以直接说。"
