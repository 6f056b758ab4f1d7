"""Links that programs for chat and mail have mangled."""

from urllib.parse import parse_qsl, quote, unquote

import pytest

from policytargets.server.mangled import mended

QUERY = "districts=%E9%9D%92%E5%B7%9E%E5%B8%82&q=%E7%B2%AE%E9%A3%9F"
MEANT = [("districts", "青州市"), ("q", "粮食")]
MANGLED = {
    "question mark and ampersand encoded": (f"/targets?{unquote(QUERY)}", ""),
    "everything encoded twice": (f"/targets?{QUERY}", ""),
    "ampersand as an entity": ("/targets", QUERY.replace("&", "&amp;")),
    "ampersand as an entity twice": ("/targets", QUERY.replace("&", "&amp;amp;")),
    "query encoded as a whole": ("/targets", quote(unquote(QUERY), safe="")),
    "query encoded as a whole, twice": ("/targets", quote(quote(unquote(QUERY), safe=""), safe="")),
    "query encoded as a whole with an entity": ("/targets", quote(unquote(QUERY).replace("&", "&amp;"), safe="")),
    "values encoded twice": ("/targets", QUERY.replace("%", "%25")),
    "values encoded three times": ("/targets", QUERY.replace("%", "%2525")),
    "second key within the first value": ("/targets", QUERY.replace("&", "%26").replace("=%E7", "%3D%E7")),
    "Chinese full stop": ("/targets", f"{QUERY}%E3%80%82"),
    "full stop": ("/targets", f"{QUERY}."),
    "bracket and comma of the sentence": ("/targets", f"{QUERY})%EF%BC%8C"),
    "full stop after a doubly encoded value": ("/targets", QUERY.replace("%", "%25") + "%E3%80%82"),
    "invisible space": ("/targets", f"{QUERY}%E2%80%8B"),
    "closing slash": ("/targets/", QUERY),
    "full-width signs": ("/targets？districts＝青州市＆q＝粮食", ""),
    "no question mark": ("/targets&districts=青州市&q=粮食", ""),
    "cut off within a sign": ("/targets", f"{QUERY}%E5%8F"),
    "cut off after a byte": ("/targets", f"{QUERY}%E5"),
    "cut off within a byte": ("/targets", f"{QUERY}%E5%8"),
    "cut off behind a percent sign": ("/targets", f"{QUERY}%"),
    "names in GB 18030": ("/targets", "districts=%C7%E0%D6%DD%CA%D0&q=%C1%B8%CA%B3"),
}
IN_ORDER = [
    ("/", ""),
    ("/targets", QUERY),
    ("/targets", "q=50%25"),
    ("/targets", "q=100%"),
    ("/targets", "q=a%2Bb"),
    ("/targets", "q="),
    ("/targets", "q=%E8%A7%84%E6%A8%A1%EF%BC%88%E4%BB%A5%E4%B8%8A%EF%BC%89"),
    ("/target", "target=jiangbei-2023/17-1"),
    ("/targets", "categories=%E4%B9%A1%E6%9D%91&categories=%E5%B7%A5%E4%B8%9A"),
    ("/query", "sql=SELECT+1%3B"),
    ("/query", "sql=SELECT+%27%25E5%27+WHERE+name+LIKE+%27%25%E5%8E%BF%25%27+AND+%28q%3D1%29"),
]


def test_one_sign_of_gb_18030_is_no_part_of_a_sign() -> None:
    assert mended("/targets", "q=%E1%B0") == "/targets?q=" + quote("岚")


@pytest.mark.parametrize("name", MANGLED)
def test_a_mangled_link_is_mended(name: str) -> None:
    better = mended(*MANGLED[name])
    assert better is not None
    path, _, query = better.partition("?")
    assert path == "/targets"
    assert parse_qsl(query, keep_blank_values=True) == MEANT
    assert better.isascii()
    assert mended(unquote(path), query) is None, "the mended link is in order"


@pytest.mark.parametrize(("path", "query"), IN_ORDER)
def test_a_link_in_order_stays_as_it_is(path: str, query: str) -> None:
    assert mended(path, query) is None


@pytest.mark.parametrize("path", ["//elsewhere.example/x", "///elsewhere.example", "/\\elsewhere.example/"])
def test_no_link_leads_to_another_host(path: str) -> None:
    better = mended(path, "")
    assert better is None or (better.startswith("/") and not better.startswith(("//", "/\\")))
