"""What a higher level promises or asks for, said beside a plan's own targets."""

import re

from policytargets.intake.rules.bounds import BOUND_RIGHT
from policytargets.intake.rules.clauses import FARTHEST, clause_start, sentence_start
from policytargets.intake.rules.numbers import Figure
from policytargets.intake.rules.units import RATE

# 对照《…》中“…达到全省平均的70%”的要求, 全市…增长5.5%的预期, （省70%）: what others promise or ask for.
QUOTED = re.compile(r"》(?:[(][^。;]{0,30}[)])?[^。;]{0,12}“[^”。]*$")
ASKED = re.compile(r"[^”。]*”[^,。;]{0,4}(?:要求|目标|部署|规定|标准|任务|精神)")
COMPARED = re.compile(r"(?:[与同比较]|相较|相比)(?:全国|全省|全市|全州|全盟|全自治区|国家|省|市)[^,。;\d]{0,14}$")
EXPECTED = re.compile(
    rf"(?:{BOUND_RIGHT})?的?(?:预期|目标|计划|任务|增速|增幅|平均|水平|要求)[^,。;]{{0,6}}(?:相比|比较|看|衔接|匹配|[高低快慢]|持平|一致)"
)
CITED = re.compile(r"(?:对照|按照|根据|对标|依据|参照)(?:国家|全国|全省|全市|全州|全盟|省|市|州|上级)[^,。;\d]{0,20}$")
# 省里提出到2026年达到67%.
PUT_FORWARD = re.compile(
    r"^(?:国家|全国|[省市州][里级]?|[省市州]委、?[省市州]政府)提出(?:到?20\d\d年)?[^,。;\d]{0,20}$"
)
# 今年全省预期增长5.5%左右、全市预期增长6%.
SET_BESIDE = re.compile(
    r"^(?:今年|20\d\d年)?(?:全国|国家|全省|全自治区)[^,。;\d]{0,12}(?:预期|目标|计划)[^,。;]*\d[^,。;]*、(?:全省|全市|全州|全盟)(?:预期|目标|计划)?(?:增长|下降)?$"
)
SET = re.compile(
    r"^(?:今年|20\d\d年|[这此]?[与和]?)(?:国家|全国|全省|[省市州][里级定])[^,。;\d]{0,16}(?:目标|预期|计划|任务)(?:增长|下降)?(?:是|为|约)?$"
)
WHAT_WAS_CITED = re.compile(rf"(?:{BOUND_RIGHT})?的[\u4e00-\u9fff]{{0,6}}(?:要求|目标|部署|任务|标准|预期|规定)")
ENDS = re.compile(rf"(?:{BOUND_RIGHT})?[)、,;。]")
HIGHER = re.compile(
    r"[(](?:全国|全省|全市|全州|全盟|国家|省|市|州|上级)[里定]?(?P<said>(?:下达|要求|预期|目标|任务|考核|计划|指标|平均|水平|增长|下降)*)[值数为是]*$"
)


def is_of_others(text: str, figure: Figure) -> bool:
    """Whether a figure is what a higher level promises or asks for, said beside this plan's own."""
    before = text[sentence_start(text, figure.start) : figure.start]
    after = text[max(figure.stop, figure.end) :][:FARTHEST]
    if QUOTED.search(before) and ASKED.match(after):
        return True
    if COMPARED.search(before) and EXPECTED.match(after):
        return True
    if CITED.search(before) and WHAT_WAS_CITED.match(after):
        return True
    higher = HIGHER.search(before)
    clause = before[clause_start(before, len(before)) :]
    apart = any(pattern.search(clause) for pattern in (SET, SET_BESIDE, PUT_FORWARD)) or (
        higher and (higher["said"] or figure.unit in RATE)
    )
    return bool(apart and ENDS.match(after))
