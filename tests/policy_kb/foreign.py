"""Three regulations of other places, invented: none knows a fund, a contractor or a leading group."""

from __future__ import annotations

PARK = """河湾工业园区企业用电数据报送规定

第一条 为掌握园区用电情况，制定本规定。

第二条 入园企业每季度报送用电数据。季度结束后十日内报送园区管委会。

第三条 报送的数据包括：
（一）用电总量；
（二）峰谷用电量；
（三）自备电源发电量。

第四条 逾期不报的，园区管委会予以通报。

第五条 本规定由园区管委会负责解释。
"""
"""Quarterly data of a park's firms."""

PER_MU = """青石镇油菜种植补贴办法

第一条 为鼓励农户种植油菜，制定本办法。

第二条 补贴对象是在本镇范围内种植油菜一亩以上的农户。

第三条 种植油菜每亩补贴一百二十元，连片五十亩以上的每亩补贴一百五十元。

第四条 农户于每年四月底前向村委会申报，提供身份证复印件、土地承包合同和一卡通账号。

第五条 镇农业服务中心核实面积后，通过一卡通发放补贴。

第六条 虚报面积的，追回补贴。
"""
"""A subsidy a mu: Article 3 says how much."""

UNNUMBERED = """松林社区文化活动室使用管理规定

一、活动室每天上午八点到晚上九点开放，居民凭社区卡进入。

二、需要单独使用会议间的，提前一天在服务台登记。

三、下列物品不得带入：
1.易燃易爆物品；
2.宠物；
3.大件行李。

四、损坏设施的照价赔偿。

五、本规定自公布之日起施行。
"""
"""Numbered 一、二、 without articles."""

FOREIGN = {"park": PARK, "per-mu": PER_MU, "unnumbered": UNNUMBERED}

BODIES = """
[bodies]
office = "更新专班"
bureau = "县农机站"
group = "更新委员会"
meeting = "主任办公会"
"""
"""What a folder's guide may call the bodies; none of the names is the measure's."""
