"""Markdown to HTML in the dialect of the published specification: goldmark's, on markdown-it (INPUT 4, 5.2)."""

import re
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from specgen.render.highlight import colour
from specgen.render.maths import formula
from specgen.render.slug import slug, unused
from specgen.render.typography import needs_typography, set_typography

ATTRIBUTES = re.compile(r"\s*\{([^{}]*[#.=][^{}]*)\}\s*\Z")
ATTRIBUTE = re.compile(r"#([\w:.-]+)|\.([\w-]+)|(\w+)=(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))")
BARE_URL = re.compile(r"(?<![\w/:.@-])(?:(?:https?|ftp)://|www\.)[^\s<]+", re.I)
TRAILING = re.compile(r"(?:[?!.,:*_~'\"”’]|&\w+;)+\Z")
# A single paragraph whose lines start with letters: no block of another kind can be in it.
PLAIN = re.compile(r"[A-Za-z](?:[^\n]|\n[A-Za-z`\"'(])*\n?\Z(?<!\|)")
Env = MutableMapping[str, Any]


@dataclass(frozen=True, slots=True)
class Heading:
    """One Markdown heading. `html` is its text with inline formatting, without links."""

    level: int
    id: str
    html: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as HTML, and its headings in order."""

    html: str
    headings: tuple[Heading, ...]


@dataclass(slots=True)
class Context:
    """What one rendering needs and collects: where links lead, which ids are used, and which ones were asked for."""

    link: Callable[[str], str]
    used: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    headings: list[Heading] = field(default_factory=list)


class Markdown:
    """A configured parser; a class because making one takes longer than most texts."""

    def __init__(self, maths: bool = True) -> None:
        """Set the dialect up; `maths`: what stands in escaped parentheses or brackets is a formula."""
        parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
        parser.use(deflist_plugin).use(footnote_plugin).use(tasklists_plugin)
        parser.core.ruler.before("text_join", "polish", polish)
        parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the spec's own text, raw HTML allowed
        if maths:
            parser.inline.ruler.before("escape", "maths", maths_rule)
        for name, rule in {"fence": draw_code, "code_block": draw_code, "maths": draw_maths}.items():
            parser.add_render_rule(name, rule)
        self.parser = parser

    def render(self, text: str, link: Callable[[str], str]) -> Rendered:
        """Return a text as HTML; `link` says where a link's target really leads."""
        context = Context(link)
        if PLAIN.match(text):
            return Rendered(f"<p>{self.parser.renderInline(text.strip(), {'context': context})}</p>\n", ())
        html = self.parser.render(text, {"context": context})
        return Rendered(html, tuple(context.headings))


def maths_rule(state: StateInline, silent: bool) -> bool:
    """Read what stands in escaped parentheses, or in escaped brackets alone on their lines, as a formula."""
    start = state.pos
    opening = state.src[start : start + 2]
    if opening not in ("\\(", "\\["):
        return False
    display = opening == "\\["
    end = state.src.find("\\]" if display else "\\)", start + 2)
    if end < 0 or (display and not alone(state.src, start, end + 2)):
        return False
    if not silent:
        token = state.push("maths", "math", 0)
        token.content = state.src[start + 2 : end]
        token.block = display
    state.pos = end + 2
    return True


def alone(text: str, start: int, end: int) -> bool:
    """Tell whether nothing else stands on the lines of `text[start:end]`."""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    after = text[end:].partition("\n")[0]
    return not before.strip() and not after.strip(" \t.,")


def polish(state: StateCore) -> None:
    """Give headings their ids, links their targets, and text its quotes and bare links."""
    context: Context = state.env["context"]
    for index, token in enumerate(state.tokens):
        if token.type == "inline" and token.children is not None:
            if "://" in token.content or "www." in token.content:
                token.children = link_bare_urls(token.children)
            if state.tokens[index - 1].type == "heading_open":
                take_attributes(state.tokens[index - 1], token)
            if needs_typography(token.content):
                set_typography(token.children)
            resolve_links(token.children, context)
            if state.tokens[index - 1].type == "heading_open":
                name_heading(state.tokens[index - 1], token, context)


def resolve_links(tokens: Sequence[Token], context: Context) -> None:
    """Replace the targets of links and pictures."""
    for token in tokens:
        key = "href" if token.type == "link_open" else "src" if token.type == "image" else None
        if key:
            token.attrSet(key, context.link(str(token.attrGet(key) or "")))


