"""A page in pieces is the page rendered at once, whatever reaches over the edges of the pieces."""

import pytest

from specgen.render.markdown import Markdown
from specgen.render.pieces import Pieces, render_pieces

MARKDOWN = Markdown()
TEXTS = {
    "headings of one name": "# A\n\n## Errors\n\nx\n\n## Errors\n\n## Errors 1\n\n## Errors\n",
    "explicit ids": "## A {#errors}\n\n## Errors\n\n### Errors-1\n\n## Errors\n",
    "a link defined later": "See [the end].\n\n## B\n\n[the end]: /first\n\n## C\n\n[the end]: /second\n\n[the end]\n",
    "a comment in code": "## A\n\n```sh\nls\n\n# not a heading\n\n## nor this\n```\n\n## B\n\ntext\n",
    "code that never ends": "## A\n\n~~~\n\n## B\n\n## C\n\n## D\n\n## E\n\ntext\n",
    "code in a list": "- a\n\n  ```\n  x\n\n## B\n\ntext\n",
    "a comment over headings": "<!-- one\n\n## two\n\nthree -->\n\n## four\n",
    "a comment that never ends": "## A\n\n<!-- one\n\n## two\n\n## three\n",
    "preformatted": "<pre>\n\n## A\n\n</pre>\n\n## B\n",
    "a box": "<aside>\n\n## A\n\ntext\n\n</aside>\n\n## B\n",
    "footnotes": "## A\n\nx[^1]\n\n## B\n\ny[^2]\n\n[^2]: two\n\n[^1]: one\n",
    "lists and tables": "- a\n\n- b\n\n## B\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## C\n\nterm\n: what\n\n## D\n",
    "other line ends": "## A\r\n\r\n## B\r\n",
    "empty": "",
    "no heading": "A 'quoted' paragraph -- with a dash.\n\nAnother.\n",
    "underlined": "A\n===\n\n## B\n\nC\n---\n\n## C\n",
}


def link(target: str) -> str:
    return f"/base{target}"


@pytest.mark.parametrize("name", TEXTS)
def test_pieces_are_the_whole(name: str) -> None:
    whole = MARKDOWN.render(TEXTS[name], link)
    first, pieces = render_pieces(MARKDOWN, TEXTS[name], link, None)
    again, _ = render_pieces(MARKDOWN, TEXTS[name], link, pieces)
    assert (first, again) == (whole, whole)


@pytest.mark.parametrize("name", TEXTS)
def test_pieces_of_another_state_of_the_page_do_no_harm(name: str) -> None:
    known = Pieces()
    for text in (*TEXTS.values(), TEXTS[name], f"## Errors\n\n{TEXTS[name]}", f"{TEXTS[name]}\n\n[the end]: /third\n"):
        rendered, known = render_pieces(MARKDOWN, text, link, known)
        assert rendered == MARKDOWN.render(text, link)


def test_a_page_of_code_that_never_ends_takes_no_square_of_time() -> None:
    text = "```\n\n" + "## heading\n\n" * 20_000
    rendered, pieces = render_pieces(MARKDOWN, text, link, None)
    assert rendered.html.startswith("<pre>")
    assert len(pieces.outlines) < 40
