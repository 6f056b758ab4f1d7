"""Who answers, and how: one grammar over the inner text of a bracket, a labelled line or a cell."""

import re
from dataclasses import dataclass

from policytargets.intake.rules.organs import OTHERS

OPEN, CLOSE = "(〔[【", ")〕]】"
LEAD_WORD = r"牵头|责任|主责|主办|负责|承办|实施|落实|主管|主要"
SUPPORT_WORD = r"配合|参与|协办|协同|协助|参加|支持|指导|督导|协作|会同|监督"
LABEL = re.compile(
    rf"(?:第一|主要)?(?P<rest>其[他它余])?(?P<word>(?:{LEAD_WORD}|{SUPPORT_WORD}){{1,3}})(?:和配合|及配合)?(?:责任)?(?P<kind>单位|部门|科室|机关|处室|股室|主体|方)(?:\((?:单位|部门|责任人)\)|[及和、/](?:单位|部门|责任人))?[】\]]?(?:[:：]|[为是]?(?=[省市县区州旗盟镇乡各](?!级|直|责|牵|配)))"
    r"|(?P<duty>(?:部门|任务|责任|工作|职责)(?:职责)?分工)[:：]"
    r"|(?P<short>牵头|配合|参与|责任|主办|承办|协办|协同|协助|支持)[:：]"
    r"|(?P<other>(?:[包联挂分主牵责领督协][\u4e00-\u9fff]{1,3})?[省市县区州旗镇乡]?级?领导|(?:[包联挂分主牵第][\u4e00-\u9fff])?(?:责任人|负责人|联系人|联络[人员])(?:姓名|同志)?|(?:完成|办理|办结)?时限(?:要求)?|(?:完成|实施|计划)时间|进度(?:安排|要求)?|时间(?:节点|要求))[】\]]?[:：]"
)
HOW = (
    r"(?:共同|联合|予以|给予|分别|分头|分级|具体|统筹|积极|协同|认真|同步|属地|结合实际|因地制宜|做好"
    r"|(?:按照?|根据|依据?)(?:各自)?(?:工作)?(?:职责|职能|责任|属地|分工)(?:管理)?(?:分工|责任|原则)*)*"
)
LEADING_TAIL = re.compile(
    rf"{HOW}(?:牵头(?:负责|落实|组织|实施|办理|抓总|推进|推动|协调)?|负责|负总责|主办|承办|统筹(?:协调|推进)?)$"
)
# To carry out is to lead only where nobody else does: A局牵头,各县落实.
DOING = r"落实|实施|推进|执行"
DOING_TAIL = re.compile(
    rf"{HOW}(?:负责|抓好|狠抓|抓|做好|组织|具体|推动|推进|贯彻|细化)*(?:(?:{DOING})(?:到位|工作)?|(?:落实|承担|履行)(?:主体|属地)责任)$"
)
SUPPORTING_TAIL = re.compile(rf"{HOW}(?:配合|参与|协助|协办|协同|协作|参加|支持|指导|督导|督促)(?:落实|实施|推进)?$")
# How a clause of departments may end that has a word for their part.
CLOSING = r"牵头|负责|总责|主办|统筹|配合|参与|协办|协助|协同|协作|支持|参加|指导|督导|落实|实施|推进|推动|执行|到位|(?:主体|属地)责任"
# A局为牵头单位,B局为配合单位.
AS_LEADER = r"(?:作?为|是)(?:第一|主要)?(?:牵头|责任|主责|主办|承办)(?:责任)?(?:单位|部门)"
AS_SUPPORTER = r"(?:作?为|是)(?:配合|参与|协助|协办|协同)(?:责任)?(?:单位|部门)"
INLINE_ROLE = re.compile(r"\((牵头|负责|主办|配合|参与|协办|协助)(?:单位|部门)?\)$")
TAILS = (
    (SUPPORTING_TAIL, "support"),
    (LEADING_TAIL, "lead"),
    (DOING_TAIL, "do"),
    (re.compile(f"{AS_LEADER}$"), "lead"),
    (re.compile(f"{AS_SUPPORTER}$"), "support"),
)


@dataclass(frozen=True)
class Answer:
    """A clause read: names by role, in order, whether a list ends in 等, and what was odd."""

    leads: tuple[str, ...]
    supports: tuple[str, ...]
    others: bool
    assumed: bool


def split(inner: str) -> list[str]:
    """The parts of a list of departments; what stands in nested brackets is never split."""
    parts, depth, current = [], 0, ""
    for char in inner:
        depth += (char in OPEN) - (char in CLOSE)
        if depth <= 0 and char in "、,;。/\n\x1e ":
            parts.append(current)
            current = ""
        else:
            current += char
    return [part for part in [*parts, current] if part]


