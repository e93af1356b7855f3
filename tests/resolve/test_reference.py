"""Reference tables: what is read of lists, how they are kept, and what is linked."""

from __future__ import annotations

import gzip
import json
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kg.errors import NotFoundError, SourceError, StoreError
from kg.model import Entity
from kg.resolve import reference as references
from kg.resolve.names import company_key
from kg.resolve.reference import FILE, Reference, chosen, opened_if_there
from kg.resolve.reference_formats import Row, format_of, identifier, read_rows
from kg.resolve.reference_link import Ambiguous, Link, Links, link

LEI = "HWUPKR0MPOU8FGXBT394"
OTHER_LEI = "549300HG7GR7OZ6NR842"

SEC = {
    "0": {"cik_str": 320193, "ticker": "AAPL", "title": "Apple Inc."},
    "1": {"cik_str": 1652044, "ticker": "GOOGL", "title": "Alphabet {A} Inc."},
    "2": {"cik_str": 1652044, "ticker": "GOOG", "title": "Alphabet {A} Inc."},
}
EXCHANGES = {
    "fields": ["cik", "name", "ticker", "exchange"],
    "data": [[320193, "Apple Inc.", "AAPL", "Nasdaq"], [1326801, "Meta [M], Inc.", "META", None]],
}
GLEIF = (
    "LEI,Entity.LegalName,Entity.LegalName.xmllang,Entity.OtherEntityNames.OtherEntityName.1,"
    "Entity.OtherEntityNames.OtherEntityName.1.xmllang,"
    "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName.1\n"
    f'{LEI},"Apple, Inc.",en,Apple Computer,en,\n'
    f"{OTHER_LEI},小米集团,zh,,,Xiaomi Corporation\n"
)
ITEM: dict[str, Any] = {
    "id": "Q312",
    "labels": {"en": {"value": "Apple"}, "xx": {"value": "Pomme"}},
    "aliases": {"en": [{"value": "Apple Inc."}, {"value": "AAPL Corp"}]},
    "claims": {
        "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q4830453"}}}}],
        "P1278": [{"mainsnak": {"datavalue": {"value": LEI}}}],
        "P5531": [{"mainsnak": {"datavalue": {"value": "0000320193"}}, "rank": "normal"}],
        "P414": [
            {
                "mainsnak": {"datavalue": {"value": {"id": "Q82059"}}},
                "qualifiers": {"P249": [{"datavalue": {"value": "AAPL"}}]},
            }
        ],
    },
}
FRUIT = {"id": "Q89", "labels": {"en": {"value": "apple"}}, "aliases": {}, "claims": {}}
PERSON = {
    "id": "Q5001",
    "labels": {"en": {"value": "Ann Lee"}},
    "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}]},
}
PLAIN = (
    "Name,Aliases,CIK,ids,note\n"
    f"Acme Corp,Acme Works|ACME,12,lei:{LEI}; wikidata:Q1; other:5,=1\n"
    ",nameless,13,,\n"
    "Zenith,,not a number,,\n"
)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def wikidata(*items: object) -> str:
    return "[\n" + ",\n".join(json.dumps(item) for item in items) + "\n]\n"


@pytest.mark.parametrize(
    ("name", "text", "format_", "rows"),
    [
        (
            "company_tickers.json",
            json.dumps(SEC),
            "sec",
            [
                Row(name="Apple Inc.", ids=(("cik", "0000320193"), ("ticker", "AAPL"))),
                Row(name="Alphabet {A} Inc.", ids=(("cik", "0001652044"), ("ticker", "GOOGL"))),
                Row(name="Alphabet {A} Inc.", ids=(("cik", "0001652044"), ("ticker", "GOOG"))),
            ],
        ),
        (
            "company_tickers_exchange.json",
            json.dumps(EXCHANGES),
            "sec",
            [
                Row(name="Apple Inc.", ids=(("cik", "0000320193"), ("ticker", "AAPL"))),
                Row(name="Meta [M], Inc.", ids=(("cik", "0001326801"), ("ticker", "META"))),
            ],
        ),
        (
            "gleif.csv",
            GLEIF,
            "gleif",
            [
                Row(name="Apple, Inc.", aliases=("Apple Computer",), ids=(("lei", LEI),)),
                Row(name="小米集团", aliases=("Xiaomi Corporation",), ids=(("lei", OTHER_LEI),)),
            ],
        ),
        (
            "dump.json",
            wikidata(FRUIT, ITEM, PERSON),
            "wikidata",
            [
                Row(
                    name="Apple",
                    aliases=("Apple Inc.", "AAPL Corp"),
                    ids=(
                        ("cik", "0000320193"),
                        ("lei", LEI),
                        ("ticker", "AAPL"),
                        ("wikidata", "Q312"),
                    ),
                )
            ],
        ),
        (
            "sp500.csv",
            "Symbol,Security,GICS Sector,CIK\nMMM,3M,Industrials,66740\n",
            "sp500",
            [Row(name="3M", ids=(("cik", "0000066740"), ("ticker", "MMM")))],
        ),
        (
            "plain.csv",
            PLAIN,
            "csv",
            [
                Row(
                    name="Acme Corp",
                    aliases=("Acme Works", "ACME"),
                    ids=(("cik", "0000000012"), ("lei", LEI), ("wikidata", "Q1")),
                ),
                Row(name="Zenith"),
            ],
        ),
    ],
)
def test_each_format_is_told_and_read(
    tmp_path: Path, name: str, text: str, format_: str, rows: list[Row]
) -> None:
    path = written(tmp_path, name, text)
    assert format_of(path) == format_
    assert list(read_rows(path, format_of(path))) == rows
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    assert list(read_rows(packed, format_of(packed))) == rows
    zipped = tmp_path / "list.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.write(path, name)
    assert list(read_rows(zipped, format_of(zipped))) == rows


