"""人员与周期: who may use the ledger and as what, and when reports are due."""

from policytargets.ui.blocks import acting, filters, headings, ledger
from policytargets.ui.ledger import people as parts
from policytargets.ui.ledger import people_periods

ledger.head("people", "谁能填报、核对和管理；每期何时开始报送、何时截止。")
actor = acting.must_be_allowed("people")
if filters.pick_way("管理", "managing", parts.PARTS, "people") == "people":
    parts.enter(actor)
    parts.change(actor)
    parts.listed()
else:
    people_periods.change_one(actor)
    people_periods.open_year_form(actor)
    people_periods.open_one(actor)
    people_periods.listed()
headings.source_line("工作台账")
