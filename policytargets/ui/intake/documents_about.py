"""What its user says about a document on 导入; what stands there beforehand shows the line it comes from."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from policytargets.errors import DocumentUnreadable
from policytargets.intake.arriving import refuse_known, renew, take_in
from policytargets.intake.front_page import FrontPage, front_page
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
DISTRICT_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
DISTRICT = re.compile(r"^(.{1,8}?(?:区|县|市|旗))")
RENEWAL, STOPPED = "intake-renewal", "intake-extraction-stopped"


def describe(file: Path, document: Document, way: dict[str, str]) -> Workspace | None:
    """Ask what the document is; returns its workspace once it has been taken in. `way` is how it was read."""
    seen = front_page(document.text)
    title, years = seen.title, seen.years
    district = _district(title)
    with st.form("about"):
        about = what_it_is(seen)
        first, last = its_period(years[:1], years[-1:])
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
    wrong = wrong_in(about)
    if wrong:
        st.error(wrong)
        return None
    return _taken_in(file, about, document, way)


def named_after(district_id: str, first: int | None, last: int | None) -> str:
    """The id of a document by its district and the years of its plan; nothing where one of them is not said."""
    years = "-".join(str(year) for year in dict.fromkeys((first, last)))
    return f"{district_id}-{years}" if district_id and first and last else ""


def _from_line(line: str) -> None:
    """Where a value that stands there beforehand comes from."""
    if line:
        st.caption(plain_text(f"取自这一行：{line[:60]}"))


def what_it_is(seen: FrontPage, *, told: bool = True) -> dict[str, Any]:
    """Title, number, issuer, date and status, each beginning with what a line of the document says, which is `told`."""
    found: dict[str, Any] = {"title": st.text_input("文件标题", seen.title)}
    _from_line(seen.title if told else "")
    for name, label, said in (
        ("doc_no", "发文字号（没有则空）", seen.number),
        ("issuer", "发文机关（没有则空）", seen.issuer),
        ("issued_on", "成文日期，如 2024-03-01（没有则空）", seen.day),
    ):
        found[name] = st.text_input(label, said.value)
        _from_line(said.line)
    word = st.radio("状态", ["已印发", "征求意见稿"], index=int(bool(seen.draft)), horizontal=True)
    _from_line(seen.draft if told else "")
    return {**found, "status": "draft" if word == "征求意见稿" else "issued"}


def its_period(first: Sequence[int], last: Sequence[int]) -> tuple[int | None, int | None]:
    """The years of the plan, beginning with those that are known."""
    begins = st.number_input("计划期起（年）", 2000, 2100, next(iter(first), None))
    ends = st.number_input("计划期止（年）。年份都以它为准，请看清", 2000, 2100, next(iter(last), None))
    return begins, ends


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


def wrong_in(about: dict[str, Any]) -> str:
    """What is wrong with what was entered, as a sentence, or nothing."""
    if not re.fullmatch(r"20\d\d-01-0120\d\d-12-31", about["period_start"] + about["period_end"]):
        return "请填计划期的起止年份。"
    if about["period_end"] < about["period_start"]:
        return "计划期止早于计划期起。"
    if not DISTRICT_ID.fullmatch(about["district_id"]):
        return "请选定区县；新的区县请填“新区县：编号（拼音）”，用小写字母，如 linqing。"
    if not IDENTITY.fullmatch(about["document_id"]):
        return f"文件编号“{about['document_id']}”须为小写字母加年份，如 linqing-2024。"
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
        work = partial(take_in, folder, file, about, document)
        workspace = watched(("take in", about["document_id"]), work, _stop, "已取消提取，没有留下什么。")
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return None
    keep_chosen(workspace.folder.name)
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
        work = partial(renew, workspace, file, entered={**about, **way})
        watched(("renew", document_id), work, _stop, "已取消，没有换成新版本，原来的还在。")
    except DocumentUnreadable as error:
        st.error(plain_text(str(error)))
        return None
    st.session_state.pop(RENEWAL)
    keep_chosen(workspace.folder.name)
    return workspace