def says_roles(inner: str) -> bool:
    """Whether a label or a closing word says who leads and who supports."""
    return bool(LABEL.search(inner) or re.search(r"牵头|负责|配合|参与|主办|协办|落实|承办", inner))


def without_tail(part: str) -> tuple[str, str]:
    """A name without the word that closes a group, and the role of that word."""
    inline = INLINE_ROLE.search(part)
    if inline:
        return part[: inline.start()], "inline_support" if re.match(SUPPORT_WORD, inline[1]) else "inline_lead"
    for pattern, role in TAILS:
        match = pattern.search(part)
        if match:
            return part[: match.start()], role
    return part, ""


# Whom to ring: (李某,0400-5550211), 李某 5550211; who is named beside the number is a person.
TELEPHONE = r"(?<!\d)(?:0\d{2,3}-?)?[1-9]\d{6,10}(?!\d)"
PERSON = r"(?:(?<=[局委办室院厅站所会队心司部社])|(?<![\u4e00-\u9fff]))[\u4e00-\u9fff]{2,3}[ ,:]?"
TO_RING = re.compile(rf"\([^()]*{TELEPHONE}[^()]*\)|(?:{PERSON})?{TELEPHONE}")
# A局(各街道按职责分工落实): a clause of its own within a bracket.
ASIDE = re.compile(r"\((各[^()]*(?:落实|负责|配合|实施|推进))\)")
OUTSIDE = re.compile(r"\([^()]*\)")
APART, ALONG = "\x1d", "会同"
# A word, in a list of names, of who leads or carries out; with none, those before a group that ends in 配合 lead.
SAID = re.compile(rf"牵头|负责|总责|主办|承办|统筹|会同|{DOING}")


# Time limits stand among the names in some brackets.
NO_NAME = re.compile(
    r"^[—–-]+$|首位|第一位|^下同$|^\d+月|20\d\d年|(?:底|月|年)前(?:完成)?$|^(?:全年|长期|持续|年底)(?:推进|坚持|完成)?$|^完成时限"
)


# 列首位的为牵头单位: where a document says so, the first of a list without 牵头 leads.
FIRST_LEADS = re.compile(r"(?:首位|第一位|第一个|首个|排名第一|列在?第一)[^,。;\n]{0,8}?(?:为|是|即)牵头")


def first_leads(inner: str, answer: Answer) -> Answer:
    """The answer of a clause in a document that lets the first of each list lead; words of leading keep theirs."""
    said = re.search(r"牵头(?![^,。;]{0,2}单位,下同)", FIRST_LEADS.sub("", inner))
    if said or answer.supports or len(answer.leads) < 2:
        return answer
    return Answer(answer.leads[:1], answer.leads[1:], answer.others, answer.assumed)


@dataclass
class _Reading:
    """The state of reading one clause from left to right."""

    names: list[tuple[str, str]]
    others: bool = False
    role: str = ""
    open_from: int = 0
    along: bool = False
    led: bool = False


def read_clause(inner: str, role: str = "") -> Answer:
    """The departments of one clause; `role` is given where a table's column says it."""
    inner = ASIDE.sub(r";\1;", TO_RING.sub("", inner))
    reading = _Reading([], role=role)
    assumed = not role and not says_roles(inner)
    place = 0
    for label in LABEL.finditer(inner):
        _read_names(reading, inner[place : label.start()])
        reading.role = _role_of(label, inner)
        reading.open_from = len(reading.names)
        place = label.end()
    _read_names(reading, inner[place:])
    names = _after_inline(reading.names)
    carrying_out = "support" if any(own == "lead" for _, own in names) else role or "lead"
    names = [(name, carrying_out if own == "do" else own) for name, own in names]
    leads = tuple(dict.fromkeys(name for name, own in names if own in ("lead", "")))
    supports = tuple(dict.fromkeys(name for name, own in names if own == "support" and name not in leads))
    return Answer(leads, supports, reading.others, assumed)


def _role_of(label: re.Match[str], inner: str) -> str:
    if label["other"] or label["duty"]:
        return "other" if label["other"] else ""
    word = label["word"] or label["short"]
    if label["rest"] or (re.search(SUPPORT_WORD, word) and "牵头" not in word):
        return "support"
    if re.fullmatch(rf"(?:{DOING}|责任)*(?:{DOING})", word):
        return "do"
    # 责任单位 beside a 牵头单位 and without a 配合单位 is who works along.
    beside = re.search(r"牵头\w{0,4}[:：]", inner[: label.start()])
    return (
        "support"
        if beside and "牵头" not in word and not re.search(rf"(?:{SUPPORT_WORD})\w{{0,4}}[:：]", inner)
        else "lead"
    )