def link_bare_urls(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with URLs in plain text made links (GFM's extended autolinks)."""
    result: list[Token] = []
    inside = 0
    for token in tokens:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if token.type == "text" and not inside and BARE_URL.search(token.content):
            result.extend(split_urls(token))
        else:
            result.append(token)
    return result


def split_urls(token: Token) -> list[Token]:
    """Return a text token cut at the URLs in it."""
    result: list[Token] = []
    end = 0
    for match in BARE_URL.finditer(token.content):
        url = TRAILING.sub("", match[0])
        while url.endswith(")") and url.count(")") > url.count("("):
            url = TRAILING.sub("", url[:-1])
        start, stop = match.start(), match.start() + len(url)
        result.append(text_token(token, token.content[end:start]))
        target = url if "://" in url else f"http://{url}"
        result.append(Token("link_open", "a", 1, attrs={"href": target}, level=token.level, markup="linkify"))
        result.append(text_token(token, url, "auto"))
        result.append(Token("link_close", "a", -1, level=token.level, markup="linkify"))
        end = stop
    result.append(text_token(token, token.content[end:]))
    return [piece for piece in result if piece.type != "text" or piece.content]


def text_token(token: Token, content: str, info: str = "") -> Token:
    """Return a text token at the place of another."""
    return Token("text", "", 0, content=content, level=token.level, info=info)


def take_attributes(heading: Token, inline: Token) -> None:
    """Move `{#id .class}` from the end of a heading's text to the heading."""
    last = inline.children[-1] if inline.children else None
    match = ATTRIBUTES.search(last.content) if last is not None and last.type == "text" else None
    if last is None or match is None:
        return
    last.content = last.content[: match.start()]
    for name, kind, key, *values in ATTRIBUTE.findall(match[1]):
        if name or key == "id":
            heading.attrSet("id", name or "".join(values))
        elif kind or key == "class":
            heading.attrJoin("class", kind or "".join(values))
        else:
            heading.attrSet(key, "".join(values))


def plain_text(tokens: Sequence[Token]) -> str:
    """Return what a reader sees of inline tokens."""
    return "".join(
        token.content
        if token.type in ("text", "text_special", "code_inline")
        else " "
        if token.type == "softbreak"
        else ""
        for token in tokens
    )


def name_heading(heading: Token, inline: Token, context: Context) -> None:
    """Give a heading its id (an explicit one wins) and note it for the table of contents."""
    explicit = heading.attrGet("id")
    children = inline.children or []
    source = slug(ATTRIBUTES.sub("", inline.content))
    wanted = slug(plain_text(children)) or "heading"
    name = str(explicit) if explicit else unused(wanted, context.used)
    context.used.add(name)
    context.asked.update((wanted, source))
    heading.attrSet("id", name)
    shown = [token for token in children if token.type not in ("link_open", "link_close")]
    html = "".join(TOC_TEXT.get(token.type, draw_nothing)(token) for token in shown)
    if source and not explicit and source not in context.used and not name.startswith(source):
        context.used.add(source)
        children.insert(0, Token("html_inline", "", 0, content=f'<a id="{source}"></a>'))
    context.headings.append(Heading(int(heading.tag[1]), name, html.strip()))


def draw_nothing(token: Token) -> str:
    """Draw a token that does not show in a table of contents."""
    return ""


TOC_TEXT: dict[str, Callable[[Token], str]] = {
    "text": lambda token: escape(token.content, quote=False),
    "text_special": lambda token: escape(token.content, quote=False),
    "code_inline": lambda token: f"<code>{escape(token.content, quote=False)}</code>",
    "softbreak": lambda token: " ",
}


def draw_code(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    """Draw a code block, coloured if its language is known."""
    token = tokens[index]
    language = token.info.split()[0].lower() if token.info.strip() else ""
    return draw_pre(token.content, language)


def draw_pre(code: str, language: str) -> str:
    """Return a code block as HTML."""
    mark = f' class="language-{escape(language)}"' if language and language not in ("nohighlight", "json") else ""
    return f"<pre{mark}>{colour(code, language)}</pre>\n"


def draw_maths(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: Env) -> str:
    """Draw a formula."""
    return formula(tokens[index].content, tokens[index].block)