def test_long_json_is_read_in_pieces(tmp_path: Path) -> None:
    many = {
        str(n): {"cik_str": n + 1, "ticker": "T", "title": f"Firm {n} {'x' * 90}"}
        for n in range(3000)
    }
    path = written(tmp_path, "t.json", json.dumps(many))
    assert [row.name.split()[1] for row in read_rows(path, "sec")] == [str(n) for n in range(3000)]


@pytest.mark.parametrize(
    ("text", "format_", "message"),
    [
        ("a,b\n1,2\n", "csv", "no column of names"),
        ("a,b\n1,2\n", "gleif", "lacks the columns"),
        ("[1]", "sec", "no JSON object"),
        ('{"0": {"cik_str": 1, "title": "A"', "sec", "no JSON"),
        ('[\n{"id": 1\n', "wikidata", "Line 2"),
    ],
)
def test_a_list_that_is_not_what_it_is_said_to_be(
    tmp_path: Path, text: str, format_: Any, message: str
) -> None:
    path = written(tmp_path, "list", text)
    with pytest.raises(SourceError, match=message):
        list(read_rows(path, format_))


def test_unknown_lists_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="--as"):
        format_of(written(tmp_path, "x.csv", "Symbol,Price\n"))
    (tmp_path / "latin.csv").write_bytes("name\nCafé\n".encode("latin-1"))
    with pytest.raises(SourceError, match="UTF-8"):
        format_of(tmp_path / "latin.csv")
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a", "name\n")
        archive.writestr("b", "name\n")
    with pytest.raises(SourceError, match="2 files"):
        format_of(tmp_path / "two.zip")


@pytest.mark.parametrize(
    ("scheme", "value", "found"),
    [
        ("cik", 320193, ("cik", "0000320193")),
        ("cik", "0", None),
        ("lei", LEI.lower(), ("lei", LEI)),
        ("lei", "short", None),
        ("lei", LEI[:-1] + "5", None),  # its check digits are 94
        ("lei", LEI[:4] + LEI[5] + LEI[4] + LEI[6:], None),  # two signs in the wrong order
        ("permid", "https://permid.org/1-4295905573", ("permid", "4295905573")),
        ("wikidata", "wd:Q1", None),
        ("ticker", "BRK.B", ("ticker", "BRK.B")),
        ("isin", "US0378331005", None),
    ],
)
def test_identifiers_are_checked(scheme: str, value: object, found: tuple[str, str] | None) -> None:
    assert identifier(scheme, value) == found


# --- tables ----------------------------------------------------------------------------


def loaded(folder: Path, **lists: str) -> Reference:
    reference = Reference(folder / FILE, write=True)
    for name, text in lists.items():
        path = written(folder, f"{name}.txt", text)
        reference.add(path, format_of(path), name)
    return reference


def test_lists_are_added_replaced_and_removed(tmp_path: Path) -> None:
    with loaded(tmp_path, sec=json.dumps(SEC), plain=PLAIN) as reference:
        assert [(t.name, t.rows) for t in reference.tables()] == [("plain", 2), ("sec", 3)]
        before = reference.digest
        matches = reference.look_up([company_key("APPLE")])
        assert [(m.table, m.name, m.alias) for m in matches] == [("sec", "Apple Inc.", False)]
        assert [m.alias for m in reference.look_up(["acme works"])] == [True]
        path = written(tmp_path, "again.csv", "name\nNew Firm\n")
        reference.add(path, "csv", "plain")
        assert reference.look_up([company_key("Acme")]) == []
        assert reference.digest != before
        reference.add(tmp_path / "plain.txt", "csv", "plain")
        assert reference.digest == before
        reference.remove("plain")
        with pytest.raises(NotFoundError, match="plain"):
            reference.remove("plain")
        assert [t.name for t in reference.tables()] == ["sec"]


