"""What is wrong with one field by itself: its characters, its kind, its codes and bounds."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from policytargets.record.dictionary import FIRST_YEAR, LAST_YEAR, Column

Complaint = tuple[str, str, str]

INTEGER = re.compile(r"0|-?[1-9][0-9]*")
DECIMAL = re.compile(r"(?!-0$)-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")
DIGITS = re.compile(r"(?![0-9])\d")
LARGEST_INTEGER = 2**31 - 1
DIGITS_BEFORE_POINT = 14
LONGEST_SHOWN = 80
# Control, format (bidi, zero-width), private and half characters, line and paragraph separators, spaces.
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp", "Zs"}
# Letters and marks that are drawn as nothing: fillers, joiners, selectors, the sign for what could not be decoded.
BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufdd0-\ufdef\ufff9-\uffff"
    "\U000e0100-\U000e01ef]"
)


def complaints(column: Column, value: str) -> Iterator[Complaint]:
    """What was found, what is expected, and the rule in Chinese, for each fault of a field."""
    if not value:
        if column.required:
            yield shown(value), "a value", "必填列不能为空"
        return
    strange = [] if value.isprintable() else [letter for letter in dict.fromkeys(value) if _is_unseen(letter)]
    strange += BLANK.findall(value)
    if strange:
        named = ", ".join(map(_name, strange[:5]))
        yield f"{shown(value)} with {named}", "characters that can be seen, and plain spaces", "没有看不见的字符"
        return
    if DIGITS.search(value):
        yield shown(value), "digits 0 to 9, not those of another script or width", "数字只用 0 至 9"
    if value != value.strip():
        yield shown(value), "no white space at either end", "首尾没有空白"
    elif column.kind == "list":
        yield from _complaints_of_items(column, value)
    else:
        yield from _complaints_of_kind(column, value)


def items(column: Column, value: str) -> list[str]:
    """The values of a field: those of a list, else the one; none of an empty field."""
    return [item for item in (value.split(";") if column.kind == "list" else [value]) if item]


def shown(value: str) -> str:
    """A value as a report shows it, in quotation marks, with unseen characters spelled out, and not too long."""
    return repr(value) if len(value) <= LONGEST_SHOWN else repr(value[:LONGEST_SHOWN]) + f" … ({len(value)} characters)"


def _is_unseen(letter: str) -> bool:
    return letter != " " and unicodedata.category(letter) in UNSEEN


def _name(letter: str) -> str:
    if "\udc80" <= letter <= "\udcff":  # how Python keeps a byte that it could not decode
        return f"byte 0x{ord(letter) - 0xDC00:02X} that is not UTF-8 (perhaps GB18030)"
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()


def _complaints_of_items(column: Column, value: str) -> Iterator[Complaint]:
    parts = value.split(";")
    if not all(parts):
        yield shown(value), "items with one ; between two of them and none at the end", "列表中没有空项"
    if any(part != part.strip() for part in parts):
        yield shown(value), "no white space around items", "列表各项首尾没有空白"
    if len(set(parts)) < len(parts) and all(parts):
        yield shown(value), "each item once", "列表各项不重复"


def _complaints_of_kind(column: Column, value: str) -> Iterator[Complaint]:
    if not unicodedata.is_normalized("NFC", value):
        yield shown(value), "composed characters (Unicode NFC)", "文字为规范形式（NFC）"
    if column.codes and value not in column.codes:
        yield shown(value), "one of " + ", ".join(column.codes), "代码在约定范围内"
    elif column.pattern and not re.fullmatch(column.pattern, value):
        yield shown(value), f"text like {column.pattern}", "编号符合约定的写法"
    elif column.kind == "integer" and not INTEGER.fullmatch(value):
        yield shown(value), "a whole number", "应为整数"
    elif column.kind == "decimal" and not DECIMAL.fullmatch(value):
        yield shown(value), "a plain decimal number such as 3.65", "应为数字"
    elif column.kind in ("integer", "decimal"):
        yield from _complaints_of_size(column, value)
    elif column.kind == "boolean" and value not in ("true", "false"):
        yield shown(value), "true or false", "应为 true 或 false"
    elif column.kind == "date":
        yield from _complaints_of_date(value)


def _complaints_of_size(column: Column, value: str) -> Iterator[Complaint]:
    whole, _, fraction = value.lstrip("-").partition(".")
    if len(fraction) > column.places:
        yield shown(value), f"at most {column.places} decimals", f"小数不超过 {column.places} 位"
    if len(whole) > DIGITS_BEFORE_POINT:
        yield shown(value), f"at most {DIGITS_BEFORE_POINT} digits before the point", "数字不过大"
    elif column.kind == "integer" and abs(int(value)) > LARGEST_INTEGER:
        yield shown(value), f"a whole number up to {LARGEST_INTEGER}", "数字不过大"
    elif (column.least and Decimal(value) < Decimal(column.least)) or (
        column.most and Decimal(value) > Decimal(column.most)
    ):
        bounds = f"{column.least} to {column.most}" if column.most else f"{column.least} or more"
        yield shown(value), f"a number: {bounds}", "数字在合理范围内"


def _complaints_of_date(value: str) -> Iterator[Complaint]:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.isoformat() != value:
        yield shown(value), "a date such as 2023-06-07", "应为日期，如 2023-06-07"
    elif not FIRST_YEAR <= day.year <= LAST_YEAR:
        yield shown(value), f"a date from {FIRST_YEAR} to {LAST_YEAR}", "日期在合理范围内"
