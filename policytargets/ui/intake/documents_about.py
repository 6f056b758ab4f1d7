"""What its user says about a document on 导入; what stands there beforehand shows the line it comes from."""

import re
from pathlib import Path
from typing import Any

import streamlit as st

from policytargets.errors import DocumentUnreadable
from policytargets.intake.arriving import refuse_known, renew, take_in
from policytargets.intake.model import Document
from policytargets.intake.workspace import Workspace, workspaces
from policytargets.record.curated import DISTRICT_KINDS
from policytargets.record.tables import read_tables
from policytargets.settings import data_folder, documents_folder
from policytargets.ui.blocks import filters
from policytargets.ui.intake.documents import keep_chosen
from policytargets.ui.intake.documents_reading import watched
from policytargets.wording.markdown import plain_text

NEEDED = {"name": "全称", "short_name": "简称", "city": "所属设区市"}
IDENTITY = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*-20\d\d(?:-20\d\d)?")
DOC_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,8}〔20\d\d〕\d+号")
DAY = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
ISSUER = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民政府办公室|人民政府|委员会办公室|管理委员会|管委会|办公室)")
# What PDFs set between hanzi and digits, and spaced titles (实 施 方 案), is no white space of the text.
SPACED = re.compile(
    r"(?<=[\u4e00-\u9fff〔〕（）0-9]) +(?=[\u4e00-\u9fff〔〕（）])|(?<=[\u4e00-\u9fff〔〕（）]) +(?=[0-9])"
)
# A line of its own that still belongs to the title: （2024—2026年）, （征求意见稿）; not the day of a meeting.
TITLE_GOES_ON = re.compile(r"（(?!.*月.*日)[^（）]{2,20}）")
TITLE = re.compile(r"任务|计划|方案|要点|措施|报告|清单")
DISTRICT = re.compile(r"^(.{1,8}?(?:区|县|市|旗))")
LONGEST_LINE = 30
# A line above the title that is none of it: the issuer, a number, a remark.
NO_TITLE = re.compile(r"文件|〔|号$|附件|。|：|政府$|办公室$|委员会$|征求意见|日期")
HEAD_LINES = 40
RENEWAL, STOPPED = "intake-renewal", "intake-extraction-stopped"


def describe(file: Path, document: Document, way: dict[str, str]) -> Workspace | None:
    """Ask what the document is; returns its workspace once it has been taken in. `way` is how it was read."""
    told = [closed(line.strip("# \u3000")) for line in document.text.splitlines() if line.strip()]
    lines = told[:HEAD_LINES]
    title = title_of(lines)[:80]
    district = _district(title)
    with st.form("about"):
        about: dict[str, Any] = {"title": st.text_input("文件标题", title)}
        _from_line(title)
        about |= _origin(lines, told[-5:])
        years = sorted(int(year) for year in re.findall(r"20\d\d", title))
        first = st.number_input("计划期起（年）", 2000, 2100, years[0] if years else None)
        last = st.number_input("计划期止（年）。年份都以它为准，请看清", 2000, 2100, years[-1] if years else None)
        _from_line(title) if years else st.caption("标题里没有年份，请按文件填写。")
        about |= district or _new_district(title)
        proposed = named_after(about["district_id"], years[0], years[-1]) if years else ""
        about["document_id"] = st.text_input("文件编号：区县拼音加年份，如 linqing-2024", proposed)
        st.caption("区县编号后接计划年份，跨年的写起止两个年份，如 linqing-2024-2026。留空就这样取；写入后不再改。")
        sent = st.form_submit_button("读入并提取", type="primary")
    if stopped := st.session_state.pop(STOPPED, ""):
        st.info(stopped)
    if not sent:
        return _renewed(file, way)
    about |= {"period_start": f"{first or ''}-01-01", "period_end": f"{last or ''}-12-31", **way}
    about["document_id"] = about["document_id"].strip() or named_after(about["district_id"], first, last)
    wrong = _wrong(about)
    if wrong:
        st.error(wrong)
        return None
    return _taken_in(file, about, document, way)


