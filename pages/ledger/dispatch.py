"""调度: who has reported, what waits to be checked, and what is released."""

from policytargets.ui.blocks import headings
from policytargets.ui.ledger import dispatch as parts

headings.head("调度", "谁报了、谁没报；逐项核对，退回要写原因，发布后全体可见。")
parts.must_be_open()
district = parts.pick_office()
period = parts.pick_period(district)
rows = parts.rows(district, period)
parts.summary(rows)
parts.missing(rows, period)
parts.waiting(rows, district)