def test_a_list_that_breaks_leaves_the_tables_as_they_were(tmp_path: Path) -> None:
    with loaded(tmp_path, plain=PLAIN) as reference:
        broken = written(tmp_path, "broken.json", wikidata(ITEM)[:-3] + ",\n{]\n")
        with pytest.raises(SourceError, match="Line"):
            reference.add(broken, "wikidata", "plain")
        empty = written(tmp_path, "empty.csv", "name\n")
        with pytest.raises(SourceError, match="no organization"):
            reference.add(empty, "csv", "new")
        assert [(t.name, t.rows) for t in reference.tables()] == [("plain", 2)]
        assert len(reference.look_up([company_key("Acme Corp")])) == 2


def test_tables_of_another_version_say_so_and_are_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(tmp_path, plain=PLAIN).__exit__()
    monkeypatch.setattr(references, "keys_version", lambda: "other")
    monkeypatch.setattr(references, "company_key", str.upper)
    monkeypatch.setattr(references, "BATCH", 2)
    for write in (True, False):
        with pytest.raises(StoreError, match="kg reference update"):
            Reference(tmp_path / FILE, write=write)
    with Reference(tmp_path / FILE, write=True, update=True) as reference:
        assert [m.name for m in reference.look_up(["ACME WORKS"])] == ["Acme Corp"]
        assert reference.look_up(["acme"]) == []
    with Reference(tmp_path / FILE) as reference:
        assert [m.written for m in reference.look_up(["ZENITH"])] == ["Zenith"]


def test_missing_and_damaged_tables_say_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="kg reference add"):
        Reference(tmp_path / FILE)
    with opened_if_there(tmp_path / FILE) as found:
        assert found is None
    written(tmp_path, "no.sqlite", "no database" * 99)
    with pytest.raises(StoreError, match="Can't open"):
        Reference(tmp_path / "no.sqlite")


def test_a_store_remembers_where_its_tables_are(tmp_path: Path) -> None:
    store = tmp_path / "exports" / "store"
    store.mkdir(parents=True)
    assert chosen(store) == tmp_path / "exports" / FILE
    elsewhere = written(tmp_path, "tables.sqlite", "")
    assert chosen(store, elsewhere) == elsewhere
    assert chosen(store) == elsewhere
    with pytest.raises(StoreError, match="There is no"):
        chosen(store, tmp_path / "nowhere")


def test_memory_of_a_load_does_not_grow_with_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "BATCH", 500)
    # Keys of names are remembered up to a bound, which this is not about.
    monkeypatch.setattr(references, "company_key", str.casefold)

    def peak(rows: int) -> int:
        lines = (f"Firm number {n} Holdings Inc,alias {n}|other {n},{n + 1}" for n in range(rows))
        path = written(tmp_path, f"{rows}.csv", "name,aliases,cik\n" + "\n".join(lines))
        with Reference(tmp_path / f"{rows}.sqlite", write=True) as reference:
            tracemalloc.start()
            assert reference.add(path, "csv", "big").rows == rows
            found = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            assert len(reference.look_up([f"firm number {rows - 1} holdings inc"])) == 1
        return found

    assert peak(6000) < 2 * peak(2000)  # all rows at once would take thrice as much


# --- links -----------------------------------------------------------------------------


def company(name: str, *others: str, type_: str = "Company") -> Entity:
    return Entity(
        iri=f"https://example.org/{name}", type=type_, label=name, names=(name, *others), key=""
    )


def linked(folder: Path, entities: list[Entity], **lists: str) -> Links:
    with loaded(folder, **lists) as reference:
        return link(entities, reference)


def only(found: Links) -> Link:
    assert found.ambiguous == ()
    [one] = found.links
    return one


def left(found: Links) -> Ambiguous:
    assert found.links == ()
    return found.ambiguous[0]


@pytest.mark.parametrize(
    ("names", "method", "score"),
    [
        (("Acme Corp",), "same_name", 0.95),
        (("Acme",), "same_name", 0.95),
        (("ACME Inc.",), "key", 0.9),
        (("Acme Works",), "other_name", 0.85),
        (("Acme Works Ltd",), "other_key", 0.8),
    ],
)
def test_names_that_agree_are_linked(
    tmp_path: Path, names: tuple[str, ...], method: str, score: float
) -> None:
    text = "name,aliases,cik\nAcme Corp,Acme Works,12\n"
    if names == ("Acme",):
        text = "name,cik\nAcme,12\n"
    found = only(linked(tmp_path, [company(*names)], plain=text))
    assert (found.method, found.score) == (method, score)
    assert found.ids == (("cik", "0000000012"),)


