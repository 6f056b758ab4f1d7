"""The columns of the workbook that a department fills in."""

HEADS = {
    "due_id": "编号", "name": "目标", "task": "任务", "printed": "原文数字", "asked": "填什么", "before": "上期累计",
    "value": "累计完成", "figure_state": "数字情况", "progress": "进展情况", "obstacle": "存在问题",
    "next_step": "下步措施", "needs_coordination": "需协调事项", "outlook": "本单位研判", "finished_on": "完成日期",
    "expected_on": "预计完成日期",
    "signed_by": "审签负责人", "source_note": "数据来源说明", "change_reason": "更正或核减原因",
}  # fmt: skip
GIVEN = ("due_id", "name", "task", "printed", "asked", "before")
FIGURE_STATES = {"given": "有数", "not_available": "本期暂无数据", "not_applicable": "本期不适用"}
SHEET, IDENTITY, ANSWER = "填报", "board_form", "核对结果"
HELD = "board_form_held"  # the hidden sheet that says what every row held when the workbook was made
HEAD_ROW = 2
MOST_ROWS, MOST_BYTES, MOST_UNPACKED = 2000, 5 * 1024**2, 50 * 1024**2
