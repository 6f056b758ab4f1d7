"""Names stand in the order in which a reader looks for them: by their sounds, where nothing better orders them."""

import pytest

from policytargets.record.database import Database

# In the order of Hanyu Pinyin, written down by hand: cái, fā, jiāo, kē, mín, nóng, shuǐ, wèi, yīng, zì.
KINDS = ("财政", "发展", "交通", "科技", "民政", "农业", "水利", "卫生", "应急", "自然")


def in_order(names: list[str]) -> bool:
    """Whether those of the names that hold one of the kinds stand in their order."""
    places = [place for name in names for place, kind in enumerate(KINDS) if name.startswith(f"区{kind}")]
    assert len(places) > len(KINDS) / 2
    return places == sorted(places)


@pytest.mark.parametrize("district", ["茌平", "东昌府", "周村"])
def test_departments_to_choose_from(database: Database, district: str) -> None:
    found = database.query("choices/departments", codes=[], names=[], words=[], most=1000)
    assert in_order([name for name in found["name"] if name.endswith(f"（{district}）")])


def test_departments_of_equal_weight(database: Database) -> None:
    found = database.query(
        "board/department_ranking", lines=[], departments=[], districts=["chiping"], roles=["lead"], most=1000
    )
    for _, equal in found.groupby(["targets", "tasks"]):
        places = [place for name in equal["owner"] for place, kind in enumerate(KINDS) if name.startswith(f"区{kind}")]
        assert places == sorted(places)
    assert found["targets"].is_monotonic_decreasing


def test_indicators_in_the_sources(database: Database) -> None:
    names = database.query("evidence/sources_indicators")["name"].tolist()
    own = ("农林牧渔业总产值", "肉蛋奶总产量", "蔬菜产量", "水产品产量")  # nóng, ròu, shū, shuǐ
    assert tuple(name for name in names if name in own) == own
