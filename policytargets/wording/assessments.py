"""Words of assessments: why an item is not scored."""

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
