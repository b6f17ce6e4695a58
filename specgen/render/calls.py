"""Shortcodes as authors write them: `{{% name key="value" %}}`, `{{< name >}}`, `{{% /name %}}` (INPUT 4.5)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

CALL = re.compile(r"\{\{([%<])\s*(/?)\s*([\w][\w./-]*)((?:[^%>\"`]|\"[^\"]*\"|`[^`]*`|[%>](?!\}\}))*?)\s*/?[%>]\}\}")
ARGUMENT = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`]+))|\"([^\"]*)\"|([^\s\"=]+)")
COMMENT = re.compile(r"\{\{[%<]\s*/\*.*?\*/\s*[%>]\}\}", re.S)


@dataclass(frozen=True, slots=True)
class Call:
    """One shortcode. Arguments without a name are `0`, `1`, …; `line` is that of the text it stands in (from 1)."""

    name: str
    closing: bool
    arguments: Mapping[str, str]
    line: int

    def __getitem__(self, key: str) -> str:
        """Return an argument. Raises `LookupError` with a sentence."""
        if key not in self.arguments:
            raise LookupError(f"`{self.name}` needs `{key}`")
        return self.arguments[key]

    def get(self, key: str, default: str = "") -> str:
        """Return an argument, or a default."""
        return self.arguments.get(key, default)


def read_call(match: re.Match[str]) -> Call:
    """Return the call that `CALL` matched."""
    arguments: dict[str, str] = {}
    for key, quoted, raw, bare, alone_quoted, alone in ARGUMENT.findall(match[4]):
        arguments[key or str(len(arguments))] = quoted or raw or bare or alone_quoted or alone
    return Call(match[3], bool(match[2]), arguments, match.string.count("\n", 0, match.start()) + 1)


# Boxes around Markdown: the title that is shown, if any.
BOXES: Mapping[str, str] = {
    "boxes/note": "Info",
    "boxes/warning": "Warning",
    "boxes/rationale": "Rationale",
    "boxes/added-in-paragraph": "",
}
MARKS: Mapping[str, str] = {"added-in": "Added", "changed-in": "Changed"}


def box(call: Call) -> str:
    """Return the start or end of a box as Markdown with HTML in it."""
    if call.closing:
        return "\n\n</aside>\n\n"
    title = BOXES[call.name]
    head = f'<p class="title">{title}</p>\n\n' if title else ""
    return f'\n\n<aside class="{call.name.rpartition("/")[2]}">\n{head}\n'


def version_mark(call: Call, page_version: str | None) -> str:
    """Return the words that say in which version something was added or changed.

    On a page about one version only what is new there is said. Raises `LookupError` with a sentence.
    """
    word = MARKS[call.name]
    if call.get("this") or (page_version is not None and page_version == call["v"]):
        return f"<strong>[{'New' if word == 'Added' else word} in this version]</strong>"
    return "" if page_version is not None else f"<strong>[{word} in <code>v{escape(call['v'])}</code>]</strong>"


def expand_description(text: str) -> str:
    """Return a description with its shortcodes expanded: boxes and marks; others and wrong ones vanish."""

    def replace(match: re.Match[str]) -> str:
        call = read_call(match)
        if call.name in BOXES:
            return box(call)
        return version_mark(call, None) if call.name in MARKS and (call.get("v") or call.get("this")) else ""

    return CALL.sub(replace, text)
