"""TeX to MathML, with the TeX kept as an annotation; no scripts."""

import re
from html import escape

from latex2mathml import exceptions
from latex2mathml.converter import convert

TEXT = re.compile(r"\\text\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
CHARACTER = re.compile(r"""\\char\s*(?:`\\?(.)|"([0-9A-F]+) ?|'([0-7]+) ?|(\d+) ?)""")
# What the library does not know by this name, and the name by which it does.
SYNONYMS = {r"\begin{aligned}": r"\begin{split}", r"\end{aligned}": r"\end{split}"}
IN_TEXT = {
    "``": "“",
    "''": "”",
    '"': "”",
    r"\textbackslash": "\\",
    r"\_": "_",
    r"\&": "&",
    r"\%": "%",
    r"\#": "#",
    "{}": "",
}
# The library has no common base for what it raises, and stumbles over some of what it does not expect.
RAISED = tuple(each for each in vars(exceptions).values() if isinstance(each, type) and issubclass(each, Exception))
UNREADABLE: tuple[type[Exception], ...] = (
    *RAISED,
    IndexError,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    RecursionError,
)
OUTER = re.compile(r"<math([^>]*)>(.*)</math>\Z", re.S)


def known(tex: str) -> str:
    """Return TeX in the words that the library knows."""
    for name, synonym in SYNONYMS.items():
        tex = tex.replace(name, synonym)
    return TEXT.sub(lambda match: rf"\text{{{plain(match[1])}}}", tex)


def plain(text: str) -> str:
    """Return what stands in a text with quotes and escaped characters as they are shown."""
    text = CHARACTER.sub(character, text)
    for name, shown in IN_TEXT.items():
        text = text.replace(name, shown)
    return text


def character(match: re.Match[str]) -> str:
    """Return the named character: the character after a backtick, or one by its number in base 16, 8 or 10."""
    if match[1]:
        return match[1]
    return chr(int(match[2], 16) if match[2] else int(match[3], 8) if match[3] else int(match[4]))


def formula(tex: str, display: bool) -> str:
    """Return a formula as MathML; what the library cannot read stays as TeX in code style."""
    tex = tex.strip()
    try:
        mathml = convert(known(tex), display="block" if display else "inline")
    except UNREADABLE:
        return f"<code>{escape(tex)}</code>"
    match = OUTER.match(mathml)
    if match is None:
        return f"<code>{escape(tex)}</code>"
    note = f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
    return f"<math{match[1]}><semantics>{match[2]}{note}</semantics></math>"
