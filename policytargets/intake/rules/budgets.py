"""What a budget sets aside: the means, not the aim."""

import re

BUDGET = re.compile(r"(?:预算|概算)(?:总?安排|总?投入|总额|资金|列支|内)?(?:共|约|为)?(?:不少于|不低于)?$")
FUNDS_OF_IT = re.compile(r"预算(?:内)?(?:安排|列支)[^,。;\d]{2,12}(?:资金|经费)(?:共|约)?$")
FUNDS = re.compile(r"(?:财政|补助|补贴|奖补|奖励|专项|工作)(?:专项|补助)?(?:资金|经费)(?:共|总计|约|共计)?$")
FOR_WHAT = re.compile(r"(?:余|左右|以上)?[,，]?(?:用于|用来|专项用于|保障|支持|补助|给予)")
WON = re.compile(r"争取|引进|到位|撬动|带动|每年|年均|募集|发放|完成")


def is_budget(before: str, after: str) -> bool:
    """Whether money is set aside by a budget (预算安排1.2亿元, 财政资金2000万元用于补助), and not to be won, brought out or
    promised for each year."""
    if WON.search(before):
        return False
    return bool(BUDGET.search(before) or FUNDS_OF_IT.search(before) or (FUNDS.search(before) and FOR_WHAT.match(after)))
