"""What is looked up in artifacts."""

from specgen.model.artifact import Artifact, page_ids


def test_ids_are_found_however_they_are_quoted() -> None:
    page = Artifact("a/index.html", b"<h1 id=one class=x><p id=\"two\"><a id='three'></a> data-id=four <b id=five>")
    home = Artifact("index.html", b"<p id=six>")
    assert page_ids([page, home, Artifact("api.json", b' id="seven"')]) == {
        "/a/": frozenset({"one", "two", "three", "five"}),
        "/": frozenset({"six"}),
    }
