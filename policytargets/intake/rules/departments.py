"""Where departments are named: a closing bracket, a labelled line, a sentence or a line of organs alone."""

import re
from dataclasses import dataclass

from policytargets.intake.rules.organs import NOT_ORGAN, ORGAN, OTHERS
from policytargets.intake.rules.roles import AS_LEADER, AS_SUPPORTER, CLOSE, CLOSING, LABEL, OPEN, split, without_tail

ENDING = f"{CLOSING}|{AS_LEADER}|{AS_SUPPORTER}"
# A局牵头,B局配合,9月底前完成.
UNTIL = re.compile(r",(?:20\d\d年|\d{1,2}月|年|第?.季度)[^,;。]{0,8}(?:完成|到位|见效|落实)$")


@dataclass(frozen=True)
class Clause:
    """A stretch that names departments: where it stands, its inner text, whether its roles are written out."""

    start: int
    end: int
    inner: str


def clauses(text: str) -> list[Clause]:
    """All stretches of a passage that name departments, in order."""
    found = _brackets(text)
    labelled = _labelled_lines(text, [(clause.start, clause.end) for clause in found])
    # A bracket behind a name in a labelled line belongs to the name: 规划局（林业局）.
    found = [clause for clause in found if not any(line.start < clause.start < line.end for line in labelled)]
    taken = [(clause.start, clause.end) for clause in found]
    for clause in [*labelled, *_bare_sentences(text)]:
        if not any(start < clause.end and clause.start < end for start, end in taken):
            found.append(clause)
            taken.append((clause.start, clause.end))
    return sorted(found, key=lambda clause: clause.start)


def _brackets(text: str) -> list[Clause]:
    """Brackets of departments; open and close of different kinds match, nested ones belong to their outer one."""
    found, depth, start = [], 0, 0
    for place, char in enumerate(text):
        if char in OPEN:
            start = place if depth == 0 else start
            depth += 1
        elif char in CLOSE and depth:
            depth -= 1
            if depth == 0:
                # What follows a full stop inside the bracket is a remark: 以下均需落实，不再列出.
                inner = text[start + 1 : place].split("。", maxsplit=1)[0]
                following = text[place + 1 : place + 2]
                if names_departments(inner, closing=_closes(text, start, following)):
                    found.append(Clause(start, place + 1, inner.strip("。")))
        elif char == "\n" and depth and place - start > 300:
            depth = 0
    return found


def _closes(text: str, start: int, following: str) -> bool:
    """Whether a bracket without any word of role stands where departments stand: behind a sentence, or of several."""
    inner = text[start + 1 : start + 40]
    behind = text[start - 1 : start] in ("", "。", "\n", ";", ".", "!")
    several = bool(re.match(r"[^)〕\]】]*[、,;]", inner)) or bool(re.match(r"[省市县区州旗盟镇](?![镇乡街])", inner))
    return (
        following in ("", "。", "\n", ";", ".") and (behind or several) and not inner.startswith(("含", "包括", "不含"))
    )


def names_departments(inner: str, *, closing: bool) -> bool:
    """Whether the text inside a bracket names departments: by its labels and tails, or by organs alone."""
    label = LABEL.match(inner)
    if label and not label["other"]:
        return True
    parts = [OTHERS.sub("", part) for part in split(inner)]
    tailed = bool(re.search(rf"(?:{ENDING})(?:[,;。)]|$)", inner)) and not re.search(r"[。!?]\w", inner)
    if tailed and any(ORGAN.search(without_tail(part)[0]) for part in parts):
        return True
    if any(label and not label["other"] for label in LABEL.finditer(inner)):
        return True
    return (
        closing
        and bool(parts)
        and all(ORGAN.search(part) and not NOT_ORGAN.search(part) and len(part) >= 2 for part in parts)
    )


def _labelled_lines(text: str, taken: list[tuple[int, int]]) -> list[Clause]:
    """Runs that begin with a label at a line's beginning or after a sentence, to the end of their line."""
    found: list[Clause] = []
    person = 0
    for label in LABEL.finditer(text):
        before = text[label.start() - 1] if label.start() else "\n"
        inside = any(start <= label.start() < end for start, end in taken) or (found and label.start() < found[-1].end)
        if label["other"] and not inside:
            person = label.end()
        # Behind the person in charge the next label may stand on the same line.
        behind = (
            bool(person) and label.start() - person < 30 and not re.search(r"[\n。;]", text[person : label.start()])
        )
        if label["other"] or inside or (before not in "\n。;,、【[:* -◆●■▲★◇" and not behind):
            continue
        start = label.start() - (before in "【[")
        end = _run_end(text, label.end())
        found.append(Clause(start, end, text[label.start() : end].strip("\n。;")))
    return found


def _run_end(text: str, place: int) -> int:
    """Where a labelled run ends: at a full stop or a line break that no further label follows."""
    for stop in re.finditer(r"[。\n]", text[place:]):
        end = place + stop.start()
        if stop[0] == "\n" and end > 0 and text[end - 1] in "、,:":
            continue
        if not LABEL.match(text, end + 1) and not LABEL.match(text, end + 2):
            return end
    return len(text)


def _bare_sentences(text: str) -> list[Clause]:
    """Sentences without brackets that consist of organs and 牵头, 负责 or 配合 only."""
    found, start = [], 0
    for stop in [*re.finditer(r"[。\n]", text), None]:
        end = stop.start() if stop else len(text)
        sentence = text[start:end]
        dashed = sentence.startswith("--")
        alone = text[start - 1 : start] == "\n" and text[end : end + 1] in ("\n", "") and "、" in sentence
        untimed = UNTIL.sub("", sentence)
        said = re.search(rf"(?:{ENDING})$", untimed)
        if 4 <= len(sentence) <= 300 and (said or dashed or alone) and _only_organs(untimed.lstrip("-")):
            found.append(Clause(start, end, sentence.lstrip("-")))
        start = end + 1
    return found


def _only_organs(sentence: str) -> bool:
    names = [without_tail(OTHERS.sub("", part))[0] for part in split(sentence)]
    names = [
        OTHERS.sub("", re.sub(r"^(?:(?:[此该本][项条]?|以上|上述)?(?:工作|任务|事项|措施)?(?:由|请))", "", name))
        for name in names
    ]
    names = [
        part for name in names if name for part in re.split(r"(?<=[局委办院会部厅])会同(?=[省市县区州旗镇各])", name)
    ]
    return bool(names) and all(ORGAN.search(name) and len(name) <= 24 and not NOT_ORGAN.search(name) for name in names)
