"""Words of assessments: why an item is not scored, and the formula printed beneath every list of scores."""

NOT_SCORED_WORD = {
    "withheld": "原文隐去",
    "worded": "无数字目标",
    "draft": "征求意见稿",
    "not_due": "未到期",
    "not_applicable": "不适用",
    "missing": "缺数",
    "no_baseline": "缺基期数",
    "no_nodes": "未设节点",
}
RATE_WORD = {"value": "完成数 ÷ 目标数", "way": "完成率（自基期数走过的路程）"}
FORMULA_SOURCE = "计分方法取自贵阳市建设生态文明城市目标绩效考核评估计分实施细则，据转载"


def formula_in_words(rate_of: str, cap: str, fewest: int) -> str:
    """How the scores above were worked out, with what the scheme sets."""
    return (
        f"达到目标计 1，超额不加分；未达到的按{RATE_WORD[rate_of]}计，最高 0.99；增速不为正计 0；"
        "上限和越低越好的目标，超过后按 2 − 实际数 ÷ 目标数计，超过一倍及以上计 0。"
        f"得分 = 100 × 各项按权重的平均 + 加分 − 扣分，加分、扣分各不超过 {cap} 分。"
        f"原文隐去、未到期、缺数等各项不计分，列出原因；计分不足 {fewest} 项的部门不排名。"
    )
