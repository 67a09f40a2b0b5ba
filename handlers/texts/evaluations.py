"""What is said on the pages of 中期绩效评价."""

from __future__ import annotations

NOT_RECORDED = "没有登记据以拨付的评价结果"
NO_RECHECK = "没有登记整改复核合格"
NO_DISPOSAL = "没有登记处理决定"
NO_OWN_RESULT = "没有登记按本条开展的评价。"
NO_RECLAIM_CASE = "已登记取消培育资格并收回已拨付资金的处理决定，没有登记收回案件。"
FREE = "按已登记的结果，可以申请中期建设资金。"
HELD = "中期建设资金暂不能申请，原因列在据以拨付的评价下面。"
SIDE_BY_SIDE = "两条原文并列显示，系统不作解释；只有据以拨付的评价结果影响中期建设资金的办理。"
AS_WRITTEN = "评价结果照评价文件登记，不由分数换算；原文写到的时间已经过去的，照文件上的日期登记。"
