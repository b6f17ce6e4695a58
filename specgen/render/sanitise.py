"""HTML of people whom nobody knows, with nothing in it that acts: what GitHub lets through, and our own marks."""

import re
from collections.abc import Callable

import nh3

ELEMENTS = (
    "address article aside blockquote center dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p pre "
    "section summary ul a abbr b bdi bdo br cite code del dfn em i img input ins kbd mark q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr caption col colgroup table tbody td tfoot th thead tr"
)
TAGS = frozenset(ELEMENTS.split())
ATTRIBUTES = {
    "*": {"id", "class", "title", "align", "dir", "lang", "width", "height", "valign"},
    "a": {"href", "name"},
    "img": {"src", "alt"},
    "input": {"type", "checked", "disabled"},
    "ol": {"start", "type", "reversed"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "details": {"open"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "matrix", "tel", "ftp", "irc", "ircs"}
# Classes that mean something inside the text; those of the page around it would let an author dress up as it.
CLASSES = re.compile(
    r"(?:language-[\w+-]+|note|warning|rationale|title|footnote[\w-]*|task-list-item[\w-]*|contains-task-list|hint|broken|moved|good"
    r"|diagram-source|http-api|event|deprecated|added|removed|get|post|put|delete|bare|[a-z]{1,2}\d?)\Z"
)
OURS = "page:"


def sanitised(html: str, picture: Callable[[str], str]) -> str:
    """Return HTML in which each element is closed, and nothing runs, loads or leads astray.

    `picture` says for the source of a picture where it is, or nothing for one that is not to be loaded.
    """

    def keep(tag: str, name: str, value: str) -> str | None:
        if name == "class":
            return " ".join(word for word in value.split() if CLASSES.match(word)) or None
        if name == "src":
            return picture(value) or None
        if name in ("id", "name"):
            return None if value.startswith(OURS) else value
        return value if name != "type" or tag != "input" or value == "checkbox" else None

    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=keep,
        filter_style_properties={"text-align"},
        url_schemes=SCHEMES,
        link_rel=None,
        set_tag_attribute_values={"input": {"disabled": ""}},
    )
