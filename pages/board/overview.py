"""总览: what the plans promise and where they differ most."""

from policytargets.ui.blocks import comparing, comparison, filters, headings, plans, progress, record
from policytargets.ui.board import overview

counts, tasks = record.rows("record/overview_counts").iloc[0], record.rows("board/overview_tasks")
headings.head("总览", overview.answer(counts, tasks))
focus = filters.focus()
overview.district_cards(focus)
progress.strip()
overview.search_box()
made = comparing.comparisons(record.headlines(), focus=focus)
comparison.comparison_cards(made, key="headlines", focus=focus)
overview.differences()
plans.ways_to_pairs(focus)

overview.heat_map(focus)
overview.tasks_by_kind()
headings.source_line(f"全部 {counts['documents']} 份计划的编号任务，均为计划目标，不是完成数；见“目标清单”")