def _apart(stretch: str, role: str) -> str:
    """A stretch with the semicolons outside of brackets as parts of their own, and 会同 as what it says: A leads, B works
    along. Behind a label of leading, or where no word says who leads, a comma parts those who lead from a group that ends
    in 配合."""
    if (role == "lead" or (not role and not SAID.search(stretch))) and SUPPORTING_TAIL.search(stretch):
        commas = [match.start() for match in re.finditer(",", OUTSIDE.sub(lambda found: "_" * len(found[0]), stretch))]
        cut = commas[-1 if "、" in stretch else 0] if commas else 0
        leading = "" if role else "牵头"
        stretch = f"{stretch[:cut]}{leading};{stretch[cut + 1 :]}" if cut else stretch
    stretch = re.sub(r"(?<=[局委办院会部厅司心府队行])会同(?=[\u4e00-\u9fff]{3})", f"牵头,{ALONG}", stretch)
    # A局、B局配合C局落实: who is helped leads.
    stretch = re.sub(
        r"(配合|协助)(?=[省市县区州旗镇各][^、,;]{3,20}(?:落实|实施|推进|做好|完成|负责)$)", r"\1;", stretch
    )
    return stretch.replace(";", f";{APART};")


def _read_names(reading: _Reading, stretch: str) -> None:
    for part in split(_apart(stretch.strip("。;,"), reading.role)):
        if part == APART:
            # What a label said of the names before is theirs, whatever word closes the names behind.
            reading.open_from = len(reading.names) if reading.role else reading.open_from
            reading.role = "" if reading.role == "other" else reading.role  # a person ends with the semicolon
            continue
        name, tail = without_tail(part.strip("。;.:◆●■▲★◇"))
        name = re.sub(
            r"^(?:(?:[此该本][项条]?|以上|上述)?(?:工作|任务|事项|措施)?(?:由|请)|以及|和)(?=[\u4e00-\u9fff]{3})",
            "",
            name,
        )
        reading.along |= name.startswith(ALONG)
        name = name.removeprefix(ALONG)
        tail = "support" if reading.along and tail == "lead" else tail
        others = OTHERS.search(name)
        if others and others[0]:
            reading.others = True
            name = name[: others.start()]
        if name and reading.role != "other" and not NO_NAME.search(name):
            # A局牵头;B局: who is named behind a leader, without a word of their own, works along.
            role = reading.role or ("support" if reading.led else "")
            for single in _several(name):
                reading.names.append((single, tail if tail.startswith("inline") else role))
        if tail in ("lead", "support", "do"):
            for index in range(reading.open_from, len(reading.names)):
                if not reading.names[index][1].startswith("inline"):
                    reading.names[index] = (reading.names[index][0], tail)
            reading.open_from = len(reading.names)
            reading.role = reading.role if reading.role == "other" else ""
            reading.led |= tail == "lead" and "牵头" in part


# In a cell of a PDF nothing is left between names on lines of their own: an organ's end, then the place of the next.
JOINED = re.compile(
    r"(?<=[局委办院厅联处])(?=[省市县区州旗](?!委|分局|办|中心)[\u4e00-\u9fff]{2})"
    r"|(?:(?<=中心)|(?<=公司)|(?<=集团)|(?<=专班)|(?<=银行))(?=[省市县区州旗][\u4e00-\u9fff]{3})"
    r"|(?:(?<=[局委办联])|(?<=中心))(?=[\u4e00-\u9fff]{4,14}(?:有限|集团)公司$)"
)


def _several(name: str) -> list[str]:
    """A局和B局 are two, as are those that a line of a cell parted; 区发展和改革局 is one."""
    match = re.fullmatch(
        r"(.{2,}(?:局|委|办|厅|部|院|会|处|所|站|队|联|中心|公司|集团|政府|学院|大学|街道|乡镇))(?:和|及|以及|与)"
        r"((?:[各省市县区州旗镇乡].|有关|相关).*)",
        name,
    )
    return [part for own in (match.groups() if match else [name]) for part in JOINED.split(own)]


def _after_inline(names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where roles stand in brackets behind names, a name without one works along with the lead named so."""
    if not any(role == "inline_lead" for _, role in names):
        return [(name, role.removeprefix("inline_")) for name, role in names]
    return [(name, role.removeprefix("inline_") if role.startswith("inline") else "support") for name, role in names]
