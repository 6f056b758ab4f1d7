"""The columns of the workbook that a department fills in."""

HEADS = {
    "due_id": "编号", "name": "目标", "task": "工作任务", "printed": "原文数字", "asked": "填什么",
    "before": "上期累计", "value": "累计完成", "figure_state": "数字情况", "progress": "进展情况",
    "obstacle": "存在问题", "next_step": "下步措施", "needs_coordination": "需协调事项", "outlook": "本单位研判",
    "finished_on": "完成日期", "expected_on": "预计完成日期",
    "signed_by": "审签负责人", "source_note": "数据来源说明", "change_reason": "更正或核减原因",
}  # fmt: skip
GIVEN = ("due_id", "name", "task", "printed", "asked", "before")
FIGURE_STATES = {"given": "有数", "not_available": "本期暂无数据", "not_applicable": "本期不适用"}
# What each column wants, for the sheet 字典; the words that may be chosen stand beside it there.
WANTED = {
    "due_id": "应报项的编号，不改；靠它认出是哪一项，排序时须带上这一列",
    "name": "目标的名称，不改", "task": "目标所在的工作任务，不改", "printed": "计划文件中的数字，不改",
    "asked": "要填的是哪一种数、到哪一天、用什么单位，不改", "before": "上一期已发布的累计数，不改",
    "value": "自期初起的累计数，只写数字，不带单位；零写 0；没有数的留空，在“数字情况”中选",
    "figure_state": "为什么没有数；有数的可不选", "progress": "做了什么；没有数字的须写",
    "obstacle": "进展慢的原因", "next_step": "下一步怎样做", "needs_coordination": "需要督查室协调的事",
    "outlook": "本单位看能不能按期完成", "finished_on": "已经完成的，写完成的日期，如 2023-09-30",
    "expected_on": "不能按期完成的，写预计哪一天完成，如 2023-12-31", "signed_by": "审签这份填报的负责人，须写",
    "source_note": "数字从哪里来，如统计报表", "change_reason": "更正已发布的数，或累计数比上一期小时，写明原因",
}  # fmt: skip
DICTIONARY = "字典"
SHEET, IDENTITY, ANSWER = "填报", "board_form", "核对结果"
HELD = "board_form_held"  # the hidden sheet that says what every row held when the workbook was made
HEAD_ROW = 2
MOST_ROWS, MOST_BYTES, MOST_UNPACKED = 2000, 5 * 1024**2, 50 * 1024**2
