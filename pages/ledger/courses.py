"""进度安排: how an item is paced, its baseline, who reports it, extensions, overrides; proposed and approved."""

import streamlit as st

from policytargets.ui.blocks import acting, ledger, ledger_terms
from policytargets.ui.ledger import courses as parts
from policytargets.ui.ledger import courses_extension, courses_form

ledger.head("courses", "按什么折算序时、基期数是多少、由谁填报；部门提出，督查室批准，批准后才作数。")
actor = acting.must_be_allowed("courses")
ledger_terms.meaning("序时", "缺基期数")
due = parts.pick(actor)
if due is None:
    st.info("没有这一类的应报项。")
    st.stop()
parts.stands(due)
courses_form.decide(due, actor)
courses_form.propose(due, actor)
courses_extension.extensions(due, actor)
courses_extension.override(due, actor)
courses_form.assigned(due, actor)
parts.history(due)
