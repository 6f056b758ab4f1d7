"""Figures that are none by their form alone: dates, document numbers, names, technology, standards, ages, ordinals."""

import re
from bisect import bisect_right
from operator import itemgetter

YEAR = r"(?:(?:19|20)\d{2}|20[xX*×○_]{1,2}|[*xX×○]{2,4}(?=年))"
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern))
    for reason, pattern in (
        ("document_number", r"[\u4e00-\u9fffA-Za-z]{0,10}[〔\[(【{]\d{4}[〕\])】}](?:第)?(?:\d+|[*xX×○]+)号"),
        ("document_number", r"\d{4}年第\d+号|中央\d+号文件|\d+号文件|(?<=第)\d+号令"),
        ("date", rf"{YEAR}年?[-~至到]{{1,2}}{YEAR}年?(?:度|期间)?"),
        (
            "date",
            rf"{YEAR}年(?:度|末|底|初|前|以来|[上下]半年|第?[一二三四1-4]季度)?(?:\d{{1,2}}月(?:\d{{1,2}}日)?(?:份|底|末|前|初|[上中下]旬)?)?",
        ),
        # 连续2年评为D类的企业, 运行满3年的合作社: how long something was so says who is meant.
        (
            "threshold",
            r"(?:(?<=连续)|(?<=满))\d{1,2}(?:年|个月|个?季度|次|届)(?:以上)?(?=[^,。;、\n\d]{1,20}的[\u4e00-\u9fff]|的(?:企业|单位|村|社区|主体|合作社|人员|家庭))",
        ),
        ("date", r"(?:19|20)\d{2}[./-]\d{1,2}(?:[./-]\d{1,2})?(?![\d%])"),
        (
            "date",
            r"(?<![\d.])\d{1,2}月(?:\d{1,2}日|份|底|末|前|初|[上中下]旬)?(?:[-~至到]\d{1,2}月(?:\d{1,2}日)?)?(?:份|底|末|前|初)?|(?<![\d.])\d{1,2}日(?=前|[,。、;]|起|至|$)",
        ),
        ("date", r"(?<!第)[1-4]季度|(?<![\d.])\d{1,2}[:](?:[0-5]\d)(?!\d)|(?<![\d.])\d{1,2}时\d{1,2}分"),
        ("name", r"《[^》]*\d[^》]*》|《[^》]*[xX*×○]{2,}[^》]*》"),
        ("name", r"[“‘\"「『][^“”‘’\"」』。]{0,30}?\d[^“”‘’\"」』。]{0,30}?[”’\"」』]"),
        ("masked_name", r"[“‘\"][^“”‘’\"。]{0,20}?[*xX×○]{2,}[^“”‘’\"。]{0,20}?[”’\"]"),
        (
            "name",
            r"\d+(?:\+(?:\d+|[NnXx]|[一二三四五六七八九十]+))+|[NnXx](?:\+\d+)+|\d+[×*xX]\d+(?:小时)?|[一二三四五六七八九十]{1,2}\+\d+",
        ),
        ("name", r"(?:[\u4e00-\u9fff]?[一二三四五六七八九十]抓\d+项)"),
        ("name", r"PM_?\{?\d+(?:\.\d+)?\}?|[A-Z]{1,4}2O?(?=[^\dA-Za-z%])|PM\d+"),
        (
            "name",
            r"(?:[国省县乡]道)?[GSX]\d{1,4}(?![\d.%])(?:线|高速|国道|省道)?|[国省县乡]道\d{2,4}(?:线)?|(?<!\d)\d{3}(?:国道|省道|县道|乡道|线)",
        ),
        # A version belongs to the name of what has it: 平台2.0版.
        ("name", r"(?<![\d.])[Vv]?\d{1,2}\.\d{1,2}(?:升级版|版本|版)|(?<![A-Za-z])[Vv]\d{1,2}(?:\.\d{1,2})?(?![\d%.])"),
        (
            "technology",
            r"(?<![\d.])[2-6]G(?![A-Za-z])(?:-A)?|(?<![\d.])[2-5]D(?![A-Za-z])|[Ii][Pp][Vv][46]|[Ww]i-?[Ff]i\d|工业\d\.0|\d\.0时代|[48][Kk](?=超|高清|电视)",
        ),
        (
            "technology",
            r"(?<![A-Za-z])(?:ISO|GB|GB/T|HACCP|AEO|B|A|C|H|F|T|M|K|O|Web|AAAA?)-?/?\d+(?:\.\d+)?(?:[A-Z]\d?)?(?![\d%])",
        ),
        ("technology", r"\d+[A-Za-z]\d+"),
        ("standard", r"[1-5]S级|[2-5]A(?:级)?(?![A-Za-z])|[2-5]个A级|[1-9]级(?=[^\d])|[1-5]星级"),
        ("described_object", r"(?:±|正负)?\d+(?:\.\d+)?(?:(?:[、/和及与]|kV|千伏)\d+)*(?:千伏(?!安)|[Kk][Vv](?!A))"),
        (
            "ordinal",
            r"第\d+(?:[-~至]\d+)?(?:届|批|轮|次|期|季|代|类|条|款|项|章|号|名|位|个|届|产业|天|年|周|阶段|季度|卷)?",
        ),
        (
            "ordinal",
            r"[(]\d{1,2}[)](?=[\u4e00-\u9fff])|[①-⑳]|(?<=[\n\x1f])\d{1,3}[.、)](?=[^\d])|^\d{1,3}[.、)](?=[^\d])",
        ),
        ("ordinal", r"\d{1,3}(?:号楼|号线|号桥|号地块|号井|号院|号坑|号机组|#)"),
        (
            "age",
            r"\d+(?:周?岁)?(?:[-~至到]{1,2})\d+周?岁(?:以[上下内])?|\d+周?岁(?:及)?(?:以[上下内])?(?=[^左右]|$)|\d+年级|\d+孩",
        ),
        (
            "name",
            r"\d+分钟(?=[\u4e00-\u9fff“”\"]{0,8}?(?:圈|都市圈|服务圈|生活圈))|\d+(?:\.\d+)?(?:公里|小时|分钟)(?=[\u4e00-\u9fff]{0,6}圈)",
        ),
        (
            "name",
            r"(?<!\d)\d+强(?!化|基|村|县|镇|度)|(?<!\d)1[0-9]{4}(?=[\u4e00-\u9fff“”]{0,8}(?:热线|平台))|(?<!\d)(?:110|119|120|122|12345|12315|12333|12348|96\d{3,4})(?=热线|平台|联动|报警|急救|接处警|政务)",
        ),
        (
            "name",
            r"\d+条(?=措施|政策|意见|举措|硬措施|规定|具体措施|惠企|支持)(?:政策)?(?:措施|政策|意见|举措|硬措施|规定)",
        ),
        ("name", r"(?<![\d至到过于])(?:365天|24小时|7天24小时)(?!以?内)"),
        ("scope", r"(?<![\d.])\d{1,2}大(?=[\u4e00-\u9fff“])|(?<![\d.])\d{1,2}个(?=方面|维度|环节|层面|阶段)"),
        (
            "scope",
            r"\(共?\d+[项个条件类](?:任务|工作|事项)?\)|共(?:计)?\d+(?:项|条|个方面|大项|件)(?=[,。;、)]|任务|工作|具体)",
        ),
        ("name", r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)"),
        ("described_object", r"(?<=[\u4e00-\u9fff])\d+-\d+(?=号|路|线)"),
        (
            "date",
            r"\d+年(?:行动|计划|规划|期|来|内|以上|左右|制|一)?(?=[\u4e00-\u9fff,。、;)\n]|$)|[*xX×○]+(?:年|月|日)",
        ),
    )
)
# A stretch from its start to its end with the reason why its figures are none.
Form = tuple[int, int, str]
LIFE_EXPECTANCY = re.compile(r"(?:寿命|平均年龄)[^,。;]{0,10}$")
MASKED_NAME = re.compile(
    r"(?:县|区|市|镇|乡|村|街道|路|街|公司|集团|局|同志|学校|医院|试验区|[\u4e00-\u9fff]{2,6}(?:工程|项目|公司|中心|基地|园区|示范区|试验区))"
)


def excluded_forms(text: str) -> list[Form]:
    """The stretches of a view that hold figures which are none, each with its reason; earlier forms win."""
    found: list[Form] = []
    for reason, pattern in FORMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            behind = bisect_right(found, start, key=itemgetter(0))
            if form_at(found, start) or (behind < len(found) and found[behind][0] < end):
                continue
            if reason == "age" and LIFE_EXPECTANCY.search(text[:start]):
                continue
            found.insert(behind, (start, end, reason))
    return found


def form_at(forms: list[Form], place: int) -> Form | None:
    """The stretch in which a place lies; the stretches are in order and apart."""
    before = bisect_right(forms, place, key=itemgetter(0))
    return forms[before - 1] if before and place < forms[before - 1][1] else None
