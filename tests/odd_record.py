"""An invented plan beside the real ones, with everything that these happen not to hold; synthetic from end to end.

Of its three tasks the first has three paragraphs with departments of their own, the second a list of departments that
ends in 等 and a collective name, the third nobody but a supporter. An older plan of the district is not its newest;
another district has none.
"""

from pathlib import Path

from policytargets.record.curated import TABLE
from policytargets.record.tables import Row, read_tables, write_table

DOCUMENT = "example-2024-2025"


def _rows(header: str, *lines: str) -> list[Row]:
    names = header.split("|")
    return [dict(zip(names, line.split("|"), strict=True)) for line in lines]


ROWS = {
    "districts": _rows(
        "district_id|name|short_name|city|kind|adcode",
        "example|示例区|示例|示例市|市辖区|",
        "example-silent|示例无计划区|无计划|示例市|市辖区|",
    ),
    "documents": _rows(
        "document_id|district_id|title|doc_no|issuer|issued_on|status|period_start|period_end|stated_task_count"
        "|source_sha256",
        f"{DOCUMENT}|example|示例区虚构工作计划||||draft|2024-01-01|2025-12-31|3|" + "0" * 64,
        "example-2023|example|示例区虚构的旧计划|示例〔2023〕9号|示例办公室|2023-01-05|issued|2023-01-01|2023-12-31|1|"
        + "1" * 64,
    ),
    "departments": _rows(
        "department_id|district_id|name|line_ids",
        "example-both|example|区科技局|agriculture;science",
        "example-office|example|区示例局|office",
        "example-everyone|example|各示例单位|collective",
    ),
    "department_names": _rows(
        "district_id|printed|department_id",
        "example|区科技局|example-both",
        "example|区示例局|example-office",
        "example|各示例单位|example-everyone",
    ),
    "tasks": _rows(
        "task_id|document_id|chapter_no|chapter|section|task_no|item|title|category_id",
        f"{DOCUMENT}/1|{DOCUMENT}|1|示例首章||1||示例粮食任务|rural",
        f"{DOCUMENT}/1.1|{DOCUMENT}|1|示例首章||1|示例分项|示例分项|rural",
        f"{DOCUMENT}/1.2|{DOCUMENT}|1|示例首章||1|示例又一分项|示例又一分项|rural",
        f"{DOCUMENT}/1.3|{DOCUMENT}|1|示例首章||1|示例无数字分项|示例无数字分项|rural",
        f"{DOCUMENT}/2|{DOCUMENT}|2|示例次章||2||示例并列任务|innovation",
        f"{DOCUMENT}/3|{DOCUMENT}|3|示例末章|示例节|3||示例无人牵头任务|implementation",
        f"{DOCUMENT}/c3|{DOCUMENT}|3|示例末章||0||示例末章|implementation",
        "example-2023/1|example-2023|1|示例旧章||1||示例旧任务|rural",
    ),
    "responsibilities": _rows(
        "task_id|role|position|printed|department_id|and_others",
        f"{DOCUMENT}/1|lead|1|区科技局|example-both|false",
        f"{DOCUMENT}/1|support|1|区示例局|example-office|false",
        f"{DOCUMENT}/1.1|lead|1|区示例局|example-office|false",
        f"{DOCUMENT}/1.2|lead|1|区科技局|example-both|false",
        f"{DOCUMENT}/1.3|lead|1|区示例局|example-office|false",
        f"{DOCUMENT}/2|lead|1|区示例局|example-office|true",
        f"{DOCUMENT}/2|lead|2|各示例单位|example-everyone|false",
        f"{DOCUMENT}/2|support|1|区科技局|example-both|false",
        f"{DOCUMENT}/3|support|1|区示例局|example-office|true",
        "example-2023/1|lead|1|区科技局|example-both|false",
    ),
    "targets": _rows(
        "task_id|seq|indicator_id|name|printed|position|stated_in|benchmark|comparator|value|value_high|unit|basis"
        "|period|due_year|strength|withheld|restates|part_of|succeeds|caveat",
        f"{DOCUMENT}/1|1|grain-output|示例粮食|2.5—3亿斤|1|digits||between|2.5|3|亿斤|level|year|2025|strive|false||||示例须知",
        f"{DOCUMENT}/1|2|waste-sorting-coverage|示例覆盖率|全覆盖||words||exactly|100||%|share|by_end|2025|ensure|false||||",
        f"{DOCUMENT}/1.1|1|grain-output|示例粮食一部分|5000万公斤以上|1|digits||at_least|5000||万公斤|level|year|2025|plain|false"
        f"||{DOCUMENT}/1-1||",
        f"{DOCUMENT}/1.2|1|grain-output|示例粮食又一部分|约2000万公斤|1|digits||about|2000||万公斤|level|year|2025|plain"
        f"|false||{DOCUMENT}/1-1||",
        f"{DOCUMENT}/2|1|good-air-days-share|示例天数|高于全市平均||words|全市平均|more_than|||%|share|by_end|2025|plain"
        "|false||||",
        f"{DOCUMENT}/2|2|example-cost|示例成本|不超过3.5%|1|digits||at_most|3.5||%|cap|by_end|2025|plain|false||||",
        f"{DOCUMENT}/2|3|example-tie|示例并列|6个|2|digits||exactly|6||个|level|by_end|2025|plain|false||||",
        f"{DOCUMENT}/2|4|example-tie|示例并列当年|5个|3|digits||exactly|5||个|level|year|2025|plain|false||||",
        f"{DOCUMENT}/3|1|example-cost|示例成本再次|3.5%以内|1|digits||at_most|3.5||%|cap|by_end|2025|strive|false"
        f"|{DOCUMENT}/2-2|||",
        f"{DOCUMENT}/c3|1|example-count|示例个数|**个左右|1|digits||about|||个|new|plan|2025|plain|true||||",
        f"{DOCUMENT}/3|2|example-count|示例个数再次|**个左右|2|digits||about|||个|new|plan|2025|plain|true"
        f"|{DOCUMENT}/c3-1|||",
        "example-2023/1|1|grain-output|示例旧粮食|9亿斤|1|digits||exactly|9||亿斤|level|year|2023|plain|false||||",
        "example-2023/1|2|talent-partnerships|示例旧人才|10名以上|2|digits||at_least|10||名|new|year|2023|plain|false||||",
    ),
    "indicators": _rows(
        "indicator_id|family_id|subject_id|part_of|name|category_id|basis|unit|direction|definition|comparable_note"
        "|headline",
        "example-cost|example-cost|||示例成本|green|cap|%|lower|虚构的示例|虚构的须知。|",
        "example-tie|example-tie|||示例并列数|green|level|个|higher|虚构的示例||",
        "example-count|example-count|||示例个数|green|new|个|none|虚构的示例||",
    ),
}


def add_odd_plan(folder: Path) -> None:
    """Add the invented rows to the tables in `folder`."""
    records = read_tables(folder)
    for name, added in ROWS.items():
        empty = dict.fromkeys(TABLE[name].header, "")
        named = {"target_id": "{task_id}-{seq}"} if name == "targets" else {}
        rows = [empty | row | {key: form.format(**row) for key, form in named.items()} for row in added]
        write_table(folder / TABLE[name].file, TABLE[name], [*records[name], *rows])
