"""The parts of 来源与口径: documents, marks, words, units, indicators, exclusions, checks, columns and method."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from policytargets import __version__
from policytargets.charts import comparison
from policytargets.comparisons.captions import finding
from policytargets.comparisons.examples import absences, example
from policytargets.record.checks import check_names, check_rule
from policytargets.record.curated import TABLES
from policytargets.settings import today
from policytargets.ui.blocks import drawings, headings, links, tables
from policytargets.ui.blocks.drawings import palette
from policytargets.ui.blocks.record import record, rows
from policytargets.ui.evidence import sources_words
from policytargets.wording.codes import BASIS_WORD, DIRECTION_WORD, STATUS_WORD
from policytargets.wording.figures import conversion_rule, share_in_words
from policytargets.wording.glossary import REASON_MEANING, REASON_WORD, explained
from policytargets.wording.markdown import plain_text

KIND_WORD = {
    "text": "文字",
    "integer": "整数",
    "decimal": "小数",
    "boolean": "是否",
    "date": "日期",
    "list": "列表",
}
PROPOSER_WORD = {"rules": "规则", "model": "模型", "both": "规则和模型"}
EXCLUDED_COLUMNS = ("原文写法", "区县", "理由", "任务号", "任务", "所在章")
METHOD = (
    "每份文件由两遍互不参看的通读各整理一次，逐条比对，凡有出入都回到原文定夺。",
    "编号部分出现的每一处数字或隐去记号，要么列为目标，要么列入“未计入的数字”并写明理由，由程序对照原文核验，一处不漏。",
    "原文数字连同“以上”“突破”“左右”等界限用词照录；换算值由系统按单位表计算，从不手填。",
    "隐去的数字不作猜测；说明规模标准的数字写进目标名称，不单列；增速与占比分开。",
    "部门名称照原文录入，并对应到机构与条线；名单以“等”结尾的，注明未列全。",
    "文件的语句不收入本看板：只收事实、数字、名称和标题，其余文字都是本项目的表述。",
)
CHECKSUM = "文本 SHA-256"


def trust() -> None:
    """Whether the record may be trusted, in one sentence and four figures."""
    counts, documents = rows("record/overview_counts").iloc[0], rows("evidence/sources_documents")
    checks, excluded = len(check_names()), int(documents["excluded"].sum())
    statements = int(counts["statements"])
    st.markdown(
        "可以核对，可以引用：每个数字都能追溯到公开文件的章节和任务号；编号部分的每一处数字都已核对出处；"
        "有一项检查不通过，看板就不显示任何数字。征求意见稿的数字可能变动，引用时请注明。"
    )
    headings.metrics(
        {
            "检查": (f"{checks} 项全部通过", "载入数据时逐项核对，全部通过才显示"),
            "已核对出处的数字": (f"{statements + excluded} 处", f"目标 {statements} 条，未计入 {excluded} 处"),
            "编号任务": (f"{counts['tasks']} 项", "与各文件自身的编号相符"),
            "公开文件": (f"{len(documents)} 份", "其中征求意见稿另有标明"),
        }
    )
    st.caption(
        f"{statements} 条目标加 {excluded} 处未计入，合计 {statements + excluded} 处　"
        f"看板版本 {__version__}　数据版本 {record().version}　核对日期 {today().isoformat()}"
    )


def documents_part() -> None:
    listed = rows("evidence/sources_documents")
    frame = pd.DataFrame(
        {
            "区县": listed["district"],
            "状态": listed["status"].map(STATUS_WORD),
            "文号": listed["doc_no"].map(headings.stated),
            "成文日期": pd.to_datetime(listed["issued_on"]).dt.strftime("%Y-%m-%d").map(headings.stated),
            "编号任务": listed["tasks"],
            "目标": listed["targets"],
            "其中隐去": listed["withheld"],
            "未计入的数字": listed["excluded"],
            "文件标题": listed["title"],
            "发文机关": listed["issuer"].map(headings.stated),
            CHECKSUM: listed["source_sha256"],
        }
    )
    shown = tuple(name for name in frame.columns if name != CHECKSUM)
    tables.table(frame, key="documents", name="文件", label="文件", shown=shown)
    st.caption("“目标”不含重复表述、其中项和另一种计量。")
    with st.expander("文本校验值（SHA-256）"):
        st.caption("手中文本的校验值相同，就是同一份文本。")
        tables.listed(frame[["文件标题", CHECKSUM]], label="各文件文本的校验值")


def marks_part() -> None:
    st.markdown("下图为**示例**，区名和数字都是虚构的，只用来说明图上的记号。")
    for shown in (example(), absences()):
        st.markdown(f"#### {plain_text(shown.title)}")
        drawings.show(
            comparison.comparison_bars,
            shown,
            palette(),
            key=f"example-{shown.indicator_id}",
            alt=f"示例：{finding(shown)}",
        )
    for code in ("unset", "withheld", "worded", "not_applicable", "other_basis"):
        st.markdown(f"- {plain_text(explained('presence', code))}")


def units_part() -> None:
    listed = rows("evidence/sources_units")
    rules = [
        conversion_rule(row["unit"], row["factor"], row["canonical_unit"]) if row["factor"] != 1 else None
        for row in listed.to_dict("records")
    ]
    frame = pd.DataFrame(
        {"单位": listed["unit"], "量": listed["quantity"], "换算": rules, "用到的目标": listed["targets"]}
    )
    st.caption("同一种量的单位可以互换；各指标用自己的换算单位，例如粮食产量用万吨：1 亿斤 = 5 万吨。")
    tables.table(frame, key="units", name="单位", label="单位")


def indicators_part() -> None:
    listed = rows("evidence/sources_indicators")
    frame = pd.DataFrame(
        {
            "指标": listed["name"],
            "领域": listed["category"],
            "口径": listed["basis"].map(BASIS_WORD),
            "单位": listed["unit"],
            "区县数": listed["districts"],
            "目标数": listed["targets"],
            "定义": listed["definition"],
            "比较须知": listed["comparable_note"],
            "方向": listed["direction"].map(DIRECTION_WORD),
            "指标编号": listed["indicator_id"],
        }
    )
    shared = int((listed["districts"] > 1).sum())
    st.caption(f"共 {len(listed)} 个指标，其中 {shared} 个由两个以上区县共有；能否排名次还要看年份和含义。")
    ways = {"指标": [links.address("indicator", indicator=code) for code in listed["indicator_id"]]}
    tables.table(frame, key="indicators", name="指标", label="指标", links=ways)


def excluded_part() -> None:
    reasons, listed = rows("evidence/sources_excluded_reasons"), rows("evidence/sources_excluded")
    summary = pd.DataFrame(
        {
            "理由": reasons["reason"].map(REASON_WORD),
            "处数": reasons["figures"],
            "说明": reasons["reason"].map(REASON_MEANING),
        }
    )
    st.caption(f"编号部分共有 {len(listed)} 处数字不是目标，逐处列出理由。")
    tables.table(summary, key="reasons", name="未计入的理由", label="未计入的理由")
    frame = pd.DataFrame(
        {
            "区县": listed["district"],
            "原文写法": listed["printed"],
            "理由": listed["reason"].map(REASON_WORD),
            "任务号": listed["task_no"].replace(0, pd.NA),
            "任务": listed["task"],
            "所在章": listed["chapter"],
        }
    )
    tables.table(frame, key="excluded", name="未计入的数字", label="未计入的数字", shown=EXCLUDED_COLUMNS)


def checks_part() -> None:
    found = {name: len(rows(f"checks/{name}")) for name in check_names()}
    frame = pd.DataFrame(
        {
            "检查": [check_rule(name) for name in found],
            "不符的行": list(found.values()),
            "结果": ["通过" if count == 0 else "不通过" for count in found.values()],
            "查询文件": [f"queries/checks/{name}.sql" for name in found],
        }
    )
    st.caption(f"共 {len(found)} 项，刚刚在数据版本 {record().version} 上逐项运行。")
    tables.table(frame, key="checks", name="检查", label="检查")


def columns_part() -> None:
    st.caption("下载的“CSV（程序用）”、Parquet 和 SQL 查询用这些字段名。")
    listed = [
        (
            table.name,
            table.meaning,
            column.name,
            KIND_WORD[column.kind],
            column.meaning,
            "、".join(column.codes) or None,
        )
        for table in TABLES
        for column in table.columns
    ]
    frame = pd.DataFrame(listed, columns=["表", "表的含义", "字段", "类型", "字段含义", "取值"])
    tables.table(frame, key="columns", name="数据列", label="数据列")


def method_part() -> None:
    for line in METHOD:
        st.markdown(f"- {plain_text(line)}")
    proposers()


def proposers() -> None:
    """Who proposed the targets that were written after a review, and what share was corrected in it."""
    listed = rows("evidence/sources_proposers")
    if listed.empty:
        return
    st.markdown("经“导入”“审核”写入的目标，由谁提出、审核时改过多少：")
    frame = pd.DataFrame(
        {
            "由谁提出": listed["proposer"].map(PROPOSER_WORD),
            "版本": listed["extractor"],
            "通过的目标": listed["targets"],
            "其中审核时改过": listed["corrected"],
            "改过的占比": [
                share_in_words(corrected, targets)
                for corrected, targets in zip(listed["corrected"], listed["targets"], strict=True)
            ],
        }
    )
    tables.table(frame, key="proposers", name="由谁提出", label="由谁提出")


PARTS: dict[str, Callable[[], None]] = {
    "文件": documents_part,
    "记号": marks_part,
    "术语": sources_words.show,
    "单位": units_part,
    "指标": indicators_part,
    "未计入的数字": excluded_part,
    "检查": checks_part,
    "数据列": columns_part,
    "整理方法": method_part,
}
