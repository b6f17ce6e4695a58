"""TeX to MathML, with the TeX kept as an annotation; no scripts."""

import re
from html import escape

from latex2mathml.converter import convert

OUTER = re.compile(r"<math([^>]*)>(.*)</math>\Z", re.S)


def formula(tex: str, display: bool) -> str:
    """Return a formula as MathML; what the library cannot read stays as TeX in code style."""
    tex = tex.strip()
    try:
        mathml = convert(tex, display="block" if display else "inline")
    except (IndexError, KeyError, ValueError, AttributeError, TypeError):
        return f"<code>{escape(tex)}</code>"
    match = OUTER.match(mathml)
    if match is None:
        return f"<code>{escape(tex)}</code>"
    note = f'<annotation encoding="application/x-tex">{escape(tex, quote=False)}</annotation>'
    return f"<math{match[1]}><semantics>{match[2]}{note}</semantics></math>"
