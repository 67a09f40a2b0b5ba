"""Words that speak of complaints and of the windows for them."""

from __future__ import annotations

from policy_kb.expressions import lazy_compile

OF_REPORTING = lazy_compile(r"举报|检举|揭发|控告|告发|投诉|反映|意见|窗口|匿名|实名|12388")
"""Words that speak of the windows of Article 16 rather than of anything that merely stands near it."""
