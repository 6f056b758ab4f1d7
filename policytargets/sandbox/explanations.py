"""What went wrong with a query, in words: what, where, and what to try."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from policytargets.record.curated import TABLES
from policytargets.record.derived import DERIVED

NEAR, MOST_NEAR = 0.7, 3  # how much of two names must be alike for one to be meant by the other
FULL_WIDTH = "，；（）‘’“”：。＝＞＜＊　"
TYPES = {
    "INSERT": "写入数据",
    "UPDATE": "修改数据",
    "DELETE": "删除数据",
    "MERGE_INTO": "修改数据",
    "CREATE": "新建表、视图或宏",
    "DROP": "删除表、视图或宏",
    "ALTER": "修改表结构",
    "COPY": "读写文件",
    "EXPORT": "导出文件",
    "ATTACH": "连接其他数据库",
    "DETACH": "断开数据库",
    "LOAD": "安装或载入扩展",
    "SET": "修改设置",
    "VARIABLE_SET": "修改设置",
    "PRAGMA": "使用 PRAGMA",
    "CALL": "调用过程",
    "TRANSACTION": "控制事务",
    "VACUUM": "整理数据库",
    "PREPARE": "预备语句",
    "EXECUTE": "预备语句",
    "MULTI": "一次运行多步",
}
STOPPED = {
    "empty": ("没有可运行的语句。", "请写一条 SELECT 语句，或从示例中选一个。"),
    "long": ("语句超过 {} 个字符，没有运行。", "请缩短语句；过长的语句也无法随网址转发。"),
    "busy": ("等候的查询已满 {} 条，没有排入。", "请稍后再运行。"),
    "cancelled": ("查询已取消。", "可修改语句后重新运行。"),
    "yours": ("您已有 {} 条查询在运行或等候，没有排入。", "请等它们结束，或先取消。"),
    "departed": ("页面断开期间，查询已中止。", "请重新运行。"),
    "time": ("查询超过 {} 秒，已中止。", "请先用 WHERE 缩小范围，检查连接条件是否齐全，递归是否有终点。"),
    "crashed": ("查询进程异常中止，没有结果。", "多半是占用内存过多或嵌套过深；请简化语句。看板其他部分不受影响。"),
}
REFUSED = {
    "statement": ("不能{}。", "本页只读：请用 SELECT、FROM、WITH、VALUES、DESCRIBE、SUMMARIZE 或 EXPLAIN。"),
    "columns": ("结果有 {} 列，超过 200 列的上限。", "请只选需要的列，少用 SELECT * 连接多张表。"),
    "row_too_large": ("结果中一行就超过大小上限（8 MB）。", "请用 left() 截短文字，或不选这一列。"),
    "type": ("第“{}”列的类型不能显示。", "请用 CAST(列名 AS VARCHAR) 转成文字。"),
    "memory": ("查询占用的内存超过上限，已中止。", "请先用 WHERE 或 LIMIT 缩小范围，避免生成很长的文字或很大的连接。"),
}
THINGS = {
    "Table": "表",
    "Scalar Function": "函数",
    "Table Function": "函数",
    "Aggregate Function": "函数",
    "Type": "类型",
}


@dataclass(frozen=True)
class Failure:
    """Why a query has no rows: `what`, `where` (line, position and the line itself; empty if nowhere), `advice`.

    `kind` is a short code; `original` is DuckDB's own message, empty where the refusal is ours.
    """

    kind: str
    what: str
    advice: str
    where: str = ""
    excerpt: str = ""
    original: str = ""


def stopped(kind: str, number: int) -> Failure:
    """The failure of a query that was stopped or not started; `number` is the limit it met."""
    what, advice = STOPPED[kind]
    return Failure(kind, what.format(number), advice)


def failure(answer: Mapping[str, object], sql: str) -> Failure:
    """The words for a child's answer that is not rows."""
    if answer["status"] == "refused":
        return _refused(answer)
    message = str(answer.get("exception_message", ""))
    start = answer.get("start")
    where, excerpt = _place(sql, start) if isinstance(start, int) and start >= 0 else ("", "")
    what, advice = _explained(answer, message, sql)
    return Failure(str(answer["kind"]).removesuffix(" Error").lower(), what, advice, where, excerpt, message[:600])


def _refused(answer: Mapping[str, object]) -> Failure:
    kind, found = str(answer["kind"]), answer.get("found", "")
    if kind == "statements":
        if not found:
            return stopped("empty", 0)
        return Failure(kind, f"一次只能运行一条语句，这里有 {found} 条。", "请去掉多余的语句；语句末尾的分号可以不写。")
    what, advice = REFUSED[kind]
    if kind == "statement":
        if found == "MULTI":
            advice = "使用 PIVOT 时请写明各列：PIVOT … ON 列 IN (值一, 值二) USING count(*)。"
        found = TYPES.get(str(found), "运行这类语句")
    return Failure(kind, what.format(answer.get("column") or found), advice)


