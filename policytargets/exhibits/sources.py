"""The sources of all that is shown together, for the last page of a deck: each document once."""

from collections.abc import Sequence

from policytargets.comparisons.citations import documents_cited, each_document_once
from policytargets.comparisons.model import Comparison
from policytargets.exhibits.model import Exhibit, Shown

MOST_CITED = 40  # of one exhibit; its workbook names them all


def sources_of(shown: Sequence[Shown]) -> list[str]:
    """Every document once, with the numbers of all tasks that something shown refers to; of an exhibit over very many
    documents the first ones and how many more there are."""
    compared = [row for one in shown if isinstance(one, Comparison) for row in one.rows]
    named = [line for one in shown if isinstance(one, Exhibit) for line in _first(one)]
    return each_document_once([*documents_cited(compared), *named])


def _first(exhibit: Exhibit) -> list[str]:
    named = list((exhibit.cited or exhibit.sources)())
    more = len(named) - MOST_CITED
    told = [f"{exhibit.name}：另有 {more:,} 份文件，见它的表格（XLSX）"] if more > 0 else []
    return [*named[:MOST_CITED], *told]
