"""Where pages went, as versions tell."""

from specgen.model.artifact import Artifact
from specgen.publish.index import Index, Leaf, pages_of
from specgen.publish.moves import follow, lost


def leaf(title: str, ids: str = "", lines: str = "") -> Leaf:
    """Return a page; ids and lines are given as words."""
    return Leaf(title, tuple(ids.split()), tuple(sorted(map(ord, lines))))


def version(name: str, pages: dict[str, Leaf], redirects: dict[str, str] | None = None) -> Index:
    """Return a version."""
    return Index(name=name, base=f"/{name}", day="", key="", title="", pages=pages, redirects=redirects or {})


HOME = {"/": leaf("Home")}


def test_a_page_is_known_again_by_its_lines() -> None:
    old = version("v1.0", {**HOME, "/a/": leaf("A", lines="abcdef")})
    new = version("v1.1", {**HOME, "/b/": leaf("B", lines="abcdxy"), "/c/": leaf("C", lines="abuvwx")})
    assert follow([old, new]) == [{}, {"/a/": "/b/"}]


def test_a_page_is_known_again_by_its_title() -> None:
    old = version("v1.0", {**HOME, "/a/": leaf("Guide", lines="abc")})
    new = version("v1.1", {**HOME, "/b/": leaf("Guide", lines="xyz")})
    assert follow([old, new])[1] == {"/a/": "/b/"}
    twice = version("v1.1", {**new.pages, "/c/": leaf("Guide", lines="uvw")})
    assert follow([old, twice])[1] == {}


def test_a_page_that_was_there_before_is_no_successor_of_one_like_it() -> None:
    rooms = {"/rooms/v1/": leaf("Room 1", "rules auth", "abcdef"), "/rooms/v2/": leaf("Room 2", "rules auth", "abcdeg")}
    both, one = version("v1.1", {**HOME, **rooms}), version("v1.0", {**HOME, "/rooms/v1/": rooms["/rooms/v1/"]})
    assert follow([both, one])[1] == {}


def test_a_page_that_was_taken_into_another_leads_there() -> None:
    old = version("v1.0", {"/": leaf("Home", "start"), "/a/": leaf("A", "one two three start", "abc")})
    new = version("v1.1", {"/": leaf("Home", "start one two three", "xyz")})
    assert follow([old, new])[1] == {"/a/": "/"}


def test_moves_add_up_over_versions_and_end_where_the_page_is_back() -> None:
    first = version("v1.0", {**HOME, "/a/": leaf("A", lines="abcd")})
    second = version("v1.1", {**HOME, "/b/": leaf("A", lines="abxy")})
    third = version("v1.2", {**HOME, "/c/": leaf("A", lines="xyzu")})
    fourth = version("v1.3", {**HOME, "/a/": leaf("A", lines="xyzu")})
    assert follow([first, second, third, fourth]) == [
        {},
        {"/a/": "/b/"},
        {"/a/": "/c/", "/b/": "/c/"},
        {"/b/": "/a/", "/c/": "/a/"},
    ]


def test_an_anchor_that_is_gone_gives_way_to_the_one_after_it() -> None:
    old = version("v1.4", {"/big/": leaf("Big", "module-push push other")}, {"/big/push/": "/big/#module-push"})
    same, without = leaf("Big", "module-push push"), leaf("Big", "push")
    assert follow([old, version("v1.5", {"/big/": same})])[1] == {"/big/push/": "/big/#module-push"}
    assert follow([old, version("v1.5", {"/big/": without})])[1] == {"/big/push/": "/big/#push"}
    assert follow([old, version("v1.5", {"/big/": leaf("Big")})])[1] == {"/big/push/": "/big/"}
    assert follow([old, version("v1.5", HOME)])[1] == {}


def test_what_the_new_version_says_itself_counts() -> None:
    old = version("v1.0", {**HOME, "/a/": leaf("A", lines="abc"), "/x/": leaf("X")})
    new = version("v1.1", {**HOME, "/b/": leaf("B", lines="abc"), "/c/": leaf("C")}, {"/a/": "/c/"})
    assert follow([old, new])[1] == {}
    later = version("v1.2", {**HOME, "/b/": leaf("B", lines="abc"), "/c/": leaf("C")})
    assert follow([old, new, later])[2] == {"/a/": "/c/"}


def test_what_is_lost_is_named_with_the_last_version_that_had_it() -> None:
    one = version("v1.0", {**HOME, "/a/": leaf("A", lines="abc")})
    two = version("v1.1", {**HOME, "/a/": leaf("A", lines="abd")})
    three = version("v1.2", HOME)
    indexes = [one, two, three]
    assert lost(indexes, follow(indexes)) == {"/a/": "v1.1"}


def test_pages_and_redirects_are_read_from_the_files() -> None:
    page = b"<title>A &amp; B | Site</title><main id=page:content><h1 id='x'>A</h1><p id=\"y\">b</main>"
    lead = b'<meta http-equiv="refresh" content="0; url=/s/v1.0/a/#x&amp;">'
    files = [
        Artifact("index.html", b"<title>Site</title>"),
        Artifact("a/index.html", page),
        Artifact("b/index.html", lead),
        Artifact("404.html", b"<title>No</title>"),
    ]
    pages, redirects = pages_of(files, "/s/v1.0")
    assert {url: (each.title, each.ids) for url, each in pages.items()} == {
        "/": ("Site", ()),
        "/a/": ("A & B", ("x", "y")),
    }
    assert redirects == {"/b/": "/a/#x&"}
