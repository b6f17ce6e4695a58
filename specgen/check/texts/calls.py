"""Shortcodes as authors write them, also those that are written wrong, in pages and descriptions alike."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

# The parameters that each shortcode takes. `*` stands for those without a name.
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "http-api": ("spec", "api", "anchor_base"),
    "event": ("event", "title", "desired_example_name"),
    "event-group": ("group_name",),
    "event-fields": ("event_type",),
    "msgtypes": (),
    "definition": ("path", "compact"),
    "diagram": ("name", "alt"),
    "proposal-tables": (),
    "sas-emojis": (),
    "cs-module": ("name", "filename"),
    "cs-modules": (),
    "rver-fragment": ("name", "withVersioning"),
    "relref": ("path", "outputFormat", "*"),
    "added-in": ("v", "this"),
    "changed-in": ("v", "this"),
    "boxes/note": (),
    "boxes/warning": (),
    "boxes/rationale": (),
    "boxes/added-in-paragraph": (),
    "changelog/changelog-description": (),
    "changelog/changelogs": (),
    "changelog/changes": ("*",),
}
BOXES = tuple(name for name in PARAMETERS if name.startswith("boxes/"))
MARKS = ("added-in", "changed-in")
CALL = re.compile(r"\{\{([%<])\s*(/?)\s*(\w[\w./-]*)((?:[^%<>\"`{}\n]|\"[^\"]*\"|`[^`]*`|\n)*?)\s*/?([%>])\}\}")
ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"([^\"]*)\"|`([^`]*)`|([^\s\"`=]+))")
COMMENT = re.compile(r"\{\{([%<])\s*/\*.*?\*/\s*[%>]\}\}", re.S)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: `name` is `*` where it has none; `quoted` tells whether its value is."""

    name: str
    value: str
    quoted: bool
    offset: int


@dataclass(frozen=True, slots=True)
class Call:
    """One shortcode as written, from `start` to `end` of its text; `marks` are `%%`, `<>` or a mixture."""

    name: str
    closing: bool
    arguments: tuple[Argument, ...]
    marks: str
    start: int
    end: int

    def get(self, name: str) -> Argument | None:
        """Return an argument."""
        return next((argument for argument in self.arguments if argument.name == name), None)


@lru_cache(maxsize=8192)
def calls(text: str) -> tuple[Call, ...]:
    """Return the shortcodes of a text; those that are commented out are none."""
    return tuple(read(match) for match in CALL.finditer(uncommented(text))) if "{{" in text else ()


def uncommented(text: str) -> str:
    """Return a text with blanks for shortcodes that are commented out."""
    return COMMENT.sub(lambda match: " " * len(match[0]), text) if "/*" in text else text


def read(match: re.Match[str]) -> Call:
    """Return the shortcode that was found."""
    return Call(match[3], bool(match[2]), tuple(arguments(match)), match[1] + match[5], match.start(), match.end())


def arguments(match: re.Match[str]) -> Iterator[Argument]:
    """Yield the arguments of the shortcode that was found."""
    for each in ARGUMENT.finditer(match[4]):
        quoted = each[2] is not None or each[3] is not None
        value = each[2] or each[3] or each[4] or ""
        yield Argument(each[1] or "*", value, quoted, match.start(4) + each.start())