def named_after(district_id: str, first: int | None, last: int | None) -> str:
    """The id of a document by its district and the years of its plan; nothing where one of them is not said."""
    years = "-".join(str(year) for year in dict.fromkeys((first, last)))
    return f"{district_id}-{years}" if district_id and first and last else ""


def closed(line: str) -> str:
    """A line of the head without the gaps that PDFs set between hanzi and digits."""
    return SPACED.sub("", line)


def title_of(lines: list[str]) -> str:
    """The title, put together where it is set in several lines; else the first line."""
    at = next((number for number, line in enumerate(lines) if TITLE.search(line)), 0)
    title, end = lines[at], at + 1
    first = lines[0]
    # 虚构县2024年绿色低碳 / 高质量发展工作方案: what stands above begins with the district or the year.
    if (
        at == 1
        and len(first) < LONGEST_LINE
        and re.search(r"[县区市旗]|20\d\d年", first)
        and not NO_TITLE.search(first)
    ):
        title = first + title
    while title.count("（") > title.count("）") and end < len(lines) and len(lines[end]) < LONGEST_LINE:
        title, end = title + lines[end], end + 1
    if end < len(lines) and TITLE_GOES_ON.fullmatch(lines[end]):
        title += lines[end]
    return title


def _from_line(line: str) -> None:
    """Where a value that stands there beforehand comes from."""
    st.caption(plain_text(f"取自这一行：{line[:60]}"))


def _origin(lines: list[str], last: list[str]) -> dict[str, Any]:
    """Number, issuer, date and status as the first and last lines say them."""
    ends = [*lines, *last]
    found: dict[str, Any] = {}
    number, said = next(((match[0], line) for line in ends if (match := DOC_NUMBER.search(line))), ("", ""))
    found["doc_no"] = st.text_input("发文字号（没有则空）", number)
    _from_line(said) if said else None
    issuer, said = next(((line, line) for line in ends if ISSUER.fullmatch(line)), ("", ""))
    found["issuer"] = st.text_input("发文机关（没有则空）", issuer)
    _from_line(said) if said else None
    day, said = next(((match, line) for line in ends if (match := DAY.fullmatch(line))), (None, ""))
    written = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else ""
    found["issued_on"] = st.text_input("成文日期，如 2024-03-01（没有则空）", written)
    _from_line(said) if said else None
    draft = next((line for line in lines if "征求意见" in line), "")
    word = st.radio("状态", ["已印发", "征求意见稿"], index=int(bool(draft)), horizontal=True)
    _from_line(draft) if draft else None
    return {**found, "status": "draft" if word == "征求意见稿" else "issued"}


def _district(title: str) -> dict[str, str] | None:
    """The district of the document where the record knows it; nothing for a new one."""
    known = filters.choices("districts")
    named = next((code for code, name in known.items() if name in title), "")
    options = ["", *known]
    chosen = st.selectbox(
        "区县", options, index=options.index(named), format_func=lambda code: known.get(code, "新的区县（填下面几项）")
    )
    _from_line(title) if named and chosen == named else None
    empty = dict.fromkeys((f"district_{part}" for part in ("name", "short_name", "city", "kind", "adcode")), "")
    return {"district_id": chosen, **empty} if chosen else None


def _new_district(title: str) -> dict[str, str]:
    """What must be known of a district that the record does not have."""
    named = DISTRICT.match(title)
    name = named[1] if named else ""
    told = _told_before(name)
    kind = told.get("district_kind") or kind_of(name)
    with st.container(border=True):
        entered = {"district_id": st.text_input("新区县：编号（拼音）", told.get("district_id", ""))}
        st.caption("区县简称的小写全拼，不带声调和空格，如临清市写 linqing。它会出现在网址里，写入后不再改。")
        short = told.get("district_short_name") or (name[:-1] if len(name) > 2 else name)
        entered |= {
            "district_name": st.text_input("新区县：全称", name),
            "district_short_name": st.text_input("新区县：简称", short),
            "district_city": st.text_input("新区县：所属设区市", told.get("district_city", "")),
            "district_kind": str(st.selectbox("新区县：类型", DISTRICT_KINDS, index=DISTRICT_KINDS.index(kind))),
            "district_adcode": st.text_input("新区县：行政区划代码（功能区没有）", told.get("district_adcode", "")),
        }
        st.caption("民政部公布的六位数字，如临清市是 371581。不知道的可以留空。")
        return entered


