"""Colours in code: JSON, the bulk, by one expression of our own; anything else by Pygments."""

import re
from html import escape

from pygments import highlight as pygmentize
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

JSON_TOKENS = re.compile(r'("(?:[^"\\\n]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\b\d+(?:\.\d+)?(?:[eE][-+]?\d+)?\b')
QUIET = ("", "nohighlight", "text", "plain", "none")


def colour(code: str, language: str) -> str:
    """Return code as HTML with its tokens marked; names are `<b>`, literals `<i>`."""
    if language in ("json", "json5", "jsonc"):
        return colour_json(code)
    if language in QUIET:
        return escape(code, quote=False)
    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(code, quote=False)
    return str(pygmentize(code, lexer, HtmlFormatter(nowrap=True)))


def colour_json(code: str) -> str:
    """Return JSON as HTML: property names in `<b>`, numbers and words in `<i>`; strings have no mark."""
    result: list[str] = []
    end = 0
    for match in JSON_TOKENS.finditer(code):
        result.append(escape(code[end : match.start()], quote=False))
        string, colon = match[1], match[2]
        if string is None:
            result.append(f"<i>{match[0]}</i>")
        elif colon:
            result.append(f"<b>{escape(string, quote=False)}</b>{colon}")
        else:
            result.append(escape(string, quote=False))
        end = match.end()
    result.append(escape(code[end:], quote=False))
    return "".join(result)
