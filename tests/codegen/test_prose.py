"""From Markdown to docstrings."""

import pytest

from specgen.codegen.prose import ended, plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("the event\\'s sender", "the event's sender"),
        (r"a \_b\_", "a _b_"),
        ("the rules are [here](https://a.example/x)", "the rules are here (https://a.example/x)"),
        ("see [the rules](https://a.example/x)", "see the rules"),
        ("described [here](#there)", "described here"),
    ],
)
def test_what_markdown_says(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("The kind of rule", "The kind of rule."),
        ("It is `x`", "It is `x`."),
        ("Is it?", "Is it?"),
        ("One of:\n\n- a\n- b", "One of:\n\n- a\n- b"),
        ("One of:\n- a\n- b", "One of:\n- a\n- b"),
        ("| a | b |", "| a | b |"),
        ("Like:\n\n    x = 1", "Like:\n\n    x = 1"),
        ("", ""),
    ],
)
def test_sentences_end(text: str, done: str) -> None:
    assert ended(text) == done