def kind_of(name: str) -> str:
    """The likeliest kind of a district of this name; 市辖区 where it doesn't tell."""
    fitting = [kind for kind in DISTRICT_KINDS if name.endswith(kind)]
    return max(fitting, key=len, default="县级市" if name.endswith("市") else "市辖区")


def _told_before(name: str) -> dict[str, Any]:
    """What was entered of a new district with another of its documents, which is not in the record yet."""
    folder = documents_folder()
    others = [workspace.about for workspace in workspaces(folder)] if folder and name else []
    return next((about for about in others if about.get("district_name") == name), {})


def _wrong(about: dict[str, Any]) -> str:
    """What is wrong with what was entered, as a sentence, or nothing."""
    if not re.fullmatch(r"20\d\d-01-0120\d\d-12-31", about["period_start"] + about["period_end"]):
        return "请填计划期的起止年份。"
    if about["period_end"] < about["period_start"]:
        return "计划期止早于计划期起。"
    if not IDENTITY.fullmatch(about["document_id"]) or not about["district_id"]:
        return "文件编号须为小写字母加年份，如 linqing-2024；区县也要选定或填写。"
    if about["district_id"] not in filters.choices("districts"):
        wanting = [word for part, word in NEEDED.items() if not str(about[f"district_{part}"]).strip()]
        if wanting:
            return f"新的区县还要填：{'、'.join(wanting)}。"
    if about["issued_on"] and not re.fullmatch(r"20\d\d-\d\d-\d\d", about["issued_on"]):
        return "成文日期请写成 2024-03-01 这样。"
    if about["status"] == "issued" and not about["doc_no"] and not about["issued_on"]:
        return "已印发的文件须有文号或成文日期；都没有的按征求意见稿。"
    return ""


def _taken_in(file: Path, about: dict[str, Any], document: Document, way: dict[str, str]) -> Workspace | None:
    folder = documents_folder()
    assert folder is not None
    if (folder / about["document_id"] / "document.json").is_file():
        st.session_state[RENEWAL] = (str(file), about)
        return _renewed(file, way)
    try:
        refuse_known(read_tables(data_folder()), file, about["document_id"])
        workspace = watched(
            lambda told: take_in(folder, file, about, document, told), _stop, "已取消提取，没有留下什么。"
        )
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return None
    keep_chosen(file, workspace)
    return workspace


def _stop(said: str) -> None:
    st.session_state[STOPPED] = said


def _renewed(file: Path, way: dict[str, str]) -> Workspace | None:
    """Offer to take the file, described as it was sent, as another version of a document that is here; its workspace
    once that has been done."""
    folder = documents_folder()
    before, about = st.session_state.get(RENEWAL, ("", {}))
    if folder is None or before != str(file):
        return None
    document_id = about["document_id"]
    workspace = Workspace(folder / document_id)
    st.warning(
        plain_text(
            f"编号 {document_id} 已经导入（{workspace.about['title']}）。如果这是它的新版本，可以换成这份："
            "文字没有变的，决定照旧；变了的，重新审核。文件信息也换成这次填的，写入后生效。"
        )
    )
    if not st.button("作为新版本读入"):
        return None
    try:
        watched(
            lambda told: renew(workspace, file, told, {**about, **way}), _stop, "已取消，没有换成新版本，原来的还在。"
        )
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return None
    st.session_state.pop(RENEWAL)
    keep_chosen(file, workspace)
    return workspace
