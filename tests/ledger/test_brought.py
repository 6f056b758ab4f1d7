"""What a workbook changes of a draft, cell by cell."""

import pytest

from policytargets.ledger.brought import alike, changed_by
from policytargets.ledger.drafts import Filling, joined


@pytest.mark.parametrize(("row", "taken", "page", "brought", "draft", "both"), [
    # Nothing was changed in the row: what the page has stays, newer or not.
    (Filling("1"), Filling("1"), Filling("2", progress="新"), None, Filling("2", progress="新"), False),
    (Filling("0.350"), Filling("0.35"), Filling("2"), None, Filling("2"), False),
    # It was changed in the row alone, or on both sides alike.
    (Filling("3"), Filling("1"), Filling("1", progress="新"), None, Filling("3", progress="新"), False),
    (Filling("３"), Filling("1"), Filling("3"), None, Filling("3"), False),
    (Filling(progress=""), Filling(progress="旧"), Filling(progress="旧"), None, Filling(), False),
    # Both were changed, each to something else: the row's stands to be chosen, what the page alone has with it.
    (Filling("3"), Filling("1"), Filling("2", obstacle="雨"), None, Filling("3", obstacle="雨"), True),
    (Filling("3"), Filling(), Filling("2"), None, Filling("3"), True),
    # What an earlier workbook brought is no change of the page.
    (Filling("3"), Filling(), Filling("2"), Filling("2"), Filling("3"), False),
    (Filling("3"), Filling(), Filling("4"), Filling("2"), Filling("3"), True),
    # A figure and the reason for none are one cell.
    (Filling("3"), Filling(), Filling("", "not_available"), None, Filling("3"), True),
    # A row that names no leader leaves the page's; files stay in any case.
    (Filling("3"), Filling(signed_by="甲"), Filling(signed_by="甲", evidence="[]"), None,
     Filling("3", signed_by="甲", evidence="[]"), False),
])  # fmt: skip
def test_a_row_changes_what_was_changed_in_it(
    row: Filling, taken: Filling, page: Filling, brought: Filling | None, draft: Filling, both: bool
) -> None:
    found, asked = changed_by(row, taken, page, brought)
    assert alike(found, draft)
    assert (found.evidence, asked) == (draft.evidence, both)
    again = changed_by(row, taken, found, row)
    assert again == (found, False)  # twice is once


def test_of_two_fillings_no_figure_stands_beside_the_reason_for_none() -> None:
    without, given = Filling("", "not_available", "未统计"), Filling("3", "given", "")
    assert joined(without, given) == Filling("", "not_available", "未统计")
    assert joined(given, without) == Filling("3", "given", "未统计")
