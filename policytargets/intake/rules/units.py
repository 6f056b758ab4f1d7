"""The units that may follow a figure, longest first, and what kind of quantity each measures."""

import re
from collections.abc import Iterable, Mapping

MEASURES = (
    "千克标准煤 公斤标准煤 克标准煤 个百分点 百分点 %. % ‰ 平方公里 平方千米 平方米 立方米 公里 千米 公顷 英亩 亩次 亩 蒸吨 吨标准煤 吨标煤 标准煤 吨 公斤 千克 毫克 微克 纳克 克 斤 担 升 毫升 "
    "千瓦时 千瓦 兆瓦时 兆瓦 吉瓦 瓦 千伏安 伏安 度电 标准立方米 标方 标准箱 标箱 TEU GWh MWh KWh kWh GW MW KW kW km2 km ㎡ m2 m3 米 厘米 毫米 千升 万方 亿方 吉焦 兆焦 千焦 GJ 空方 载重吨 海里 羊单位 平米 亿度 万度 "
    "美元 欧元 港元 人民币 元 PFLOPS EFLOPS Gbps Mbps TB PB mg/L μg/L mg/m3 ug/m3 μg/m3 分贝 摄氏度 ℃"
).split()
DURATIONS = "个工作日 工作日 个自然日 个月 个小时 小时 分钟 天 日 秒 周年 周 年 月".split()
COUNTS = (
    "人次 人日 车次 班次 场次 批次 户次 家次 件次 台次 架次 例次 处次 辆次 座次 学时 课时 个点位 点位 个班 班 个点 标准机架 机架 标台 "
    "件套 个 家 项 人 名 户 座 条 所 处 场 件 套 台 辆 艘 架 栋 幢 间 张 份 篇 部 本 册 支 枚 只 头 匹 羽 尾 株 棵 期 批 轮 次 "
    "宗 起 例 组 队 对 片 块 段 栏 口 眼 孔 根 盏 箱 桶 瓶 车 列 趟 遍 笔 单 桩 桌 床 席 幅 首 款 种 类 代 倍 位 成 分 岁 顷 门 面 处所 艘次 具 枪 杆 卷 樘 扇 峰 剂次 剂 针 盒 袋 尊 蔸 穴 把 路 集 餐"
).split()
# What a classifier must not be the beginning of.
NOT_BEFORE = {
    "把": "握关", "路": "段口线网由径公灯面基", "集": "中合团群聚体成约资", "餐": "饮馆厅厨", "项": "目", "人": "均民才工口社大", "条": "例款", "处": "理置于", "场": "馆所地景", "部": "门队委分署", "组": "织建成", "名": "单牌校优", "家": "庭园具电政",
    "台": "账阶", "位": "于置次", "类": "别似", "对": "口于象接全标", "期": "间末内货", "批": "复准发", "班": "子车列", "口": "岸袋径", "片": "区", "段": "落", "单": "位元一独体",
    "笔": "记试", "元": "旦素", "分": "之钟别局析布散类级区段步期解", "成": "立本果为功效员交品绩都分", "天": "然津网", "车": "间位辆站库道", "间": "接距", "块": "链", "头": "部企雁",
    "起": "步草来到", "本": "地级市区县年科土", "面": "积向对", "首": "批创席个店次", "代": "表码理建", "根": "据本", "对比": "", "级": "", "列": "入为车", "次": "数生级", "床": "位", "倍": "增", "门": "店诊户槛",
    "年": "度", "日": "常照", "月": "度", "周": "边期转", "村": "级民庄集", "镇": "街区村域", "校": "园企地", "股": "份", "支": "持付部出行", "点": "", "桩": "基", "种": "植子业类质", "款": "项", "份": "额", "席": "位",
    "队": "伍", "片区": "", "孔": "", "具": "有体备", "枪": "", "杆": "", "篇": "章", "箱": "", "遍": "布", "户": "籍外型均", "所": "有在属需", "册": "", "座": "谈位席", "张": "家", "只": "有要增", "匹": "配", "株": "", "棵": "", "栋": "", "幅": "度员", "斤": "", "克": "", "升": "级", "担": "", "瓦": "", "亩": "均产", "吨": "位", "米": "", "秒": "", "例": "如", "宗": "旨教", "轮": "胎训", "趟": "", "栏": "目", "艘": "", "套": "", "件": "", "处所": "", "卷": "烟入", "扇": "区", "峰": "会值谷", "剂": "型", "针": "对", "盒": "", "袋": "装", "尊": "重", "穴": "", "蔸": "", "樘": "", "个": "体性人税案别",
}  # fmt: skip
MULTIPLE = r"(?:万亿|千万|百万|十万|亿|万|千|百)?"