def test_rows_of_one_company_give_one_link_with_all_tickers(tmp_path: Path) -> None:
    found = only(linked(tmp_path, [company("Alphabet {A}")], sec=json.dumps(SEC)))
    assert found.ids == (("cik", "0001652044"), ("ticker", "GOOG"), ("ticker", "GOOGL"))
    shares = "ticker,title\nBRK-A,Berkshire Inc\nBRK-B,Berkshire Inc\n"
    found = only(linked(tmp_path, [company("Berkshire")], sec=shares))
    assert [value for _, value in found.ids] == ["BRK-A", "BRK-B"]


def test_several_rows_that_fit_are_left_and_listed(tmp_path: Path) -> None:
    text = "name,cik\nAcme Inc.,1\nAcme Ltd,2\n"
    found = left(linked(tmp_path, [company("Acme")], plain=text))
    assert found.reason == "2 rows fit as well"
    assert found.options == ("Acme Inc. (cik 0000000001)", "Acme Ltd (cik 0000000002)")
    # The legal form tells which of them is meant.
    assert only(linked(tmp_path, [company("Acme", "Acme Ltd")], plain=text)).name == "Acme Ltd"
    # A longer name of the entity goes before a shorter one.
    text = "name,cik\nDelta Corp,1\nDelta Air Lines,2\n"
    found_ = only(linked(tmp_path, [company("Delta", "Delta Air Lines")], plain=text))
    assert found_.name == "Delta Air Lines"
    # A first name goes before another name.
    text = "name,aliases,wikidata\nApple Records,Apple,Q1\nApple,,Q2\n"
    assert only(linked(tmp_path, [company("Apple")], plain=text)).ids == (("wikidata", "Q2"),)


def test_one_word_is_not_enough_for_a_register_of_legal_entities(tmp_path: Path) -> None:
    text = f"LEI,Entity.LegalName\n{LEI},Orange Trading GmbH\n{OTHER_LEI},Zenith GmbH\n"
    found = left(linked(tmp_path, [company("Zenith")], gleif=text))
    assert found.reason.startswith("not sure enough")
    assert only(linked(tmp_path, [company("Orange Trading")], gleif=text)).ids == (("lei", LEI),)
    assert only(linked(tmp_path, [company("Zenith GmbH")], gleif=text)).method == "same_name"


def test_authorities_and_people_are_not_looked_for_among_firms(tmp_path: Path) -> None:
    entities = [company("Congress", type_="Organization"), company("Congress", type_="Person")]
    text = "Symbol,Security\nCGR,Congress Inc\n"
    assert linked(tmp_path, entities, sp500=text) == Links(links=(), ambiguous=())
    text = "name,wikidata\nCongress,Q11268\n"
    assert len(linked(tmp_path, entities, plain=text).links) == 1


def test_lists_that_contradict_each_other_link_nothing(tmp_path: Path) -> None:
    lists = {
        "one": "name,cik\nAcme,1\n",
        "two": "name,cik\nAcme,2\n",
        "three": "name,wikidata\nAcme,Q1\n",
    }
    found = linked(tmp_path, [company("Acme")], **lists)
    assert [each.table for each in found.links] == ["three"]
    assert {each.reason for each in found.ambiguous} == {"lists give different identifiers: cik"}


def test_a_row_is_that_of_one_entity(tmp_path: Path) -> None:
    text = "name,aliases,wikidata\nMeta Platforms,Facebook,Q380\n"
    found = linked(tmp_path, [company("Facebook"), company("Meta Platforms")], plain=text)
    assert [each.label for each in found.links] == ["Meta Platforms"]
    assert [each.reason for each in found.ambiguous] == ["another entity fits the same row"]
    text = "name,aliases,wikidata\nSomething,Facebook|Meta Platforms,Q380\n"
    found = linked(tmp_path, [company("Facebook"), company("Meta Platforms")], plain=text)
    assert found.links == ()
    assert len(found.ambiguous) == 2


def test_a_name_in_another_script_is_linked_by_its_other_name(tmp_path: Path) -> None:
    assert left(linked(tmp_path, [company("小米集团")], gleif=GLEIF)).table == "gleif"
    found = linked(tmp_path, [company("Xiaomi Corporation"), company("Xiaomi EV")], gleif=GLEIF)
    assert [(each.label, each.method) for each in found.links] == [
        ("Xiaomi Corporation", "other_name")
    ]


def test_order_of_entities_makes_no_difference(tmp_path: Path) -> None:
    entities = [company("Acme"), company("Zenith"), company("Apple Inc.")]
    with loaded(tmp_path, sec=json.dumps(SEC), plain=PLAIN) as reference:
        assert link(entities, reference) == link(entities[::-1], reference)
