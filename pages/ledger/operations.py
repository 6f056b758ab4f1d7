"""操作记录: who did what when, from the journal."""

from policytargets.ui.blocks import acting, headings, ledger
from policytargets.ui.ledger import operations as parts
from policytargets.ui.ledger import operations_sign_ins

ledger.head("operations", "谁在什么时候做了什么。记录只增不改，事后有改动能查出来。")
actor = acting.must_be_allowed("operations")
parts.show(actor, parts.chosen(actor))
operations_sign_ins.show(actor)
headings.source_line("工作台账的操作记录")