def _explained(answer: Mapping[str, object], message: str, sql: str) -> tuple[str, str]:
    """What and advice for an error of DuckDB."""
    kind, subtype = str(answer["kind"]), answer.get("error_subtype")
    name = str(answer.get("name", ""))[:80]
    if "expression depth" in message:
        return "语句嵌套过深（最多 200 层）。", "请把内层写成 WITH 中的步骤，逐步计算。"
    if kind.startswith("Parser"):
        return _syntax(answer, sql)
    if any(letter in FULL_WIDTH for letter in name):
        return f"没有“{name}”。", _half_width(name)
    if subtype == "COLUMN_NOT_FOUND":
        return f"没有名为“{name}”的列。", _meant(name, answer) or "请在“可查的数据表与各列含义”中查列名。"
    if subtype == "MISSING_ENTRY":
        thing = THINGS.get(str(answer.get("type")), "对象")
        tables = [table.name for table in (*DERIVED, *TABLES)] if thing == "表" else []
        there = f"可查的表：{'、'.join(tables)}。" if tables else "请从示例中找可用的写法。"
        return f"没有名为“{name}”的{thing}。", _meant(name, answer, tables) or there
    if subtype == "NO_MATCHING_FUNCTION":
        return f"“{name}”不能用于这些类型的值。", "请检查参数的个数和类型，必要时用 CAST(… AS 类型) 转换。"
    return _by_message(kind, message)


def _by_message(kind: str, message: str) -> tuple[str, str]:
    words = (
        ("read-only mode", "本页只读，不能写入、修改或删除数据。", "请改用 SELECT 查询。"),
        (
            "GROUP BY",
            "有的列既不在 GROUP BY 中，也不在汇总函数中。",
            "请把它加入 GROUP BY，或用 any_value()、count() 等汇总。",
        ),
        ("Ambiguous", "列名有歧义：不止一张表有这一列。", "请写成“表名.列名”。"),
        ("arameter", "语句中的参数没有值。", "请把 ? 或 $ 参数换成具体的值。"),
        ("Referenced table", "引用了 FROM 中没有的表或别名。", "请检查表的别名是否写对。"),
    )
    for mark, what, advice in words:
        if mark in message:
            return what, advice
    by_kind = {
        "Permission": ("本页不能读写文件、访问网络或修改设置。", "请只查询编辑框下方列出的表。"),
        "Conversion": ("有的值不能转换成所需的类型。", "请检查比较和转换的两边；可用 TRY_CAST，转换不了的得空值。"),
        "Out of Range": ("计算结果超出数值范围。", "请换用 DOUBLE 类型，或检查算式。"),
        "Out of Memory": REFUSED["memory"],
        "Binder": ("语句引用的列、表或函数用得不对。", "请对照“可查的数据表与各列含义”检查列名、别名和参数。"),
        "Catalog": ("没有这个表、列或函数。", "请在编辑框下方的“可查的数据表与各列含义”中查名称。"),
    }
    fallback = ("语句不能运行。", "请对照下面的 DuckDB 原文修改，或从示例改起。")
    return next((words for start, words in by_kind.items() if kind.startswith(start)), fallback)


def _syntax(answer: Mapping[str, object], sql: str) -> tuple[str, str]:
    start, length = answer.get("start"), answer.get("length")
    near = ""
    if isinstance(start, int) and isinstance(length, int):
        near = sql.encode()[start : start + length].decode(errors="ignore")
    what = f"语法有误：读不懂“{_short(near)}”。" if near else "语法有误：语句没有写完。"
    bare = re.sub(r"'[^']*'|\"[^\"]*\"|--[^\n]*", "", sql)
    if not re.match(r"(?i)[\s(]*(select|from|with|values|describe|summarize|explain|show|table|pivot|unpivot)\b", bare):
        return what, "这里只接受 SQL 语句，以 SELECT、FROM 或 WITH 开头；可从示例改起。"
    if any(letter in FULL_WIDTH for letter in bare):
        return what, _half_width(bare)
    return what, "请检查此处和它之前：关键字的拼写和次序、逗号、引号与括号是否成对。"


def _half_width(text: str) -> str:
    found = " ".join(sorted({letter for letter in text if letter in FULL_WIDTH})).replace("　", "全角空格")
    return f"语句中有全角符号（{found}），请换成半角。"


def _meant(name: str, answer: Mapping[str, object], known: Sequence[str] = ()) -> str:
    """Which names may be meant by one that is not there: of those `known`, else of those that DuckDB proposes."""
    proposed = str(answer.get("candidates") or "").split(",")
    own = {one.rpartition(".")[2].lower(): one for one in (known or proposed)}
    near = get_close_matches(name.rpartition(".")[2].lower(), own, MOST_NEAR, NEAR)
    return f"是否想用：{'、'.join(own[one] for one in near)}？" if near else ""


def _place(sql: str, start: int) -> tuple[str, str]:
    """Line and position in words, and the line with a mark below the place."""
    before = sql.encode()[:start].decode(errors="ignore")
    line, position = before.count("\n") + 1, len(before) - before.rfind("\n")
    text = (sql.split("\n")[line - 1] + " ").replace("\t", " ")
    first = max(position - 40, 1)
    shown = text[first - 1 : first + 60]
    blank = "".join("　" if ord(letter) > 0x2E80 else " " for letter in shown[: position - first])
    return f"第 {line} 行第 {position} 个字符", f"{shown.rstrip()}\n{blank}^"


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "……"