def _alternatives(words: list[str]) -> str:
    parts = []
    for word in sorted(set(words), key=len, reverse=True):
        barred = NOT_BEFORE.get(word, "")
        parts.append(re.escape(word) + (f"(?![{barred}])" if barred else ""))
    return "|".join(parts)


BASE = f"(?:{_alternatives([*MEASURES, *COUNTS, *DURATIONS])})"
PER = r"(?:/(?:千瓦时|千瓦|万元|万人|千人|百人|百户|万户|立方米|平方公里|平方米|公顷|公里|小时|分钟|年|月|日|天|人|亩|户|吨|升|元|次|家|村|车|台|公斤|m3))?"
EITHER = r"(?:\([个家名人处项条座户所场次件台套部间栋株头只亩艘辆门片幢]\))?"
UNIT = re.compile(
    rf"{MULTIPLE}{BASE}{EITHER}{PER}|(?:万亿|亿|万)(?=以上|以下|以内|左右|[-~,。;、\n\x1f)\u4e00-\u9fff]|$)"
)
MEASURE = re.compile(rf"{MULTIPLE}(?:{_alternatives(MEASURES)}){PER}$")
DURATION = re.compile(rf"(?:{_alternatives(DURATIONS)})$")
RATE = ("%", "‰", "%.", "个百分点", "百分点", "个点", "倍", "成")
MONEY = re.compile(r"元|人民币")


SIZES = (("万亿", 10**12), ("亿", 10**8), ("万", 10**4))
# Units that convert into each other and that a record may not hold yet: how much of the smallest each is, by quantity.
CONVERTING = {
    "办理时限": {"个工作日": 1, "工作日": 1},
    "时长": {"秒": 1, "分钟": 60, "小时": 3600, "个小时": 3600},
    "月数": {"个月": 1, "月": 1, "年": 12},
    "比例": {"‰": 1, "%": 10},
}  # fmt: skip


def conversion(unit: str, known: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What a unit that is not among the known ones measures and how it converts, as far as its own words tell: 万件 is
    ten thousand 件, 个工作日 measures a time limit; else it measures itself."""
    rows = {row["unit"]: row for row in known}
    for size, times in SIZES:
        base = rows.get(unit.removeprefix(size)) if unit.startswith(size) else None
        if base:
            return _of_base(base, times)
    for quantity, units in CONVERTING.items():
        if unit in units:
            base = next((row for name, row in rows.items() if name in units), None)
            own = {"quantity": quantity, "canonical_unit": unit, "factor": "1"}
            return _of_base(base, units[unit] / units[base["unit"]]) if base else own
    return {"quantity": unit, "canonical_unit": unit, "factor": "1"}


def _of_base(base: Mapping[str, str], times: float) -> dict[str, str]:
    factor = f"{times * float(base['factor']):.8f}".rstrip("0").rstrip(".")
    return {"quantity": base["quantity"], "canonical_unit": base["canonical_unit"], "factor": factor}


def unit_at(text: str, place: int) -> str:
    """The unit that begins at a place of the view, or nothing."""
    match = UNIT.match(text, place)
    return match[0] if match else ""


def is_measure(unit: str) -> bool:
    """Whether a unit measures (money, area, weight, power …) rather than counts things."""
    return bool(MEASURE.fullmatch(unit)) or unit in ("亿", "万", "万亿")


def is_duration(unit: str) -> bool:
    return bool(DURATION.fullmatch(unit))
