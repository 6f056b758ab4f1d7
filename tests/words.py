"""The words that readers must meet for the codes of the record, typed here a second time."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

BASIS = {
    "new": "新增", "cumulative": "累计", "level": "总量或水平", "share": "比率", "growth": "增速", "cap": "上限",
}  # fmt: skip
PERIOD = {"year": "当年", "each_year": "每年", "average": "年均", "by_end": "期末", "plan": "整个计划期"}
STRENGTH = {"ensure": "确保", "plain": "未注明", "strive": "力争"}
COMPARATOR = {
    "at_least": "不少于", "more_than": "超过", "exactly": "未写界限", "about": "约", "less_than": "低于",
    "at_most": "不超过", "between": "区间",
}  # fmt: skip
MARK = {
    "at_least": "≥ ", "more_than": "＞ ", "exactly": "", "about": "≈ ", "less_than": "＜ ", "at_most": "≤ ",
    "between": "",
}  # fmt: skip
PRESENCE = {"set": "已设定", "withheld": "原文隐去", "worded": "有表述，无数字"}
STATUS = {"issued": "已印发", "draft": "征求意见稿"}
ROLES = {frozenset({"lead"}): "牵头", frozenset({"support"}): "配合", frozenset({"lead", "support"}): "牵头、配合"}
DIRECTION = {"higher": "越高越好", "lower": "越低越好", "none": "不论高低"}
REASON = {
    "name": "名称", "technology": "技术代号", "threshold": "规模标准", "date": "日期", "document_number": "文号",
    "past": "已完成情况", "described_object": "对象描述", "ordinal": "序号", "scope": "范围",
    "masked_name": "隐去的名称", "age": "年龄", "standard": "等级标准",
    "not_in_plan": "不是本计划的目标", "duplicate": "与另一条重复", "misread": "提取有误",
}  # fmt: skip


def per_cent(share: Fraction) -> str:
    """A share in whole per cent, halves upwards."""
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return f"{exact.quantize(Decimal(1), ROUND_HALF_UP)}%"
