"""What the bureau is asked when it changes a contract: a short name of each field, and the question."""

from __future__ import annotations

DOCUMENT = ("依据文件", "这项变更依据什么文件？例如：补充协议〔2026〕2号，或者2026年11月20日的盖章函。")
EFFECTIVE_ON = ("生效日期", "从哪一天起生效？例如：2026年11月24日。")
AMOUNT = ("变更后的合同金额", "变更后合同金额是多少？例如：120万元。")
RATIO = ("变更后的预付比例", "变更后合同载明的预付比例是多少？例如：30%。")
DUE_ON = ("变更后的完工日期", "变更后的完工日期是哪一天？例如：2027年6月30日。")
PAYEE_NAME = ("收款户名", "新的收款户名，须与承办企业名称一致。")
PAYEE_ACCOUNT = ("收款账号", "新的收款账号，照合同或者盖章函填写。")
PAYEE_BANK = ("开户银行", "新账户的开户银行，写到支行。")
PAYEE_AGAIN = ("收款账号（复核）", "请对照合同或者盖章函，把新的收款账号再填一遍。")
BINDING = ("绑定编号", "要解除哪一个绑定？请填上面列出的绑定编号，例如：3。")
