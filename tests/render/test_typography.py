"""Quotes and dashes, as the published specification has them."""

import pytest

from specgen.render.markdown import Markdown

MARKDOWN = Markdown()


def inline(text: str) -> str:
    return MARKDOWN.render(text, lambda target: target).html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('say "this" now', "say “this” now"),
        ("say 'this' now", "say ’this’ now"),
        ("an 'a' line", "an ‘a’ line"),
        ("('state')", "(‘state’)"),
        ("the 'email' medium", "the ’email’ medium"),
        ("don't, it's Bob's", "don’t, it’s Bob’s"),
        ("other users' keys", "other users’ keys"),
        ("users'\nkeys", "users’\nkeys"),
        ("a -- b --- c", "a – b — c"),
        ("wait... now....", "wait… now…."),
        ("two.. dots", "two.. dots"),
        ("<< this >>", "« this »"),
        ('`"code"` stays', "<code>&quot;code&quot;</code> stays"),
        ('*"em"*', "<em>“em”</em>"),
        ('"[link](/x)"', '“<a href="/x">link</a>”'),
        ("K' and K'", "K’ and K’"),
        ("the '90s", "the ’90s"),
        ('\\"escaped\\"', "&quot;escaped&quot;"),
        ('a "b', "a “b"),
        ("https://x.example/it's", "<a href=\"https://x.example/it's\">https://x.example/it's</a>"),
        ("(see https://x.example/a_(b))", '(see <a href="https://x.example/a_(b)">https://x.example/a_(b)</a>)'),
        ("www.x.example.", '<a href="http://www.x.example">www.x.example</a>.'),
        ("`https://x.example`", "<code>https://x.example</code>"),
    ],
)
def test_inline(source: str, shown: str) -> None:
    assert inline(source) == shown


def test_the_short_way_and_the_long_way_agree() -> None:
    for text in ("Plain words.", "Two lines\nof *text* with `code`", 'Some "quoted" [link](/x) -- and\nmore'):
        short = MARKDOWN.render(text, lambda target: target).html
        long = MARKDOWN.render(f"{text}\n\n<!-- -->", lambda target: target).html
        assert long.startswith(short)
