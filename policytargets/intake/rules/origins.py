"""The figure from which something is counted, which is not promised."""

import re

RAISED = r"(?:逐步|进一步|将|再)?(?:提高|提升|增加|增长|扩大|上升|增|升|下降|降低|降|压缩|压减|缩短|减少|精简|缩减|缩小|调整|拓展|延长|整合|合并|归并)(?:到|至|为)"
MEASURED_AGAINST = re.compile(r"[比较](?:20\d\d年|上年|去年)(?:同期|末|底)?的?$")
# 仍有1.2个百分点差距; 完成年度计划的24.5%.
SHORT_OF = re.compile(r"的?(?:差距|缺口)")
OF_THE_YEAR = re.compile(r"(?:完成|占)(?:全年|年度|年初)(?:目标|计划|预算|任务)的$")
GROWS = re.compile(r"(?:再)?(?:增长|增加|提高|提升|下降|降低|减少)")


def is_origin(before: str, after: str) -> bool:
    """Whether the figure is the A of 由A提高到B, or of 比2025年的A增长17.6%, or says how far something has come."""
    if SHORT_OF.match(after) or OF_THE_YEAR.search(before):
        return True
    if MEASURED_AGAINST.search(before) and GROWS.match(after):
        return True
    origin = re.search(r"(?:由|从)[^,。;]{0,16}$", before)
    if (
        origin
        and not re.search(RAISED, origin[0])
        and re.match(rf"[^,。;\d]{{0,12}}?(?:{RAISED}|到|至|-)[^,。;]{{0,8}}?[\d一二两三四五六七八九十百*xX×○]", after)
    ):
        return True
    return bool(re.match(rf"{RAISED}[^,。;]{{0,6}}?[\d*]", after)) and not re.search(r"(?:增长|下降|提高)$", before)
